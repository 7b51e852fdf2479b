import type { Bundle, Count } from '../../calls/bundle.ts';
import { cutApart } from '../../calls/numbers/cut-apart.ts';
import { endReasonLabel, meaningOf, resultLabel } from '../../calls/outcome.ts';
import type { TopicOfCalls } from '../../calls/topics/topic.ts';
import { renderCallCard } from './call-card.ts';
import { callTable } from './call-table.ts';
import { callLine, lowerFirst } from './call-words.ts';
import { withLateness } from './lateness.ts';
import { counted, listed, number } from './numbers.ts';
import type { MessageBlock, Rendered, RenderOptions } from './rendered.ts';
import { actions, bold, button, dotted, type Line, paragraph, words } from './rich.ts';
import { spoken } from './safe-text.ts';

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

/** “Results: Human 512 · Voicemail 300”. */
export function countsLine(
  title: string,
  counts: Count[],
  labelOf: (word: string) => string,
  most = 6,
): Line {
  if (counts.length === 0) return [];
  const shown = counts
    .slice(0, most)
    // Apart, or the count would be read as the end of a number in the label.
    .map(({ word, count }) => [words(shortLabel(word, labelOf)), words(` ${number(count)}`)]);
  const more = counts.length - most;
  return [
    bold(`${title}:`),
    words(' '),
    ...dotted(...shown, more > 0 ? words(`${number(more)} more`) : null),
  ];
}

export function shortLabel(word: string, labelOf: (word: string) => string): string {
  return labelOf(cutApart(word, 40)) || 'Unnamed';
}

/** A call can fail without a dial error. The counts must still add up to the total: its word is empty. */
export function withUnexplained({ count, results, dialErrors }: Bundle): Count[] {
  const explained = [...results, ...dialErrors].reduce((sum, one) => sum + one.count, 0);
  return count > explained ? [...dialErrors, { word: '', count: count - explained }] : dialErrors;
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

export function spokenCounts(counts: Count[], labelOf: (word: string) => string): string[] {
  return counts.map((one) => `${number(one.count)} ${spokenKind(one, labelOf)}`);
}

export function spokenKind({ word }: Count, labelOf: (word: string) => string): string {
  return lowerFirst(spoken(shortLabel(word, labelOf), 40));
}
