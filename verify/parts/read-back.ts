import type { ConversationsHistoryResponse } from '@slack/web-api';

import type { Finding } from '../../src/outbox/posting.ts';
import { ask } from '../ask.ts';
import type { Row } from '../row.ts';
import type { Workbench } from '../workbench.ts';
import { type Posted, verdictOnFinding } from './messages.ts';

const minute = 60_000;

/** Finding a message by what only this app can have put on it: the promise to post nothing twice rests on it. */
export async function* readBack(bench: Workbench, card: Posted | null, from: number): AsyncGenerator<Row> {
  const about = 'find a message by its metadata';
  const window = { from: from - minute, until: bench.now() + minute };
  if (card === null) {
    yield {
      about,
      verdict: { state: 'failed', said: 'no message was posted before' },
      does: 'nothing to do',
      essential: 'read-back',
    };
    return;
  }
  const search = { ...window, channel: bench.channel, threadTs: null, id: card.id };
  const found = await inOneGo(bench, search);
  yield {
    about,
    verdict: verdictOnFinding(found),
    does:
      found.found.length > 0
        ? 'posts nothing twice when an answer is lost'
        : 'parks a message whose answer is lost, for a person to decide',
    essential: 'read-back',
  };
  yield* withoutPayload(bench, card, window);
}

/** Page after page, as an app that is given few objects needs it. */
async function inOneGo(
  bench: Workbench,
  search: Omit<Parameters<Workbench['posting']['find']>[0], 'cursor'>,
): Promise<Finding> {
  let finding = await bench.posting.find({ ...search, cursor: null });
  for (let count = 0; count < 3 && finding.found.length === 0 && finding.cursor !== null; count += 1)
    finding = await bench.posting.find({ ...search, cursor: finding.cursor });
  return finding;
}

async function* withoutPayload(
  { client, channel }: Workbench,
  { ts }: Posted,
  { from, until }: { from: number; until: number },
): AsyncGenerator<Row> {
  const seconds = { oldest: (from / 1_000).toFixed(6), latest: (until / 1_000).toFixed(6) };
  let page: ConversationsHistoryResponse | null = null;
  const verdict = await ask(async () => {
    page = await client.conversations.history({ channel, ...seconds, limit: 999 });
  });
  yield {
    about: 'read the same without include_all_metadata',
    verdict,
    does: `${payloadIn(page, ts)}; always asks with it`,
    essential: null,
  };
}

function payloadIn(page: ConversationsHistoryResponse | null, ts: string): string {
  const message = page?.messages?.find((it) => it.ts === ts);
  if (message === undefined) return 'the message was not on the page';
  if (message.metadata === undefined) return 'the metadata is left out';
  return message.metadata.event_payload === undefined
    ? 'the id in the metadata is left out'
    : 'the id in the metadata is there too';
}
