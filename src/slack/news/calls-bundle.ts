import type { Bundle } from '../../calls/bundle.ts';
import { endReasonLabel, meaningOf, resultLabel } from '../../calls/outcome.ts';
import type { TopicOfCalls } from '../../calls/topics/topic.ts';
import { countsLine, spokenCounts, spokenKind, withUnexplained } from '../blocks/counts.ts';
import { counted, listed } from '../blocks/numbers.ts';
import type { MessageBlock, Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, bold, button, type Line, paragraph } from '../blocks/rich.ts';
import { renderCallCard } from '../calls/call-card.ts';
import { callTable } from '../calls/call-table.ts';
import { callLine } from '../calls/headline.ts';
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
    { text: bundleSentence(bundle, heading), blocks: bundleBlocks(bundle, heading, options) },
    bundle,
    options,
  );
}

function bundleBlocks(bundle: Bundle, heading: string, options: RenderOptions): MessageBlock[] {
  const title: Line = [bold(heading)];
  if (bundle.count <= mostLines) {
    const lines = bundle.calls.slice(0, mostLines).map((call) => callLine(call, options));
    return [...paragraph(title), ...paragraph(...lines), ...actions(browseButton(bundle))];
  }
  return [
    ...paragraph(title, ...totals(bundle)),
    ...callRows(bundle, options),
    ...actions(browseButton(bundle)),
  ];
}

/** The most important calls of a bundle too large for lines. */
export function callRows(bundle: Bundle, options: RenderOptions): MessageBlock[] {
  return bundle.calls.length === 0 ? [] : [callTable(bundle.calls.slice(0, mostLines), options, false)];
}

export function browseButton({ count, messageId }: Bundle) {
  return count < 2 ? null : button(`Browse ${counted(count, 'call')}`, 'browse_message', messageId);
}

function totals(bundle: Bundle): Line[] {
  return [
    countsLine('Results', bundle.results, resultLabel),
    countsLine('Dial errors', withUnexplained(bundle), (word) => meaningOf(word).label),
    countsLine('End reasons', bundle.endReasons, endReasonLabel),
  ].filter((line) => line.length > 0);
}

/** “4 calls ended: 2 human, 1 voicemail and 1 busy.” Or “4 calls ended, all human.” */
function bundleSentence(bundle: Bundle, heading: string): string {
  const errors = withUnexplained(bundle);
  const [only] = bundle.results;
  if (only?.count === bundle.count && errors.length === 0)
    return `${heading}, all ${spokenKind(only, resultLabel)}.`;
  const kinds = [
    ...spokenCounts(bundle.results, resultLabel),
    ...spokenCounts(errors, (word) => meaningOf(word).label),
  ];
  return `${heading}: ${listed(kinds, 8, 'more kinds')}.`;
}
