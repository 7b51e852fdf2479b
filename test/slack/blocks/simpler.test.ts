import { describe, expect, it } from 'vitest';
import { number } from '../../../src/slack/blocks/numbers.ts';
import type { ChartBlock, MessageBlock, Rendered } from '../../../src/slack/blocks/rendered.ts';
import { paragraph, table, words } from '../../../src/slack/blocks/rich.ts';
import { formsOf, fragileKinds, without } from '../../../src/slack/blocks/simpler.ts';
import { renderDigest } from '../../../src/slack/digests/digest.ts';
import { bundleMessage } from '../../../src/slack/news/bundle-message.ts';
import { digest, manyCalls, options } from '../../../verify/samples/nouns.ts';
import { messageProblems } from '../../support/fits-slack.ts';
import { read } from './read.ts';

const fragile: [string, Rendered][] = [
  ['a digest', renderDigest(digest)],
  ['many calls', bundleMessage.words({ kind: 'calls', bundle: manyCalls }, options)],
];

function pointsIn(blocks: MessageBlock[]) {
  return blocks
    .filter((block): block is ChartBlock => block.type === 'data_visualization')
    .flatMap(({ chart }) =>
      chart.type === 'pie' ? chart.segments : chart.series.flatMap(({ data }) => data),
    )
    .filter(({ value }) => value !== 0);
}

describe.each(fragile)('%s where Slack refuses charts and tables', (_, rendered) => {
  const [, simple, inWords] = [...formsOf(rendered)] as [Rendered, Rendered, Rendered];

  it('has none, and is within the limits of Slack', () => {
    const kinds = simple.blocks.map(({ type }) => type as string);
    for (const kind of fragileKinds) expect(kinds).not.toContain(kind);
    for (const form of [simple, inWords]) expect(messageProblems(form)).toEqual([]);
    expect(inWords.blocks).toEqual([]);
  });

  it('says every number of its charts, and every cell of its table', () => {
    const said = read(simple);
    for (const { label, value } of pointsIn(rendered.blocks)) {
      expect(said).toContain(`${label} ${number(value)}`);
      expect(inWords.text).toContain(`${label} ${number(value)}`);
    }
    const [calls] = rendered.blocks.filter(({ type }) => type === 'table');
    const cells = calls?.type === 'table' ? calls.rows.slice(1).flat() : [];
    for (const cell of cells)
      if (cell.type === 'raw_text' && cell.text !== '–') expect(said).toContain(cell.text);
  });
});

const chart: ChartBlock = {
  type: 'data_visualization',
  title: 'Results',
  chart: { type: 'pie', segments: [{ label: 'Human', value: 53 }] },
};

it('what is said beside a chart is not said again, and a number that only begins like it does not count', () => {
  const beside = (text: string) => without(fragileKinds, [...paragraph([words(text)]), chart]);
  expect(beside('Human 53 · Busy 2')).toHaveLength(1);
  expect(beside('Human: 53 calls')).toHaveLength(1);
  expect(beside('Human 539')).toHaveLength(2);
});

it('a table of numbers keeps its titles, one of calls speaks for itself', () => {
  const lines = (rows: string[][], titles: string[]) =>
    read({
      text: 'A table',
      blocks: without(
        ['table'],
        [
          table(
            titles.map((title) => ({ title })),
            rows,
          ),
        ],
      ),
    });
  expect(lines([['France', '412', '42%']], ['Country', 'Calls', 'Answered'])).toContain(
    'Country · Calls · Answered\nFrance · 412 · 42%',
  );
  expect(lines([['1', 'Human', '–']], ['No.', 'Outcome', 'Talk time'])).not.toContain('Outcome');
});

it('only what is refused is replaced', () => {
  const blocks = [chart, table([{ title: 'A' }], [['1']])];
  expect(without([], blocks)).toEqual(blocks);
  expect(without(['table'], blocks).map(({ type }) => type)).toEqual(['data_visualization', 'rich_text']);
  expect(without(['data_visualization'], blocks).map(({ type }) => type)).toEqual(['rich_text', 'table']);
});

it('what has no blocks has one form', () => {
  expect([...formsOf({ text: 'Hello', blocks: [] })]).toEqual([{ text: 'Hello', blocks: [] }]);
});
