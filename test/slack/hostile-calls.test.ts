import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it, test } from 'vitest';
import { bundleOfOne } from '../../src/calls/bundle.ts';
import type { DetailedCall } from '../../src/calls/call.ts';
import { writeCsv } from '../../src/exports/write-csv.ts';
import { readRow } from '../../src/revox/to-call.ts';
import { modalView } from '../../src/slack/blocks/modal.ts';
import { plainOf } from '../../src/slack/blocks/plain.ts';
import type { Rendered } from '../../src/slack/blocks/rendered.ts';
import { renderCall } from '../../src/slack/calls/call.ts';
import { renderCandidates } from '../../src/slack/calls/call-lookup.ts';
import { renderCallModal } from '../../src/slack/calls/call-modal.ts';
import { startOfCall } from '../../src/slack/calls/call-place.ts';
import { bundleMessage } from '../../src/slack/news/bundle-message.ts';
import { options } from '../../verify/samples/nouns.ts';
import { viewProblems } from '../support/fits-slack.ts';
import { hostileRows } from '../support/hostile-rows.ts';
import { hostileStrings } from '../support/hostile-strings.ts';
import { meetWith } from '../support/people-and-calls.ts';
import { mondayNoon } from '../support/sample-calls.ts';
import { expectHarmless, expectPlain } from './blocks/harmless.ts';

const calls = hostileRows.map(([what, row]): [string, DetailedCall] => {
  const read = readRow(row);
  if (read.kind !== 'call') throw new Error(`${what} is not read: ${read.reason}`);
  return [what, read.call];
});

test.each(calls)('a call with %s does no harm in any message, nor in its modal', (_, call) => {
  const bundle = bundleOfOne(call, mondayNoon);
  expectHarmless(bundleMessage.words({ kind: 'calls', bundle }, options));
  expectHarmless(bundleMessage.words({ kind: 'errors', bundle }, options));
  expectHarmless(plainOf(bundleMessage.words({ kind: 'errors', bundle }, options)));
  expectHarmless(renderCandidates('call', call.id, [call], options));
  const shown = { mayReveal: true, mayUnmask: true, attempt: 2 };
  expectHarmless(renderCall(call, { ...options, ...shown, place: startOfCall(call.id) }), true);
  const place = { ...startOfCall(call.id), number: true, tools: true };
  const view = modalView(renderCallModal({ call, attempts: [call], ...shown }, place, options));
  expect(viewProblems(view)).toEqual([]);
  expectPlain(view.blocks, true);
});

// What counts, lists and sums up what calls say.
const asked = [
  'calls',
  'calls completed',
  'calls errored',
  'live',
  'digest now',
  'status',
  ...['result', 'error', 'end_reason', 'country', 'field:nested', 'field:constructor'].map(
    (by) => `stats 7d by ${by}`,
  ),
];

it('such calls together do no harm in any answer, nor on the Home tab', async () => {
  const all = calls.map(([, call]) => call);
  await using it = await meetWith(all, { now: () => mondayNoon + 60_000 });
  it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  for (const typed of asked) {
    const reply = await it.person.types(typed);
    if (reply.view === undefined) expectHarmless(reply as unknown as Rendered);
    else expectPlain(reply.blocks, false);
    expect(JSON.stringify(reply.blocks), typed).not.toContain('That didn’t work');
  }
  const home = await it.person.opensHome();
  expect(viewProblems(home.view as never)).toEqual([]);
  expectPlain(home.blocks, false);
});

it('such calls in a file are no formulas, and keep to their lines', async () => {
  const exported = calls.map(([, call]) => ({ ...call, country: null, followUp: null }));
  const names = [...new Set(exported.flatMap(({ structuredOutput }) => Object.keys(structuredOutput ?? {})))];
  const out = new PassThrough();
  const pages = (async function* () {
    yield exported;
  })();
  const [csv] = await Promise.all([
    buffer(out),
    writeCsv(pages, out, { fields: names.slice(0, 30), masked: true }),
  ]);
  const cells = [
    ...csv
      .toString()
      .slice(1)
      .matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/g),
  ];
  const ends = cells.flatMap(([, , end], index) => (end === '\r\n' ? [index + 1] : []));
  expect(ends).toEqual(ends.map((_, row) => (row + 1) * (ends[0] ?? 0)));
  const formula = /^"?[\s\p{Cf}\p{Cc}]*(?:[=@＝＋－＠]|-(?!\d+$)|\+(?!\d[\d •]*$))/u;
  expect(cells.map(([, cell = '']) => cell).filter((cell) => formula.test(cell))).toEqual([]);
});

it('what is measured and logged of a request is a word of ours, whatever somebody sends', async () => {
  const answered: string[] = [];
  await using it = await meetWith([], { onAnswered: (what) => answered.push(what) });
  for (const said of Object.values(hostileStrings).filter(({ length }) => length < 1_000)) {
    await it.person.types(`${said.trim() || 'x'} x`);
    await it.person.clicks(said || 'x', said);
    await it.person.picks(said || 'x', { ts: '1.0' });
  }
  expect([...new Set(answered)].sort()).toEqual(['/revox unknown', 'unknown_button', 'unknown_shortcut']);
});
