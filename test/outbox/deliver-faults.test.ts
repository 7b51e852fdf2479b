import { describe, expect, test } from 'vitest';

import { deliver } from '../../src/outbox/deliver.ts';
import type { DeliverDeps } from '../../src/outbox/deliver-deps.ts';
import { openSqlite } from '../support/database.ts';
import { type Fault, rateLimited } from '../support/slack/slack-server.ts';
import { until } from '../support/slack/socket-mode-server.ts';
import { noon, outboxRoom } from './outbox-room.ts';
import { whateverGoesWrong } from './whatever-goes-wrong.ts';

whateverGoesWrong(20);

describe('a channel that is stuck', () => {
  test.for<[string, Fault]>([
    ['never answers', { kind: 'silent', accepted: false }],
    ['is always rate-limited', rateLimited('30')],
    ['always fails', { kind: 'answer', accepted: false, status: 500 }],
    ['refuses us', { kind: 'error', accepted: false, error: 'not_in_channel' }],
  ])('never delays another: it %s', async ([, fault]) => {
    await using store = await openSqlite();
    const others = Array.from({ length: 20 }, (_, index) => `C${index}`);
    await using room = await outboxRoom(store.db, ['STUCK', ...others]);
    const isStuck = (params: Record<string, string>) => params.channel === 'STUCK';
    room.slack.fail({ method: 'chat.postMessage', fault, times: 1_000, where: isStuck });
    for (let round = 0; round < 3; round += 1) {
      // The oldest are claimed first.
      await room.enqueue(`STUCK-${round}`, 'STUCK');
      room.clock.forward(1);
      for (const each of others) await room.enqueue(`${each}-${round}`, each);
      room.clock.forward(1);
    }
    for (let second = 0; second < 3; second += 1) {
      // The stuck one is not even asked before the others were told: who waits for it waits for ever.
      const post: DeliverDeps['slack']['post'] = async (message) => {
        if (message.channel !== 'STUCK') return room.patient.post(message);
        await until(() => room.slack.ledger.length === 20 * (second + 1));
        return room.deps.slack.post(message);
      };
      await deliver({ ...room.deps, slack: { ...room.deps.slack, post } });
      room.clock.forward(1_000);
    }
    expect(room.slack.ledger).toHaveLength(60);
    // The last ones at the pace of a channel, two seconds after the first: nobody waited for the stuck one.
    expect(Math.max(...room.slack.ledger.map((post) => post.acceptedAt))).toBeLessThan(noon + 2_100);
    expect(room.slack.messagesIn('STUCK')).toEqual([]);
  });
});
