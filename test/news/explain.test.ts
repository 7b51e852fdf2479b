import { expect, it } from 'vitest';

import type { DetailedCall } from '../../src/calls/call.ts';
import type { Heard } from '../../src/calls/news.ts';
import type { Subscription } from '../../src/calls/subscription.ts';
import { explain, type Why } from '../../src/news/explain.ts';
import { failedCall, mondayNoon, sampleCall, sampleSubscription } from '../support/sample-calls.ts';

const context = { now: mondayNoon + 60_000, timezone: 'UTC' };
const hour = 3_600_000;
const mute = {
  id: 'm',
  channel: 'C0CALLS',
  filter: 'human',
  madeBy: 'U0ANNA',
  madeAt: 0,
  until: mondayNoon + hour,
  endedAt: null,
};

function heard(different: Partial<Heard> = {}): Heard {
  const message = { state: 'sent', ts: '1.1' };
  return {
    channel: 'C0CALLS',
    topic: 'calls',
    subscriptionId: 'subscription-1',
    foundAt: mondayNoon,
    mute: null,
    message,
    ...different,
  };
}

const human = sampleCall({ structuredOutput: { lead_score: 'cold' } });
const night = { quiet: { hours: { from: '11:00', to: '14:00' }, weekends: false } };

// what happened, the call, the subscription, the news there is → the first reason
const cases: [string, DetailedCall, Partial<Subscription>, Heard[], Why][] = [
  ['told', human, {}, [heard()], { kind: 'told', ts: '1.1' }],
  [
    'counted on a card',
    human,
    {},
    [heard({ message: { state: 'sent', ts: '1.1', card: 'incident' } })],
    { kind: 'counted', on: 'incident', ts: '1.1' },
  ],
  [
    'counted on the card of its day',
    human,
    {},
    [heard({ message: { state: 'sent', ts: '1.1', card: 'daily' } })],
    { kind: 'counted', on: 'daily', ts: '1.1' },
  ],
  ['on its way', human, {}, [heard({ message: { state: 'ready', ts: null } })], { kind: 'on-its-way' }],
  ['in doubt', human, {}, [heard({ message: { state: 'in-doubt', ts: null } })], { kind: 'on-its-way' }],
  ['parked', human, {}, [heard({ message: { state: 'parked', ts: null } })], { kind: 'parked' }],
  ['left out', human, {}, [heard({ message: { state: 'skipped', ts: null } })], { kind: 'left-out' }],
  ['about to be told', human, {}, [heard({ message: null })], { kind: 'waiting' }],
  ['muted', human, {}, [heard({ message: null, mute })], { kind: 'muted', mute }],
  [
    'paused',
    human,
    { paused: { at: 1, reason: '', by: null } },
    [heard({ message: null })],
    { kind: 'paused' },
  ],
  [
    'held in quiet hours',
    human,
    { options: night },
    [heard({ message: null })],
    { kind: 'deferred', by: 'quiet', until: mondayNoon + 2 * hour },
  ],
  [
    'held for a summary',
    human,
    { options: { summaryMinutes: 30 } },
    [heard({ message: null })],
    { kind: 'deferred', by: 'summary', until: mondayNoon + hour / 2 },
  ],
  ['still ringing', sampleCall({ status: 'ringing', endedAt: null }), {}, [], { kind: 'not-ended' }],
  ['about incidents', human, { topic: 'incidents' }, [], { kind: 'other-topic' }],
  ['about errors', human, { topic: 'errors' }, [], { kind: 'not-of-topic' }],
  [
    'left out by a minus',
    human,
    { filter: 'human -by:agent' },
    [],
    { kind: 'filtered-out', words: '-by:agent' },
  ],
  [
    'left out by alternatives',
    human,
    { filter: 'voicemail busy by:agent' },
    [],
    { kind: 'filtered-out', words: 'voicemail busy' },
  ],
  [
    'left out by a field',
    human,
    { filter: 'human field:lead_score=hot' },
    [],
    { kind: 'filtered-out', words: 'field:lead_score=hot' },
  ],
  [
    'told under errors',
    failedCall('busy'),
    { id: 'other' },
    [heard({ topic: 'errors' })],
    { kind: 'told-by-another', topic: 'errors' },
  ],
  [
    'told elsewhere only',
    human,
    { madeAt: mondayNoon + 1 },
    [heard({ channel: 'C0OTHER' })],
    { kind: 'made-later' },
  ],
  ['imported', human, {}, [], { kind: 'not-news' }],
];

// what is forgotten → the reason
const longAgo: typeof cases = [
  ['told long ago', human, {}, [], { kind: 'long-ago' }],
  [
    'told, its message gone',
    human,
    {},
    [heard({ message: { state: 'forgotten', ts: null } })],
    { kind: 'long-ago' },
  ],
  ['made later than that', human, { madeAt: mondayNoon + 1 }, [], { kind: 'made-later' }],
  ['asking for what is erased', human, { filter: 'field:lead_score=hot' }, [], { kind: 'erased-since' }],
  [
    'left out by what is kept',
    human,
    { filter: 'voicemail' },
    [],
    { kind: 'filtered-out', words: 'voicemail' },
  ],
];

it.each(longAgo)('of what is forgotten: %s', (_, call, subscription, news, reason) => {
  const memory = { firstStartAt: 0, forgottenBefore: mondayNoon + hour };
  expect(explain(call, sampleSubscription(subscription), news, context, memory)).toEqual(reason);
});

it('what was over before the first start was never posted, however long ago', () => {
  const memory = { firstStartAt: mondayNoon + 1, forgottenBefore: mondayNoon + hour };
  expect(explain(human, sampleSubscription(), [], context, memory)).toEqual({ kind: 'not-news' });
});

it.each(cases)('%s', (_, call, subscription, news, reason) => {
  expect(explain(call, sampleSubscription(subscription), news, context)).toEqual(reason);
});
