import type { Instant } from '../../calls/call.ts';
import { formatFilter, storedFilter } from '../../calls/filter.ts';
import type { RowOf } from '../../calls/message-forms.ts';
import type { SharedList, SharedPage } from '../../calls/shared-list.ts';
import { listCalls } from '../calls/call-lists.ts';
import type { Store } from '../engine/database.ts';
import { enqueueMessage } from './messages.ts';

interface Sharing {
  /** The person's request: asking once is sharing once, however often Slack delivers it. */
  request: string;
  channel: string;
  sharedBy: string;
  page: SharedPage;
}

/** Leaves a message for the channel. @returns how many calls it shows. */
export async function shareList(tx: Store, { request, ...sharing }: Sharing, now: Instant): Promise<number> {
  const { channel, sharedBy, page } = sharing;
  const calls = (await callsOf(tx, page)).length;
  const message = { form: 'share', key: `share:${request}`, channel, kind: 'calls', calls } as const;
  await enqueueMessage(tx, { ...message, subject: { sharedBy, page } }, now);
  return calls;
}

/** What such a message shows. */
export async function sharedListOf(
  store: Store,
  messageId: string,
  { sharedBy, page }: RowOf<'share'>,
): Promise<SharedList> {
  const calls = await callsOf(store, page);
  return { messageId, sharedBy, filter: formatFilter(storedFilter(page.filter)), calls };
}

/** The calls of a page, as they are now. */
export async function callsOf(store: Store, page: SharedPage) {
  const { beyond, direction, openedAt, timezone } = page;
  const place = beyond === null ? {} : direction === 'older' ? { before: beyond } : { after: beyond };
  const context = { now: openedAt, timezone };
  const { calls } = await listCalls(store, { ...page, ...place, filter: storedFilter(page.filter), context });
  return calls;
}
