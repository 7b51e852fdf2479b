import { metadataEventType } from '../src/calls/message.ts';
import { homeView } from '../src/slack/blocks/home-view.ts';
import { sentence } from '../src/slack/door/sentence.ts';
import { apiFailureOf } from '../src/slack/line/api-failure.ts';
import { ask } from './ask.ts';
import type { Row } from './row.ts';
import { idPrefix, type Workbench } from './workbench.ts';

/** Takes away all that was posted, and what an earlier run that was killed left behind. Replies go before their message. */
export async function* cleanUp(bench: Workbench): AsyncGenerator<Row> {
  const { left, client } = bench;
  await addDoubtful(bench);
  await addEarlier(bench);
  const messages = left.messages.toReversed();
  const refused = await refusalsOf(messages, ({ channel, ts }) => client.chat.delete({ channel, ts }));
  const count = messages.length - refused.length;
  yield {
    about: `delete what was posted: ${count} of ${messages.length}`,
    verdict: refused[0] === undefined ? { state: 'taken' } : { state: 'refused', said: refused[0] },
    does: refused.length === 0 ? 'nothing is left' : `delete ${refused.length} by hand, in the channel`,
    essential: 'delete',
  };
  if (left.files.length > 0) yield await files(bench);
  if (left.home) yield await home(bench);
}

async function files({ left, client }: Workbench): Promise<Row> {
  const refused = await refusalsOf(left.files, (file) => client.files.delete({ file }));
  return {
    about: 'delete the file',
    verdict: refused[0] === undefined ? { state: 'taken' } : { state: 'refused', said: refused[0] },
    does: refused.length === 0 ? 'nothing is left' : 'delete it by hand, in the direct message',
    essential: 'delete',
  };
}

const drawnAnew = sentence('The bot draws this tab again when you open it while it runs.');

async function home({ client, user }: Workbench): Promise<Row> {
  const verdict = await ask(() => client.views.publish({ user_id: user, view: homeView(drawnAnew) }));
  return {
    about: 'empty Home',
    verdict,
    does: 'draws it again when it is opened',
    essential: null,
  };
}

/** What is gone already needs nobody. */
async function refusalsOf<Item>(items: Item[], remove: (item: Item) => Promise<unknown>): Promise<string[]> {
  const refused: string[] = [];
  for (const item of items) {
    const code = await remove(item).then(
      () => null,
      (error: unknown) => wordFor(error),
    );
    if (code !== null && code !== 'message_not_found' && code !== 'file_not_found') refused.push(code);
  }
  return refused;
}

function wordFor(error: unknown): string {
  const failure = apiFailureOf(error);
  return failure.kind === 'rate-limited' ? failure.kind : failure.code;
}

/** Posts whose answer was lost are looked up as the outbox does. */
async function addDoubtful({ left, posting, now }: Workbench): Promise<void> {
  for (const { channel, id, from } of left.doubts) {
    const search = { channel, id, from: from - 60_000, until: now() + 60_000, threadTs: null, cursor: null };
    const { found } = await posting.find(search);
    left.messages.push(...found.map((ts) => ({ channel, ts })));
  }
}

const day = 24 * 3_600_000;

/** What cannot be read is left where it is: finding it again is a row of the table already. */
async function addEarlier({ left, client, channel, now }: Workbench): Promise<void> {
  const page = await client.conversations
    .history({
      channel,
      oldest: ((now() - day) / 1_000).toFixed(6),
      limit: 999,
      include_all_metadata: true,
    })
    .catch(() => null);
  for (const { ts = '', metadata, reply_count: replies = 0 } of page?.messages ?? []) {
    if (!isOurs(metadata) || left.messages.some((it) => it.ts === ts && it.channel === channel)) continue;
    left.messages.push({ channel, ts });
    if (replies > 0) left.messages.push(...(await ownReplies({ client, channel }, ts)));
  }
}

async function ownReplies({ client, channel }: Pick<Workbench, 'client' | 'channel'>, ts: string) {
  const thread = await client.conversations
    .replies({ channel, ts, limit: 999, include_all_metadata: true })
    .catch(() => null);
  const ours = (thread?.messages ?? []).filter((it) => it.ts !== ts && isOurs(it.metadata as never));
  return ours.map((it) => ({ channel, ts: it.ts ?? '' }));
}

function isOurs(metadata: { event_type?: string; event_payload?: object } | undefined): boolean {
  const { id } = (metadata?.event_payload ?? {}) as { id?: unknown };
  return metadata?.event_type === metadataEventType && String(id).startsWith(idPrefix);
}
