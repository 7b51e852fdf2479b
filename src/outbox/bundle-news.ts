import { randomUUID } from 'node:crypto';

import type { Instant } from '../calls/call.ts';
import type { MessageKind } from '../calls/message.ts';
import type { Database } from '../store/database.ts';
import { enqueueMessage } from '../store/messages.ts';
import { bundleInto, untoldNews } from '../store/news.ts';

/** One pass: everything that a channel has not been told about one topic becomes one message. */
export async function bundleNews({ db, now }: { db: Database; now: () => Instant }): Promise<BundlingResult> {
  let calls = 0;
  const untold = await untoldNews(db);
  for (const news of untold) {
    calls += await db.transaction().execute(async (tx) => {
      const id = randomUUID();
      const count = await bundleInto(tx, news, id);
      const message = { id, key: `bundle:${id}`, channel: news.channel, kind: news.topic as MessageKind };
      if (count > 0) await enqueueMessage(tx, { ...message, subject: {}, calls: count }, now());
      return count;
    });
  }
  return { messages: untold.length, calls };
}

export interface BundlingResult {
  messages: number;
  calls: number;
}
