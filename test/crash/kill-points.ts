import { setTimeout as sleep } from 'node:timers/promises';

import { type Database, openDatabase } from '../../src/store/engine/database.ts';
import type { RevoxServer } from '../support/revox-server.ts';
import type { SlackServer } from '../support/slack/slack-server.ts';
import type { KillPoint, Round } from './plan.ts';

export interface Surroundings {
  revox: RevoxServer;
  slack: SlackServer;
  databaseUrl: string;
  /** Ends this round's calls, and says which they are. */
  calls: Promise<string[]>;
  /** When the round began. */
  since: number;
}

/** @param token Of whom the point was seen at, null when that cannot be told. */
type Strike = (token: string | null) => Promise<void>;

/**
 * Waits for a point and strikes there, once. What led to it is held until the strike is over, so that a request that
 * was received is not accepted, and one that was accepted not answered.
 *
 * @returns whether the point was reached in time.
 */
export async function strikeAt(
  round: Round,
  around: Surroundings,
  strike: Strike,
  withinMs: number,
): Promise<boolean> {
  const over = new AbortController();
  const { promise: struck, resolve, reject } = Promise.withResolvers<boolean>();
  let count = 0;
  const reached = async (token: string | null) => {
    count += 1;
    if (over.signal.aborted || count < round.nth) return false;
    over.abort();
    if (round.afterMs > 0) await sleep(round.afterMs);
    await strike(token).then(() => resolve(true), reject);
    return true;
  };
  const patience = setTimeout(() => {
    over.abort();
    resolve(false);
  }, withinMs);
  try {
    void Promise.resolve(arm[round.point](around, reached, over.signal)).catch(reject);
    return await struck;
  } finally {
    clearTimeout(patience);
    over.abort();
    around.slack.on('chat.postMessage', (params) => around.slack.call('chat.postMessage', params));
    around.revox.faultFor = () => null;
  }
}

/** @returns whether this was the strike. */
type Reached = (token: string | null) => Promise<boolean>;
type Arm = (around: Surroundings, reached: Reached, over: AbortSignal) => unknown;

const arm: Record<KillPoint, Arm> = {
  'revox-asked': ({ revox }, reached) => {
    revox.faultFor = () => {
      void reached(null);
      return { kind: 'slow-headers', ms: 30 };
    };
  },
  'revox-answered': ({ revox }, reached) => {
    revox.faultFor = () => {
      setImmediate(reached, null);
      return null;
    };
  },
  'news-saved': watched(async (db, { calls }) => {
    const saved = db
      .selectFrom('news')
      .select('key')
      .where('call_id', 'in', await calls);
    return saved.where('message_id', 'is', null).limit(1).execute();
  }),
  'message-ready': watched(messageIn('ready', 'created_at')),
  'message-claimed': watched(messageIn('posting', 'attempted_at')),
  'message-sent': watched(messageIn('sent', 'sent_at')),
  'post-received': ({ slack }, reached) => {
    slack.on('chat.postMessage', async (params, token) => {
      const died = await reached(token);
      return died ? { ok: false, error: 'nobody_listens' } : slack.call('chat.postMessage', params);
    });
  },
  'post-accepted': ({ slack }, reached) => {
    slack.on('chat.postMessage', async (params, token) => {
      const answer = slack.call('chat.postMessage', params);
      await reached(token);
      return answer;
    });
  },
  'post-answered': ({ slack }, reached) => {
    slack.on('chat.postMessage', (params, token) => {
      setImmediate(reached, token);
      return slack.call('chat.postMessage', params);
    });
  },
  'at-random': (_around, reached) => reached(null),
};

type Question = (db: Database, around: Surroundings) => Promise<unknown[]>;

function messageIn(state: string, moment: 'created_at' | 'attempted_at' | 'sent_at'): Question {
  return (db, { since }) =>
    db
      .selectFrom('messages')
      .select('id')
      .where('state', '=', state)
      .where(moment, '>=', since)
      .limit(1)
      .execute();
}

/** Looks into the tables about every millisecond. */
function watched(question: Question): Arm {
  return async (around, reached, over) => {
    if (await comesTrue(question, around, over)) await reached(null);
  };
}

async function comesTrue(question: Question, around: Surroundings, over: AbortSignal): Promise<boolean> {
  await using db = openDatabase(around.databaseUrl);
  while (!over.aborted) {
    if ((await question(db, around)).length > 0) return true;
    await sleep(1);
  }
  return false;
}
