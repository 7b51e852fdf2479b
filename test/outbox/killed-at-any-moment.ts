import { expect, test } from 'vitest';

import { deliver } from '../../src/outbox/deliver.ts';
import type { DeliverDeps } from '../../src/outbox/deliver-deps.ts';
import { retryParked } from '../../src/store/incidents/parked-messages.ts';
import { describeStores } from '../support/database.ts';
import { type Fault, rateLimited } from '../support/slack/slack-server.ts';
import { Killed, mortal } from './mortal.ts';
import { outboxRoom, rowOf } from './outbox-room.ts';

/** What Slack does to the first life, which is killed at every moment in turn. */
const troubles: [string, { method: string; fault: Fault }[]][] = [
  ['Slack is well', []],
  ['Slack accepts and cuts', [{ method: 'chat.postMessage', fault: { kind: 'cut', accepted: true } }]],
  ['Slack cuts', [{ method: 'chat.postMessage', fault: { kind: 'cut', accepted: false } }]],
  ['Slack limits the rate', [{ method: 'chat.postMessage', fault: rateLimited('2') }]],
  ['Slack refuses blocks', [refusing('invalid_blocks')]],
  ['Slack refuses', [refusing('is_archived')]],
  [
    'Slack accepts, cuts, and cannot be read',
    [
      { method: 'chat.postMessage', fault: { kind: 'cut', accepted: true } },
      { method: 'conversations.history', fault: { kind: 'answer', accepted: false, status: 503 } },
    ],
  ],
];

function refusing(error: string): { method: string; fault: Fault } {
  return { method: 'chat.postMessage', fault: { kind: 'error', accepted: false, error } };
}

/** More than any life below has. */
const mostMoments = 200;

/** @param onPostgres How many of the troubles are tried there too. */
export function killedAtAnyMoment(onPostgres = troubles.length): void {
  describeStores('a process that is killed at any moment', (open, kind) => {
    test.for(kind === 'SQLite' ? troubles : troubles.slice(0, onPostgres))(
      'leaves its message to be posted exactly once: %s',
      async ([, faults]) => {
        await using store = await open();
        await using room = await outboxRoom(store.db, []);
        let kills = 0;
        for (let diesAt = 1; diesAt <= mostMoments; diesAt += 1) {
          const id = `m${diesAt}`;
          room.slack.addChannel({ id: `C${diesAt}`, name: id });
          await room.enqueue(id, `C${diesAt}`);
          room.slack.heal();
          for (const fault of faults) room.slack.fail(fault);

          const died = await live(mortal(room.deps, diesAt), room.clock);
          room.slack.heal();
          await recover(room.deps, room.clock);
          expect(room.slack.accepted(id), `killed at moment ${diesAt}`).toHaveLength(1);
          expect((await rowOf(store.db, id)).state, `killed at moment ${diesAt}`).toBe('sent');
          if (!died) break;
          kills += 1;
        }
        expect(kills).toBeGreaterThan(5);
        expect(kills).toBeLessThan(mostMoments);
      },
    );
  });
}

interface Moving {
  forward(ms: number): void;
}

/** @returns whether it was killed. */
async function live(deps: DeliverDeps & { isDead(): boolean }, clock: Moving): Promise<boolean> {
  try {
    for (let pass = 0; pass < 4; pass += 1) {
      await deliver(deps);
      clock.forward(9_000);
    }
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return deps.isDead();
}

async function recover(deps: DeliverDeps, clock: Moving): Promise<void> {
  for (let pass = 0; pass < 3; pass += 1) {
    clock.forward(61_000);
    await retryParked(deps.db, null, deps.now());
    await deliver(deps);
  }
}
