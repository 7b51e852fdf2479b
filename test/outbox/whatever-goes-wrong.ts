import fc from 'fast-check';
import { expect, test } from 'vitest';

import { deliver } from '../../src/outbox/deliver.ts';
import type { DeliverDeps } from '../../src/outbox/deliver-deps.ts';
import { retryParked } from '../../src/store/incidents/parked-messages.ts';
import { openSqlite } from '../support/database.ts';
import { type Fault, rateLimited } from '../support/slack/slack-server.ts';
import { Killed, mortal } from './mortal.ts';
import { outboxRoom } from './outbox-room.ts';

const channels = ['C1', 'C2', 'C3'];

const words = ['internal_error', 'fatal_error', 'request_timeout', 'who_knows'];
const refusals = ['not_in_channel', 'is_archived', 'token_revoked', 'metadata_too_large', 'invalid_blocks'];

const postFault = fc.oneof(
  fc.boolean().map((accepted): Fault => ({ kind: 'cut', accepted })),
  fc.boolean().map((accepted): Fault => ({ kind: 'cut-body', accepted })),
  fc.boolean().map((accepted): Fault => ({ kind: 'answer', accepted, status: 502, body: '<html>' })),
  fc.boolean().map((accepted): Fault => ({ kind: 'answer', accepted, body: '' })),
  fc
    .boolean()
    .map((accepted): Fault => ({ kind: 'changed', accepted, changes: { channel: 'C9', ts: '1.000000' } })),
  fc
    .tuple(fc.boolean(), fc.constantFrom(...words))
    .map(([accepted, error]): Fault => ({ kind: 'error', accepted, error })),
  fc.constantFrom(...refusals).map((error): Fault => ({ kind: 'error', accepted: false, error })),
  fc.constantFrom('1', '30', 'soon', null).map(rateLimited),
  fc.constant<Fault>({ kind: 'silent', accepted: true }),
);

const readFault = fc.oneof(
  fc.constantFrom('5', null).map(rateLimited),
  fc
    .constantFrom('missing_scope', 'not_in_channel', 'internal_error')
    .map((error): Fault => ({ kind: 'error', accepted: false, error })),
  fc.constant<Fault>({ kind: 'cut', accepted: false }),
  fc.constant<Fault>({ kind: 'changed', accepted: true, changes: { has_more: true, messages: [] } }),
);

const channel = fc.constantFrom(...channels);

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('enqueue'), channel }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('break'),
      method: fc.constant('chat.postMessage'),
      fault: postFault,
      channel,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('break'),
      method: fc.constant('conversations.history'),
      fault: readFault,
      channel,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ does: fc.constant('pass'), replicas: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('die'), moment: fc.integer({ min: 1, max: 25 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('wait'), ms: fc.constantFrom(500, 1_000, 9_000, 70_000) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('cure') }) },
) as fc.Arbitrary<Step>;

type Step =
  | { does: 'enqueue'; channel: string }
  | { does: 'break'; method: string; fault: Fault; channel: string }
  | { does: 'pass'; replicas: number }
  | { does: 'die'; moment: number }
  | { does: 'wait'; ms: number }
  | { does: 'cure' };

const schedule = fc.record({
  steps: fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }),
  skewMs: fc.integer({ min: -30_000, max: 30_000 }),
  lagMs: fc.constantFrom(0, 5_000),
});

/** Messages, faults and deaths of the process in any order. */
export function whateverGoesWrong(numRuns: number): void {
  test('whatever goes wrong: every message is accepted exactly once or parked, in order, and none is missing in the end', async () => {
    await fc.assert(fc.asyncProperty(schedule, judge), { numRuns, endOnFailure: false });
  }, 900_000);
}

async function judge({
  steps,
  skewMs,
  lagMs,
}: {
  steps: Step[];
  skewMs: number;
  lagMs: number;
}): Promise<void> {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, channels);
  room.slack.historyLagMs = lagMs;
  const deps: DeliverDeps = { ...room.deps, now: () => room.clock.now() + skewMs };
  const enqueued: string[] = [];
  let cures = 0;

  for (const it of steps) {
    if (it.does === 'enqueue') {
      const id = `m${String(enqueued.length).padStart(3, '0')}`;
      enqueued.push(id);
      await room.enqueue(id, it.channel);
      room.clock.forward(1);
    }
    if (it.does === 'break') room.slack.fail({ ...it, where: (params) => params.channel === it.channel });
    if (it.does === 'pass') await Promise.all(Array.from({ length: it.replicas }, () => deliver(deps)));
    if (it.does === 'die') await untilKilled(mortal(deps, it.moment));
    if (it.does === 'wait') room.clock.forward(it.ms);
    if (it.does === 'cure') cures += await retryParked(store.db, null, deps.now());
  }

  room.slack.heal();
  await settleAll(deps, room.clock.forward);
  const states = await store.db.selectFrom('messages').select(['id', 'state', 'kind']).execute();
  for (const { id, state } of states.filter((row) => row.kind === 'calls')) {
    expect(['sent', 'parked']).toContain(state);
    if (state === 'sent') expect(room.slack.accepted(id), id).toHaveLength(1);
  }
  if (cures === 0) for (const each of channels) expectInOrder(idsIn(room.slack.messagesIn(each)));

  await retryParked(store.db, null, deps.now());
  await settleAll(deps, room.clock.forward);
  for (const id of enqueued) expect(room.slack.accepted(id), id).toHaveLength(1);
}

async function untilKilled(deps: DeliverDeps): Promise<void> {
  await deliver(deps).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}

/** Long enough for every delay that may have been asked for. */
async function settleAll(deps: DeliverDeps, forward: (ms: number) => void): Promise<void> {
  for (let pass = 0; pass < 200; pass += 1) {
    const { wakeAt } = await deliver(deps);
    if (wakeAt === null) return;
    forward(Math.max(1, wakeAt - deps.now()));
  }
  throw new Error('messages are still waiting');
}

function idsIn(posts: { metadata: { event_payload: Record<string, unknown> } | null }[]): string[] {
  return posts.map((post) => String(post.metadata?.event_payload.id));
}

function expectInOrder(ids: string[]): void {
  expect(ids).toEqual(ids.toSorted());
}
