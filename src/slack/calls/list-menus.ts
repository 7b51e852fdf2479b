import type { PlainTextOption, StaticSelect } from '@slack/types';

import { type Aspect, choose, termsOf } from '../../calls/filter/refine.ts';
import { type Filter, formatFilter, storedFilter, type Term } from '../../calls/filter.ts';
import { knownDialErrors, knownResults, meaningOf, resultLabel } from '../../calls/outcome.ts';
import { mostInOption } from '../blocks/carried.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { actions, option, select } from '../blocks/rich.ts';
import { encodeChoice, type ListChoice } from './list-choice.ts';

/** What can be picked from one menu; null leaves the aspect open. */
interface Pick {
  label: string;
  condition: Parameters<typeof choose>[2];
}

interface Menu {
  actionId: string;
  aspect: Aspect;
  /** Shown where the filter says something that cannot be picked. */
  name: string;
  picks: Pick[];
}

const menus: Menu[] = [
  {
    actionId: 'list_status',
    aspect: 'status',
    name: 'Status…',
    picks: [
      { label: 'Any status', condition: null },
      { label: 'Completed', condition: { kind: 'status', value: 'completed' } },
      { label: 'Errored', condition: { kind: 'status', value: 'errored' } },
    ],
  },
  {
    actionId: 'list_result',
    aspect: 'outcome',
    name: 'Result…',
    picks: [
      { label: 'Any result', condition: null },
      ...knownResults.map((value) => ({
        label: resultLabel(value),
        condition: { kind: 'result' as const, value },
      })),
      { label: 'Your setup', condition: { kind: 'side', value: 'ours' } },
      { label: 'Carrier or phone', condition: { kind: 'side', value: 'theirs' } },
      ...knownDialErrors.map((value) => ({
        label: meaningOf(value).label,
        condition: { kind: 'dial-error' as const, value },
      })),
    ],
  },
  {
    actionId: 'list_period',
    aspect: 'period',
    name: 'Period…',
    picks: [
      { label: 'Any time', condition: null },
      { label: 'Today', condition: { kind: 'day', value: 'today' } },
      { label: 'Yesterday', condition: { kind: 'day', value: 'yesterday' } },
      { label: 'Last 24 hours', condition: { kind: 'since', value: '24h' } },
      { label: 'Last 7 days', condition: { kind: 'since', value: '7d' } },
      { label: 'Last 30 days', condition: { kind: 'since', value: '30d' } },
    ],
  },
];

/** The filter as menus: what is picked from one changes its part, and leaves the other words as they are. */
export function filterMenus(choice: ListChoice): MessageBlock[] {
  // Times stay as they were written, so no clock is needed to read them.
  const filter = storedFilter(choice.filter);
  return actions(...menus.map((menu) => menuOf(menu, filter, choice.messageId)));
}

/** A filter too long for an option is changed by typing only. */
function menuOf(menu: Menu, filter: Filter, messageId: string | null): StaticSelect | null {
  const { actionId, aspect, name, picks } = menu;
  const options = picks.flatMap((pick) => offer(pick, choose(filter, aspect, pick.condition), messageId));
  if (options.length < picks.length) return null;
  const chosen = options[picks.findIndex((pick) => isChosen(pick, termsOf(filter, aspect)))];
  return {
    ...select(name, actionId, options),
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  };
}

function offer({ label }: Pick, filter: Filter, messageId: string | null): PlainTextOption[] {
  const value = encodeChoice({ filter: formatFilter(filter), messageId }, mostInOption);
  return value === null ? [] : [option(label, value)];
}

function isChosen({ condition }: Pick, [term, ...others]: Term[]): boolean {
  if (term === undefined) return condition === null;
  if (others.length > 0 || term.negated || condition === null) return false;
  return formatFilter({ terms: [term] }) === formatFilter({ terms: [{ ...condition, negated: false }] });
}
