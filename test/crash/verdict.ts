import type { Database } from '../../src/store/engine/database.ts';
import type { AcceptedPost, SlackServer } from '../support/slack/slack-server.ts';
import type { Expected } from './call-centre.ts';

export interface Verdict {
  /** How many times a call had to be told: each call once in each of its channels. */
  told: number;
  lost: string[];
  repeated: string[];
  /** Of what waited for a person: once that person had it looked up again, it was posted though it was there. */
  repeatedByPerson: string[];
}

/**
 * What was to be told against what Slack accepted. Slack's ledger is the judge of how often a message was posted and of
 * how many calls it says it tells; the tables say which.
 *
 * @param askedAgain Messages that a person had looked up again.
 */
export async function judge(
  db: Database,
  slack: SlackServer,
  expected: Expected[],
  askedAgain: ReadonlySet<string> = new Set(),
): Promise<Verdict> {
  const messages = await db.selectFrom('messages').select(['id', 'ts', 'state', 'reason']).execute();
  const tsOf = new Map(messages.map(({ id, ts }) => [id, ts]));
  const byPerson = slack.ledger.filter(
    (post) =>
      askedAgain.has(idOf(post)) && slack.accepted(idOf(post)).length > 1 && tsOf.get(idOf(post)) !== post.ts,
  );
  const ledger = slack.ledger.filter((post) => !byPerson.includes(post));

  const news = await db.selectFrom('news').select(['call_id', 'channel', 'message_id']).execute();
  const messageOf = new Map(news.map((row) => [`${row.call_id} in ${row.channel}`, row.message_id]));
  const wanted = new Set(expected.map(({ call, channel }) => `${call} in ${channel}`));
  const postsOf = Map.groupBy(ledger, idOf);
  const timesTold = (key: string) => postsOf.get(messageOf.get(key) ?? 'none')?.length ?? 0;
  const surplus = surplusIn(ledger, expected);

  return {
    told: wanted.size,
    lost: [
      ...[...wanted].filter((key) => timesTold(key) === 0),
      ...messages
        .filter(({ state }) => state !== 'sent')
        .map(({ id, state, reason }) => `message ${id} is ${state}: ${reason}`),
      ...surplus.filter(([, count]) => count < 0).map(([channel, count]) => `${-count} calls in ${channel}`),
    ],
    repeated: [
      ...[...wanted].filter((key) => timesTold(key) > 1),
      ...[...messageOf.keys()].filter((key) => !wanted.has(key)).map((key) => `${key}, which is history`),
      ...posts(tsOf, ledger),
      ...surplus.filter(([, count]) => count > 0).map(([channel, count]) => `${count} calls in ${channel}`),
    ],
    repeatedByPerson: byPerson.map((post) => `message ${idOf(post)}`),
  };
}

function idOf({ metadata }: AcceptedPost): string {
  return String(metadata?.event_payload.id);
}

/** Every accepted post is one message of the table, and the only one. */
function posts(tsOf: Map<string, string | null>, ledger: AcceptedPost[]): string[] {
  const met = new Set<string>();
  return ledger.flatMap((post) => {
    const id = idOf(post);
    if (met.has(id)) return [`message ${id} was accepted again`];
    met.add(id);
    return tsOf.get(id) === post.ts ? [] : [`post ${post.ts} is not what the table has for message ${id}`];
  });
}

/** By channel: how many calls more its messages say they tell than ended. */
function surplusIn(ledger: AcceptedPost[], expected: Expected[]): [channel: string, count: number][] {
  const surplus = new Map<string, number>();
  const add = (channel: string, count: number) => surplus.set(channel, (surplus.get(channel) ?? 0) + count);
  for (const { channel } of expected) add(channel, -1);
  for (const { channel, metadata } of ledger) add(channel, Number(metadata?.event_payload.calls));
  return [...surplus];
}
