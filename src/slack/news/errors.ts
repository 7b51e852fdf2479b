import type { Bundle, Count, SingleCall } from '../../calls/bundle.ts';
import type { Call } from '../../calls/call.ts';
import { type DialErrorMeaning, meaningOf, type Severity, type Side } from '../../calls/outcome.ts';
import { shortLabel, spokenCounts, spokenKind, withUnexplained } from '../blocks/counts.ts';
import { dot, dotOfDialError } from '../blocks/dots.ts';
import { counted, listed, number } from '../blocks/numbers.ts';
import type { MessageBlock, Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, bold, bullets, dotted, footnote, type Line, paragraph, words } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { openButton } from '../calls/call-buttons.ts';
import { attemptOf, endedAt, numberOf, spokenNumber } from '../calls/call-words.ts';
import { callLine } from '../calls/headline.ts';
import { browseButton, callRows, mostLines } from './calls-bundle.ts';
import { followUpRows } from './follow-ups.ts';
import { withLateness } from './lateness.ts';

/** Calls that failed to connect: who has to act, how bad it is, what it means, and what to do. */
export function renderErrors(bundle: Bundle, options: RenderOptions): Rendered {
  const rendered =
    bundle.single === null ? renderErrorGroups(bundle, options) : renderErrorCard(bundle.single, options);
  return withLateness(rendered, bundle, options);
}

function renderErrorCard({ call, attempt }: SingleCall, options: RenderOptions): Rendered {
  const meaning = meaningOf(call.dialError ?? '');
  return {
    text: `${spoken(meaning.label, 60)}: call to ${spokenNumber(call, options)}. ${spoken(`${actors[meaning.side]} ${advice(meaning)}`.trim(), 300)}`,
    blocks: [
      ...paragraph(callLine(call, options), adviceLine(meaning)),
      ...footnote(attemptOf(attempt)),
      ...actions(openButton(call)),
    ],
  };
}

function advice({ sentence, nextStep }: DialErrorMeaning): string {
  return `${sentence} ${nextStep}`;
}

/** Who has to do something. Where nobody has, the advice says so. */
const actors: Record<Side, string> = {
  ours: 'Action needed in your setup.',
  theirs: '',
  list: 'Action needed in your list.',
  unknown: 'Cause unknown.',
};

function adviceLine(meaning: DialErrorMeaning): Line {
  const actor = actors[meaning.side];
  return [...(actor === '' ? [] : [bold(actor), words(' ')]), words(advice(meaning))];
}

function renderErrorGroups(bundle: Bundle, options: RenderOptions): Rendered {
  const groups = mostSevereFirst(withUnexplained(bundle));
  const calls = bundle.count <= mostLines ? bundle.calls : [];
  return {
    text: errorSentence(bundle, groups),
    blocks: [
      ...paragraph(dotted(bold(`${counted(bundle.count, 'call')} failed`), words(whoMustAct(groups)))),
      ...errorGroups(groups, calls, options),
      ...(calls.length === 0 ? [] : followUpRows(bundle, options)),
      ...(bundle.count > mostLines ? callRows(bundle, options) : actions(browseButton(bundle))),
    ],
  };
}

/** “2 need action in your setup, 1 in your list”: once for all, so that no kind of error says it again. */
function whoMustAct(groups: Count[]): string {
  const countOf = (wanted: Side) =>
    groups.reduce((sum, { word, count }) => (meaningOf(word).side === wanted ? sum + count : sum), 0);
  const places = (
    [
      ['ours', 'your setup'],
      ['list', 'your list'],
    ] as const
  )
    .map(([side, place]) => ({ count: countOf(side), place }))
    .filter(({ count }) => count > 0);
  if (places.length > 0)
    return places
      .map(
        ({ count, place }, index) =>
          `${number(count)} ${index === 0 ? `${needs(count)} action ` : ''}in ${place}`,
      )
      .join(', ');
  return groups.every(({ word }) => meaningOf(word).severity === 'low')
    ? 'no action needed'
    : 'cause unknown';
}

function needs(count: number): string {
  return count === 1 ? 'needs' : 'need';
}

const severityOrder: Severity[] = ['high', 'medium', 'low'];

function mostSevereFirst(counts: Count[]): Count[] {
  const rank = ({ word }: Count) => severityOrder.indexOf(meaningOf(word).severity);
  return counts.toSorted((one, other) => rank(one) - rank(other) || other.count - one.count);
}

/** “37 calls failed: 31 too many calls and 6 busy. Action needed in your setup. Lower the number of…” */
function errorSentence(bundle: Bundle, groups: Count[]): string {
  const labelOf = (word: string) => meaningOf(word).label;
  const [worst, ...others] = groups;
  const isOneKind = worst !== undefined && others.length === 0;
  const what = isOneKind ? spokenKind(worst, labelOf) : listed(spokenCounts(groups, labelOf), 5);
  const advised = worst !== undefined && meaningOf(worst.word).severity === 'high';
  const next = advised
    ? ` ${actors[meaningOf(worst.word).side]} ${spoken(meaningOf(worst.word).nextStep)}`
    : '';
  return `${counted(bundle.count, 'call')} failed: ${what}.${next}`;
}

const mostGroups = 6;

/** What needs a person has a paragraph for each kind of error; what needs nobody shares one, at the end. */
function errorGroups(groups: Count[], calls: Call[], options: RenderOptions): MessageBlock[] {
  const needsLook = groups.filter(({ word }) => meaningOf(word).severity !== 'low');
  const normal = groups.filter(({ word }) => meaningOf(word).severity === 'low');
  const unnamed = needsLook.length - mostGroups;
  return [
    ...needsLook.slice(0, mostGroups).flatMap((group) => errorGroup(group, calls, options)),
    ...(unnamed > 0 ? paragraph([words(`and ${counted(unnamed, 'more kind')} of error`)]) : []),
    ...normalErrors(normal, calls, options),
  ];
}

function errorGroup({ word, count }: Count, calls: Call[], options: RenderOptions): MessageBlock[] {
  const meaning = meaningOf(word);
  const mine = calls.filter((call) => (call.dialError ?? '') === word);
  return [
    ...paragraph(
      [
        ...dot(dotOfDialError(word)),
        ...dotted(bold(shortLabel(word, () => meaning.label)), words(counted(count, 'call'))),
      ],
      [words(advice(meaning))],
    ),
    ...bullets(...mine.map((call) => dotted(words(numberOf(call, options)), endedAt(call, options)))),
  ];
}

function normalErrors(groups: Count[], calls: Call[], options: RenderOptions): MessageBlock[] {
  if (groups.length === 0) return [];
  const kinds = groups.map(({ word, count }) => words(`${meaningOf(word).label} ${number(count)}`));
  const mine = calls.filter((call) => groups.some(({ word }) => word === call.dialError));
  return [
    ...paragraph(
      [...dot('white'), bold('No action needed'), words(': '), ...dotted(...kinds)],
      [words('Revox retries.')],
    ),
    ...bullets(...mine.map((call) => normalError(call, options))),
  ];
}

function normalError(call: Call, options: RenderOptions): Line {
  const label = meaningOf(call.dialError ?? '').label;
  return dotted(words(label), words(numberOf(call, options)), endedAt(call, options));
}
