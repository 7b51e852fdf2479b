import { deepPage, dimensions, filters } from './asked.ts';
import { bytesBefore } from './bytes-before.ts';
import { atLeast, atMost, atMostTimes, type Promised } from './row.ts';

const list = { unit: 'ms', budget: atMost(50), mostHeldMs: 50 };
const stats = { unit: 'ms', budget: atMost(50), mostHeldMs: 10 };
const peak = { unit: 'MB', budget: atMost(200) };

/** Every figure of every bench, in the order of the report, with what must hold at 1,000,000 calls on two cores. */
export const promises: Record<string, Promised[]> = {
  history: [
    { figure: 'calls stored for what follows', unit: '', budget: atLeast(1_000_000) },
    { figure: `bytes a call, beside commit ${bytesBefore.commit}`, unit: 'B', budget: atMostTimes(1.15) },
  ],
  soak: [
    { figure: 'passes', unit: '' },
    { figure: 'messages posted', unit: '' },
    { figure: 'heap in use at the end', unit: 'MB' },
    { figure: 'and grown in the last three quarters by', unit: 'MB', budget: atMost(0.5) },
  ],
  reading: [
    { figure: 'requests a pass, on average', unit: '', budget: atMost(8) },
    { figure: 'requests in any pass', unit: '', budget: atMost(16) },
    ...['1', '10', '100', '1000'].map((pages) => ({
      figure: `passes until an ending ${pages} pages down is seen, at worst`,
      unit: '',
    })),
    { figure: 'of these endings never seen', unit: '', budget: atMost(0) },
    { figure: 'never seen by reading only the first page', unit: '%' },
    { figure: 'requests a pass when everything is read each time', unit: '' },
  ],
  disk: [
    { figure: 'bytes a call without transcripts', unit: 'B' },
    { figure: 'bytes a transcript, of which 6 in 10 calls have one', unit: 'B' },
    { figure: 'transcripts take so many times less than as JSON', unit: '×', budget: atLeast(2) },
  ],
  ingest: [
    { figure: 'the floor', unit: 'µs a call' },
    { figure: 'history: fetch, parse, store', unit: 'µs a call', budget: atMostTimes(2) },
    { figure: 'news for two channels: and decide, enqueue', unit: 'µs a call', budget: atMostTimes(2) },
  ],
  import: [
    { figure: 'rate over 100,000 calls', unit: 'calls/s' },
    { figure: 'whole import', unit: 's' },
    { figure: 'memory at its peak', unit: 'MB' },
    { figure: 'passes until new calls are news, at worst', unit: '', budget: atMost(1) },
    { figure: 'such a pass, p99', unit: 'ms' },
  ],
  'look-ups': [
    { figure: 'an empty Bolt handler, p50', unit: 'ms' },
    { figure: 'an empty Bolt handler, p99', unit: 'ms' },
    { figure: '/revox calls, p50', unit: 'ms', budget: atMostTimes(2.5) },
    { figure: '/revox calls, p99', unit: 'ms', budget: atMostTimes(2) },
    { figure: '/revox calls, p99 alone', unit: 'ms', budget: atMost(50) },
    ...filters.flatMap(({ words, isShort }) => [
      { figure: `${asTyped(words)}, p99`, ...list },
      ...(isShort ? [] : [{ figure: `${asTyped(words)}, page ${deepPage}, p99`, ...list }]),
    ]),
    { figure: 'of these pages, those that say how many calls there are', unit: '%', budget: atLeast(100) },
    { figure: 'call by its id, p99', ...list },
    { figure: 'call by the beginning of its id, p99', ...list },
    { figure: 'call by its number, p99', ...list },
    { figure: 'status, p99', ...list },
  ],
  stats: [
    { figure: 'over 30 days, p99', ...stats },
    ...dimensions.map((dimension) => ({
      figure: `over 30 days by ${dimension} vs previous, p99`,
      ...stats,
    })),
    { figure: 'over 30 days by day vs previous in Kolkata, p99', ...stats },
    { figure: 'over 12 months, p99', ...stats, budget: atMost(100) },
  ],
  digest: [
    { figure: 'of a day with 100,000 calls', unit: 'ms', budget: atMost(50), mostHeldMs: 50 },
    {
      figure: 'of that day’s human field:objection=price',
      unit: 'ms',
      budget: atMost(250),
      mostHeldMs: 50,
    },
  ],
  bursts: [
    { figure: '10,000 errors in one pass: messages', unit: '', budget: atMost(10) },
    { figure: 'until all are posted', unit: 's', budget: atMost(15) },
    { figure: 'the same in 20 channels: messages a channel', unit: '', budget: atMost(10) },
    { figure: 'until all are posted everywhere', unit: 's', budget: atMost(15) },
    { figure: 'and when Slack never answers for another channel', unit: 's', budget: atMost(15) },
  ],
  telling: [
    { figure: 'until a call is posted', unit: 'ms' },
    {
      figure: 'while 40 people ask for stats over 30 days',
      unit: 'ms',
      budget: atMost(2_000),
    },
  ],
  retention: [
    { figure: 'calls erased', unit: 'calls/s', mostHeldMs: 50 },
    { figure: 'the longest batch', unit: 'ms', budget: atMost(50) },
    { figure: 'of erased calls listed again, posted again', unit: '', budget: atMost(0) },
    // Postgres keeps the space, for the calls to come.
    { figure: 'the file shrinks by', unit: '%', budget: atLeast(10), mostHeldMs: 50, onlyOn: 'sqlite' },
  ],
  memory: [
    { figure: 'most while importing', ...peak },
    { figure: 'most while digesting a day of 100,000 calls', ...peak },
    { figure: 'most while summing up that day', ...peak },
    { figure: 'most while exporting that day', ...peak },
    { figure: 'resident some time afterwards', unit: 'MB' },
    { figure: 'most with 5,000 errors at once', ...peak },
    { figure: 'most while 200 people ask', ...peak },
  ],
  start: [
    { figure: 'to the first question to Revox', unit: 'ms', budget: atMost(400) },
    { figure: 'to ready', unit: 'ms' },
    { figure: 'Node alone, with an empty file', unit: 'ms' },
  ],
  webhook: [
    { figure: 'hint to accepted message, p50', unit: 'ms', budget: atMost(1_000) },
    { figure: 'p99', unit: 'ms' },
  ],
  rest: [
    { figure: 'stood since its start', unit: 'min' },
    { figure: 'resident with 1,000 calls', unit: 'MB' },
    { figure: 'resident with 1,000,000 calls', unit: 'MB', budget: atMost(115) },
    { figure: 'CPU of 100 polls with 1,000 calls', unit: 's', budget: atMost(1.2) },
    { figure: 'CPU of 100 polls with 1,000,000 calls', unit: 's', budget: atMost(2.4) },
    { figure: 'requests a poll with 1,000 calls', unit: '' },
    { figure: 'requests a poll with 1,000,000 calls', unit: '' },
  ],
  neighbours: [
    { figure: 'stood since their start', unit: 'min' },
    ...['naive poller', 'Node-RED'].flatMap((name) => [
      { figure: `${name}: resident with 1,000 calls`, unit: 'MB' },
      { figure: `${name}: resident with 1,000,000 calls`, unit: 'MB' },
      { figure: `${name}: CPU of 100 polls with 1,000 calls`, unit: 's' },
      { figure: `${name}: CPU of 100 polls with 1,000,000 calls`, unit: 's' },
    ]),
  ],
};

function asTyped(words: string): string {
  return `calls ${words}`.trim();
}
