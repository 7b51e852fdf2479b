import type { Database } from '../../src/store/database.ts';
import type { SlackServer } from '../support/slack-server.ts';
import type { Expected } from './call-centre.ts';

export interface Verdict {
  /** How many times a call had to be told: each call once in each of its channels. */
  told: number;
  lost: string[];
  repeated: string[];
}

/**
 * What was to be told against what Slack accepted. Slack's ledger is the judge of how often a message was posted and of
 * how many calls it says it tells; the tables say which.
 */
export async function judge(db: Database, slack: SlackServer, expected: Expected[]): Promise<Verdict> {
  const news = await db.selectFrom('news').select(['call_id', 'channel', 'message_id']).execute();
  const messageOf = new Map(news.map((row) => [`${row.call_id} in ${row.channel}`, row.message_id]));
  const wanted = new Set(expected.map(({ call, channel }) => `${call} in ${channel}`));
  const timesTold = (key: string) => slack.accepted(messageOf.get(key) ?? 'none').length;
  const surplus = surplusIn(slack, expected);

  return {
    told: wanted.size,
    lost: [
      ...[...wanted].filter((key) => timesTold(key) === 0),
      ...(await unsettled(db)),
      ...surplus.filter(([, count]) => count < 0).map(([channel, count]) => `${-count} calls in ${channel}`),
    ],
    repeated: [
      ...[...wanted].filter((key) => timesTold(key) > 1),
      ...[...messageOf.keys()].filter((key) => !wanted.has(key)).map((key) => `${key}, which is history`),
      ...(await posts(db, slack)),
      ...surplus.filter(([, count]) => count > 0).map(([channel, count]) => `${count} calls in ${channel}`),
    ],
  };
}

async function unsettled(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'state', 'reason'])
    .where('state', '!=', 'sent')
    .execute();
  return rows.map(({ id, state, reason }) => `message ${id} is ${state}: ${reason}`);
}

/** Every accepted post is one message of the table, and the only one. */
async function posts(db: Database, slack: SlackServer): Promise<string[]> {
  const rows = await db.selectFrom('messages').select(['id', 'ts']).execute();
  const known = new Map(rows.map(({ id, ts }) => [id, ts]));
  const met = new Set<unknown>();
  return slack.ledger.flatMap(({ ts, metadata }) => {
    const id = metadata?.event_payload.id;
    if (met.has(id)) return [`message ${id} was accepted again`];
    met.add(id);
    return known.get(String(id)) === ts ? [] : [`post ${ts} is not what the table has for message ${id}`];
  });
}

/** By channel: how many calls more its messages say they tell than ended. */
function surplusIn(slack: SlackServer, expected: Expected[]): [channel: string, count: number][] {
  const surplus = new Map<string, number>();
  const add = (channel: string, count: number) => surplus.set(channel, (surplus.get(channel) ?? 0) + count);
  for (const { channel } of expected) add(channel, -1);
  for (const { channel, metadata } of slack.ledger) add(channel, Number(metadata?.event_payload.calls));
  return [...surplus];
}
