import type { Instant } from '../../calls/call.ts';
import { storedFilter } from '../../calls/filter.ts';
import { reversedDigits } from '../../calls/numbers/phone.ts';
import { filterExpression } from '../calls/filter-sql.ts';
import type { Store } from '../engine/database.ts';

/** A file that somebody was handed, or may have been. */
export interface HandedFile {
  fileId: string;
  /** Whom it was handed to, in a direct message. */
  userId: string;
  /** Slack is not to be asked before. */
  dueAt: Instant;
}

/** Notes which files hold a call to the number, before the calls are erased. What they were chosen by goes. */
export async function markFilesHolding(tx: Store, phoneNumber: string, erasureId: string): Promise<void> {
  const handed = tx.selectFrom('exports').select(['id', 'filter', 'anchor', 'asked_at', 'timezone']);
  const rows = await handed
    .where('file_id', 'is not', null)
    .where('finished_at', 'is not', null)
    .where('erasure_id', 'is', null)
    .execute();
  for (const { id, filter, anchor, asked_at, timezone } of rows) {
    const context = { now: asked_at, timezone: timezone ?? 'UTC' };
    const held = await tx
      .selectFrom('calls')
      .select('calls.serial')
      .where('calls.phone_reversed', '=', reversedDigits(phoneNumber))
      .where('calls.ended_seq', '<=', anchor)
      .where(filterExpression(storedFilter(filter), context))
      .limit(1)
      .executeTakeFirst();
    if (held === undefined) continue;
    const marked = { erasure_id: erasureId, filter: '' };
    await tx.updateTable('exports').set(marked).where('id', '=', id).execute();
  }
}

export async function filesOfErasure(store: Store, erasureId: string): Promise<HandedFile[]> {
  const rows = await store
    .selectFrom('exports')
    .select(['file_id as fileId', 'user_id as userId', 'due_at as dueAt'])
    .where('erasure_id', '=', erasureId)
    .orderBy('asked_at')
    .execute();
  return rows.map(({ fileId, ...row }) => ({ fileId: fileId ?? '', ...row }));
}

/** Slack did not say whether it is deleted. */
export async function postponeDeletion(store: Store, fileId: string, dueAt: Instant): Promise<void> {
  await store.updateTable('exports').set({ due_at: dueAt }).where('file_id', '=', fileId).execute();
}
