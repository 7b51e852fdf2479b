import { randomUUID } from 'node:crypto';

import type { Instant } from '../../calls/call.ts';
import type { RowToLeave } from '../../calls/message-forms.ts';
import type { Store } from '../engine/database.ts';
import { enqueueMessage, type NewMessage } from './messages.ts';

type NewDigest = RowToLeave<'digest'> &
  Pick<NewMessage<'digest' | 'digest-shared'>, 'form' | 'key' | 'channel' | 'skipped'>;

/** Leaves a digest, and what does not fit on one screen for its thread. @returns whether its key is new. */
export async function enqueueDigest(tx: Store, digest: NewDigest, now: Instant): Promise<boolean> {
  const { form, key, channel, skipped, ...subject } = digest;
  const id = randomUUID();
  const message = { channel, kind: 'digest', subject, calls: 0 } as const;
  const isNew = await enqueueMessage(tx, { ...message, id, form, key, ...(skipped && { skipped }) }, now);
  const rest = { form: 'digest-rest', key: `digest-rest:${id}`, parentId: id } as const;
  if (isNew && skipped === undefined) await enqueueMessage(tx, { ...message, ...rest }, now + 1);
  return isNew;
}
