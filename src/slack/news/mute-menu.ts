import type { PlainTextOption } from '@slack/types';
import { z } from 'zod';

import type { Bundle } from '../../calls/bundle.ts';
import { formatFilter } from '../../calls/filter.ts';
import { dialErrorLabel } from '../../calls/outcome.ts';
import { carried, mostInOption } from '../blocks/carried.ts';
import { shortLabel, withUnexplained } from '../blocks/counts.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { actions, option, select } from '../blocks/rich.ts';

/** What a menu mutes, as it carries it. */
export interface MuteChoice {
  /** Canonical filter words; empty means every call. */
  filter: string;
  /** As one would type it. */
  until: '1h' | '4h' | 'tomorrow';
}

const periods: Record<MuteChoice['until'], string> = {
  '1h': 'for 1 h',
  '4h': 'for 4 h',
  tomorrow: 'until tomorrow',
};

/** “Mute busy for 1 h”: the kinds of errors of this message, for a while; none where Slack does not take its values. */
export function mutingMenu(bundle: Bundle): MessageBlock[] {
  const { filter, name } = whatIn(bundle);
  const options = Object.entries(periods).flatMap(([until, period]) =>
    offer(`Mute ${name} ${period}`, { filter, until: until as MuteChoice['until'] }),
  );
  return options.length < Object.keys(periods).length ? [] : actions(select('Mute…', 'mute_calls', options));
}

function whatIn(bundle: Bundle): { filter: string; name: string } {
  const kinds = withUnexplained(bundle).map(({ word }) => word);
  const [kind] = kinds;
  if (kind === undefined || !kinds.every(isPlain)) return { filter: 'errored', name: 'all errors' };
  const terms = kinds.map((value) => ({ kind: 'dial-error' as const, value, negated: false }));
  const name = kinds.length === 1 ? `“${shortLabel(kind, dialErrorLabel)}”` : 'these errors';
  return { filter: formatFilter({ terms }), name };
}

/** A word that an API could have meant to write. */
function isPlain(word: string): boolean {
  return /^[\w-]{1,40}$/.test(word);
}

function offer(label: string, { filter, until }: MuteChoice): PlainTextOption[] {
  const value = choice.write({ f: filter, u: until });
  return value === null ? [] : [option(label.slice(0, 75), value)];
}

const choice = carried(z.strictObject({ f: z.string(), u: z.enum(['1h', '4h', 'tomorrow']) }), mostInOption);

export function decodeMuteChoice(value: string): MuteChoice | null {
  const read = choice.read(value);
  return read && { filter: read.f, until: read.u };
}
