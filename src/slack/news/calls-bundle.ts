import type { Bundle } from '../../calls/bundle.ts';
import { type Call, type CallInBrief, wasAnswered } from '../../calls/call.ts';
import { dialErrorLabel, endReasonLabel, hasFailed, meaningOf, resultLabel } from '../../calls/outcome.ts';
import type { TopicOfCalls } from '../../calls/topics/topic.ts';
import { commandButton } from '../blocks/command-button.ts';
import { countsLine, spokenCounts, spokenKind, withUnexplained } from '../blocks/counts.ts';
import { dot, dotOfCall } from '../blocks/dots.ts';
import { counted, listed } from '../blocks/numbers.ts';
import type { MessageBlock, Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, bold, button, dotted, type Line, paragraph, words } from '../blocks/rich.ts';
import { renderCallCard } from '../calls/call-card.ts';
import { callTable, openCallSelect } from '../calls/call-table.ts';
import { endedAt, numberOf, outcomeOf } from '../calls/call-words.ts';
import { callLine, hottestFirst } from '../calls/headline.ts';
import { followUpRows, spokenFollowUps } from './follow-ups.ts';
import { withLateness } from './lateness.ts';

export const mostLines = 10;

/** Calls that ended, as few words as their number allows: a card, a line each, or totals and a table. */
export function renderCalls(
  bundle: Bundle,
  options: RenderOptions,
  happened: TopicOfCalls['happened'],
): Rendered {
  if (bundle.single !== null) return withLateness(renderCallCard(bundle.single, options), bundle, options);
  const heading = counted(bundle.count, happened.one, happened.many);
  return withLateness(
    {
      text: `${bundleSentence(bundle, heading)}${spokenFollowUps(bundle)}`,
      blocks: bundleBlocks(bundle, heading, options),
    },
    bundle,
    options,
  );
}

function bundleBlocks(bundle: Bundle, heading: string, options: RenderOptions): MessageBlock[] {
  const title: Line = [bold(heading)];
  if (bundle.count <= mostLines) {
    const others = bundle.calls.filter(({ id }) => !bundle.followUps.has(id));
    return [
      ...paragraph(title),
      ...followUpRows(bundle, options),
      ...paragraph(...groupLines(others, options)),
      ...actions(browseButton(bundle)),
    ];
  }
  return [...paragraph(title, ...totals(bundle)), ...callRows(bundle, options)];
}

/** A line for each conversation, then one for each other outcome: “● Voicemail 2: +1 •••• 0143 14:30 · …”. */
function groupLines(calls: CallInBrief[], options: RenderOptions): Line[] {
  const groups = Map.groupBy(calls, (call) => (wasAnswered(call) ? '' : outcomeOf(call)));
  const conversations = hottestFirst(groups.get('') ?? [], options);
  const others = [...groups].filter(([outcome]) => outcome !== '');
  return [
    ...conversations.map((call) => callLine(call, options)),
    ...others.map(([outcome, group]) => groupLine(outcome, group, options)),
  ];
}

function groupLine(outcome: string, group: CallInBrief[], options: RenderOptions): Line {
  const [first] = group;
  if (group.length === 1 || first === undefined) return first === undefined ? [] : callLine(first, options);
  const each = group.map((call) => [words(`${numberOf(call, options)} `), ...(endedAt(call, options) ?? [])]);
  return [...dot(dotOfCall(first)), bold(outcome), words(` ${group.length}: `), ...dotted(...each)];
}

/**
 * Of a bundle too large for lines, the conversations and what needs action; none where all calls are alike. Calls that
 * failed alike are one row, since the totals say how many they are.
 */
export function callRows(bundle: Bundle, options: RenderOptions): MessageBlock[] {
  const isAlike = [...bundle.results, ...withUnexplained(bundle)].length < 2;
  const some = bundle.calls.filter(matters).filter(isFirstOfKind);
  const rows = isAlike ? [] : hottestFirst(some, options).slice(0, mostLines);
  const table = rows.length === 0 ? [] : [callTable(rows, options)];
  // Too many for a row of buttons each: they are taken from the list.
  const list = bundle.followUps.size === 0 ? null : commandButton('To follow up', 'todo', 1);
  return [...table, ...actions(openCallSelect(rows, options), browseButton(bundle), list)];
}

function matters(call: Call): boolean {
  if (!hasFailed(call)) return wasAnswered(call);
  return meaningOf(call.dialError ?? '').severity !== 'low';
}

function isFirstOfKind(call: Call, index: number, calls: Call[]): boolean {
  return (
    !hasFailed(call) || calls.findIndex((it) => hasFailed(it) && it.dialError === call.dialError) === index
  );
}

export function browseButton(bundle: Bundle) {
  return bundle.count < 2 ? null : browseAllButton(bundle);
}

export function browseAllButton({ count, messageId }: Bundle) {
  return button(`Browse ${counted(count, 'call')}`, 'browse_message', messageId);
}

function totals(bundle: Bundle): Line[] {
  return [
    countsLine('Results', bundle.results, resultLabel),
    countsLine('Dial errors', withUnexplained(bundle), dialErrorLabel),
    countsLine('End reasons', bundle.endReasons, endReasonLabel),
  ].filter((line) => line.length > 0);
}

/** “4 calls ended: 2 human, 1 voicemail and 1 busy.” Or “4 calls ended, all human.” */
function bundleSentence(bundle: Bundle, heading: string): string {
  const errors = withUnexplained(bundle);
  const [only] = bundle.results;
  if (only?.count === bundle.count && errors.length === 0)
    return `${heading}, all ${spokenKind(only, resultLabel)}.`;
  const kinds = [...spokenCounts(bundle.results, resultLabel), ...spokenCounts(errors, dialErrorLabel)];
  return `${heading}: ${listed(kinds, 8, 'more kinds')}.`;
}
