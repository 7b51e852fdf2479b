import type { Topic } from '../../src/calls/topics/index.ts';
import type { DeliverDeps, OutboxLog } from '../../src/outbox/deliver-deps.ts';
import { outboxClient } from '../../src/slack/line/outbox-client.ts';
import { rememberedRefusals } from '../../src/slack/line/refusals.ts';
import { createSlackClock } from '../../src/slack/line/slack-clock.ts';
import { postingThrough } from '../../src/slack/posting/post.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { enqueueMessage, type NewMessage } from '../../src/store/messages/messages.ts';
import { silentSdkLog } from '../support/sdk-log.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import type { SlackKind } from '../support/slack/strict-gate.ts';

export const noon = Date.UTC(2026, 2, 2, 12);

/** A clock that moves when it is told to. */
export interface Clock {
  now(): number;
  forward(ms: number): void;
  /** Somebody sets it. */
  set(byMs: number): void;
  /** What only goes forward. */
  elapsed(): number;
}

export function clockAt(start: number): Clock {
  let elapsed = 0;
  let offset = start;
  return {
    now: () => offset + elapsed,
    forward: (ms) => {
      elapsed += ms;
    },
    set: (byMs) => {
      offset += byMs;
    },
    elapsed: () => elapsed,
  };
}

export interface LogLine {
  level: 'info' | 'warn' | 'error';
  fields: Record<string, unknown>;
  sentence: string;
}

export function keptLog(): OutboxLog & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: LogLine['level']) => (fields: object, sentence: string) =>
    void lines.push({ level, fields: { ...fields }, sentence });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** A workspace and what delivery needs to post there. Messages say their own key. */
export async function outboxRoom(
  db: Database,
  channels: string[],
  clock = clockAt(noon),
  kind: SlackKind = {},
) {
  /** Slack's clock may be ahead of ours. */
  const ahead = { ms: 0 };
  const slack = await SlackServer.start({
    now: () => clock.now() + ahead.ms,
    channels: channels.map((id) => ({ id, name: id.toLowerCase() })),
    kind,
  });
  const log = keptLog();
  const slackClock = createSlackClock(clock.now, log, clock.elapsed);
  const clientWithin = (timeoutMs: number) =>
    outboxClient({
      token: 'xoxb-test',
      slackApiUrl: slack.url,
      logger: silentSdkLog,
      timeoutMs,
      clock: slackClock,
    });
  const client = clientWithin(400);
  const sayer = { log, refusals: rememberedRefusals(db, clock.now, log) };
  /** Where the machine may be busy, and what is not to go wrong should not for that. */
  const patient = postingThrough(clientWithin(30_000), sayer);
  const deps: DeliverDeps & { log: typeof log } = {
    db,
    slack: postingThrough(client, sayer),
    slackClock: { reading: slackClock.reading, measure: () => client.auth.test() },
    say: async () => ({ text: 'Hello', blocks: [{ type: 'divider' }] }),
    now: clock.now,
    chance: () => 0,
    log,
  };
  /** Ours alone: Slack’s goes on as it did. */
  const setClock = (byMs: number) => {
    clock.set(byMs);
    ahead.ms -= byMs;
  };
  const enqueue = (id: string, channel: string, more: Partial<NewMessage> = {}) =>
    enqueueMessage(
      db,
      { id, key: `key:${id}`, channel, form: 'bundle', kind: 'calls', subject: {}, calls: 1, ...more },
      clock.now(),
    );
  const subscribe = (channel: string, topic: Topic) => insertSubscription(db, channel, topic);
  return {
    slack,
    ahead,
    setClock,
    patient,
    deps,
    log,
    clock,
    enqueue,
    subscribe,
    [Symbol.asyncDispose]: () => slack.close(),
  };
}

async function insertSubscription(db: Database, channel: string, topic: Topic): Promise<void> {
  const unpaused = { made_by: 'environment', made_at: noon, paused_at: null, paused_reason: null };
  const row = { id: `${topic}-${channel}`, channel, topic, filter: '', options: '{}', ...unpaused };
  await db.insertInto('subscriptions').values(row).execute();
}

export async function rowOf(db: Database, id: string) {
  const row = await db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return { ...row };
}
