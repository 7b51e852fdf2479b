import type { Instant } from './calls/call.ts';
import { dayMs } from './calls/time/durations.ts';
import type { Logger } from './process/log.ts';
import type { Erased } from './slack/erasing/tell-erased.ts';
import type { Deletion } from './slack/posting/delete-file.ts';
import { spellSomeNumbers } from './store/calls/spell-numbers.ts';
import { type Database, emptyJournal, yieldToOthers } from './store/engine/database.ts';
import {
  type Erasure,
  editsLeft,
  finishErasure,
  uneditedMessages,
  unfinishedErasures,
} from './store/erasing/erasures.ts';
import { forgetBatch } from './store/erasing/forget-number.ts';
import { forgetSettled } from './store/erasing/forget-settled.ts';
import { forgetTold } from './store/erasing/forget-told.ts';
import { eraseDue, forgetSetAside, giveBackSpace } from './store/erasing/retention.ts';
import { filesOfErasure, postponeDeletion } from './store/messages/handed-files.ts';
import { forgetUntold } from './store/news/news.ts';

export interface EraseDeps {
  delivery: { db: Database; now(): Instant };
  retentionDays: number;
  log: Logger;
  /** Notifies a person that the erasure they asked for is done. */
  tellErased(erased: Erased): Promise<void>;
  /** Deletes a file that was handed out. */
  deleteFile(fileId: string): Promise<Deletion>;
  /** Runs another pass now, since this one left something for it. */
  wake(pass: string): unknown;
}

/**
 * What is older than it may get, in batches; then nothing that was erased lately, by whatever, is in the journal.
 *
 * @returns whether that is so by now.
 */
export async function erase(deps: EraseDeps, stopping: AbortSignal): Promise<boolean> {
  const { retentionDays, log } = deps;
  const { db, now } = deps.delivery;
  const before = now() - retentionDays * dayMs;
  await spellNumbers(deps, stopping);
  await forgetSetAside(db, before);
  await forgetUntold(db, now());
  let erased = 0;
  for await (const batch of eraseDue(db, before, now)) {
    erased += batch;
    await yieldToOthers(db);
    if (stopping.aborted) break;
  }
  const forgotten = await forgetOld(db, before, now(), stopping);
  while (!stopping.aborted && (await giveBackSpace(db))) await yieldToOthers(db);
  // Where somebody reads in it just now, the next pass does it.
  const isDone = !stopping.aborted && (await emptyJournal(db));
  if (erased > 0) log.info({ erased }, 'personal data erased');
  if (forgotten > 0) log.info({ count: forgotten }, 'old messages deleted from the database');
  return isDone;
}

/** So that a number is found however Revox wrote it, in calls of older versions too. */
async function spellNumbers({ delivery: { db, now } }: EraseDeps, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted && (await spellSomeNumbers(db, now()))) await yieldToOthers(db);
}

/** Messages first, then the calls they were about. */
async function forgetOld(db: Database, before: Instant, now: Instant, stopping: AbortSignal) {
  let forgotten = 0;
  for (let batch = 1; batch > 0 && !stopping.aborted; forgotten += batch) {
    batch = await forgetTold(db, before, now);
    await yieldToOthers(db);
  }
  if (!stopping.aborted) await forgetSettled(db, before, now);
  return forgotten;
}

/**
 * Erases what somebody asked for, in batches; once its messages are edited too, says so.
 *
 * @returns whether nobody waits for it any more.
 */
export async function forget(deps: EraseDeps, stopping: AbortSignal): Promise<boolean> {
  const { db, now } = deps.delivery;
  const unfinished = await unfinishedErasures(db);
  if (unfinished.length === 0) return true;
  await spellNumbers(deps, stopping);
  if (stopping.aborted) return false;
  for (const erasure of unfinished) {
    let isMore = erasure.phoneNumber !== null;
    for (; isMore && !stopping.aborted; await yieldToOthers(db))
      isMore = await forgetBatch(db, erasure, now());
  }
  for (const erasure of await unfinishedErasures(db)) {
    if (erasure.phoneNumber === null) await finishForgetting(deps, erasure);
  }
  return (await unfinishedErasures(db)).length === 0;
}

/** Edits that Slack does not take are given up after ten tries; nobody waits for them longer than this. */
const longestEditingMs = dayMs;

async function finishForgetting(deps: EraseDeps, erasure: Erasure): Promise<void> {
  const { delivery, log, tellErased, wake } = deps;
  const { db, now } = delivery;
  const isEmptied = await emptyJournal(db);
  const left = await editsLeft(db, erasure.id);
  if (left > 0) wake('edit');
  const isLate = now() - erasure.askedAt >= longestEditingMs;
  if (!isLate && !(isEmptied && left === 0)) return;
  const { isMore, ...files } = await deleteFiles(deps, erasure.id);
  if (!isLate && isMore) return;
  const unedited = await uneditedMessages(db, erasure.id);
  if (!(await finishErasure(db, erasure.id, unedited.length, now()))) return;
  const { calls, messages } = erasure;
  log.info({ erased: calls, messages, failures: unedited.length }, 'personal data erased on request');
  await tellErased({ ...erasure, unedited, files }).catch((err: unknown) => {
    log.warn({ err }, 'could not notify the admin that the erasure is done');
  });
}

/**
 * Files that hold the person. What Slack keeps, who was handed it has to delete; what it did not answer is tried again
 * when it may be.
 */
async function deleteFiles({ delivery: { db, now }, deleteFile }: EraseDeps, erasureId: string) {
  const left: string[] = [];
  let [deleted, isMore] = [0, false];
  for (const { fileId, userId, dueAt } of await filesOfErasure(db, erasureId)) {
    const deletion = isMore || dueAt > now() ? 'later' : await deleteFile(fileId);
    if (typeof deletion === 'object') await postponeDeletion(db, fileId, now() + deletion.afterMs);
    if (deletion === 'gone') deleted += 1;
    else left.push(userId);
    isMore ||= deletion !== 'gone' && deletion !== 'kept';
  }
  return { deleted, left, isMore };
}
