import { copyNightly, type NightlyDeps } from './backup/copy-nightly.ts';
import type { Instant } from './calls/call.ts';
import { type CarryOutDeps, carryOut } from './configuration/carry-out.ts';
import { anyTime, bundleDueAfter, channelsDue, copyDue, importDueAfter } from './due.ts';
import { type EraseDeps, erase, forget } from './erase.ts';
import type { ExportDeps } from './exports/courier.ts';
import { runExport } from './exports/run-export.ts';
import { bundleNews } from './outbox/bundle-news.ts';
import { deliver } from './outbox/deliver.ts';
import type { DeliverDeps } from './outbox/deliver-deps.ts';
import { editMessages } from './outbox/edit.ts';
import { endMutes } from './outbox/end-mutes.ts';
import { enqueueDigests } from './outbox/enqueue-digests.ts';
import { remindFollowUps, type SlackAboutFollowUps } from './outbox/remind-follow-ups.ts';
import { type ChannelDirectory, resolveChannels } from './outbox/resolve-channels.ts';
import type { Metrics } from './process/metrics.ts';
import type { Due } from './process/schedule.ts';
import { nextTicks } from './process/ticks.ts';
import { nextExportDueAt } from './store/exports/exports.ts';
import { releaseFollowers } from './store/messages/followers.ts';
import { nextEditDueAt } from './store/messages/message-edits.ts';
import type { CallList } from './sync/call-list.ts';
import { importHistory } from './sync/import-history.ts';
import type { ImportProgress } from './sync/import-progress.ts';
import { judgeIncidents } from './sync/judge-incidents.ts';
import type { KnownActivity } from './sync/known-activity.ts';
import { syncCalls } from './sync/sync-calls.ts';

export interface PassDeps extends EraseDeps {
  delivery: DeliverDeps;
  exports: Pick<ExportDeps, 'courier' | 'folder' | 'timezone' | 'mayHaveNumbers' | 'hiddenFrom' | 'mayAsk'>;
  list: CallList;
  /** Null when no nightly copies are wanted. */
  copies: Pick<NightlyDeps, 'url' | 'env' | 'folder' | 'timezone'> | null;
  /** The same list in pages as large as the server gives. */
  history: CallList;
  /** Version of what reads its rows. */
  reader: number;
  channels: ChannelDirectory;
  configuration: Pick<CarryOutDeps, 'timezone' | 'lookUp'>;
  /** Whether who has a follow-up is still there, and links to cards. */
  people: SlackAboutFollowUps;
  /** User ids. */
  admins: readonly string[];
  pollSchedule: string;
  metrics: Pick<Metrics, 'polled' | 'stored' | 'posted'>;
  onImport(progress: ImportProgress): void;
  /** Looks at the clock, and follows it. True where it was put back. */
  keepClock(): Promise<boolean>;
  /** Resolves when the pass has run, at once and with false while another replica runs it. */
  wake(pass: string): Promise<boolean>;
  /** As `wake`, at a later time, if that is before the next tick. */
  wakeAt(pass: string, at: Instant): void;
}

/** How late retention may come to what gets old while nothing is written. */
const eraseEveryMs = 10 * 60_000;

export async function followClock({ keepClock, wake }: PassDeps): Promise<void> {
  if (await keepClock())
    for (const pass of ['sync', 'bundle', 'deliver', 'edit', 'export', 'follow-ups']) void wake(pass);
}

/** Due each time that Revox is to be asked, unless that has to wait. */
export async function sync(deps: PassDeps, stopping: AbortSignal): Promise<Due> {
  const { delivery, list, reader, log, metrics, wake } = deps;
  const { db, now } = delivery;
  const nextPolls = () => nextTicks(deps.pollSchedule, now());
  const { failure, newStates, notBefore, ...counts } = await syncCalls({
    db,
    list,
    now,
    nextPolls,
    reader,
    admins: deps.admins,
    timezone: deps.exports.timezone,
    stopping,
  });
  const due = notBefore > now() ? notBefore : anyTime;
  if (counts.pages === 0 && failure === null) return due;
  metrics.polled(failure === null ? 'ok' : failure.reason);
  metrics.stored(counts.fresh + counts.ended + counts.edited);
  if (failure !== null)
    log.warn({ reason: failure.reason, problem: failure.message }, 'Revox could not be read');
  for (const state of newStates) log.warn({ state }, 'Revox uses a state that this version does not know');
  if (counts.fresh + counts.ended + counts.edited > 0) log.info(counts, 'calls synced');
  // Its pass waits for incidents where what came may be one.
  if (counts.ended > 0) void wake('incidents');
  if (counts.news > 0) void wake('bundle');
  if (newStates.length > 0) void wake('deliver');
  return due;
}

export async function importSome(
  { delivery: { db, now }, history, reader, exports: { timezone }, onImport }: PassDeps,
  stopping: AbortSignal,
): Promise<Due> {
  const { read, progress } = await importHistory({ db, list: history, now, reader, timezone, stopping });
  if (read > 0) onImport(progress);
  return importDueAfter(progress);
}

export async function copy(
  { delivery: { db, now }, copies, log }: PassDeps,
  stopping: AbortSignal,
): Promise<Due> {
  if (copies === null) return null;
  const result = await copyNightly({ ...copies, db, now }, stopping);
  if (result.outcome === 'copied') log.info('the database was copied for the night');
  if (result.outcome === 'failed')
    log.error({ problem: result.problem }, 'the nightly copy of the database failed');
  if (result.leftOver !== null) {
    const { files, problem } = result.leftOver;
    log.error({ count: files, problem }, 'old nightly copies could not be deleted');
  }
  return copyDue(db, copies.timezone, now());
}

export async function incidents(
  { delivery: { db, now }, log, wake }: PassDeps,
  known: KnownActivity,
): Promise<void> {
  const { opened, closed } = await judgeIncidents({ db, now, known });
  if (opened + closed > 0) log.info({ opened, closed }, 'incidents opened or closed');
  if (opened + closed > 0) void wake('deliver');
}

export async function digests({ delivery: { db, now }, log, wake }: PassDeps): Promise<Due> {
  const { enqueued, skipped, nextAt } = await enqueueDigests({ db, now });
  if (skipped > 0) log.warn({ skipped }, 'digests were more than 12 hours late and were skipped');
  if (enqueued > 0) void wake('deliver');
  return nextAt;
}

export async function followUps({ delivery, people, exports, log, wake }: PassDeps): Promise<Due> {
  const { db, now } = delivery;
  const { timezone } = exports;
  const { messages, opened, nextAt } = await remindFollowUps({ db, now, slack: people, timezone });
  if (messages > 0) log.info({ messages }, 'follow-ups were reminded of');
  if (opened > 0) log.info({ count: opened }, 'follow-ups are open again, since their owners are gone');
  // Replies become due when their cards are posted, which most are.
  if (messages > 0) void wake('bundle');
  if (messages > 0) void wake('deliver');
  return nextAt;
}

export async function channels({ delivery: { db, now }, channels, log, wake }: PassDeps): Promise<Due> {
  const { resolved, unknown, problem } = await resolveChannels({ db, slack: channels, now });
  if (problem !== null) log.warn({ problem }, 'the names of channels could not be looked up');
  for (const channel of unknown) log.warn({ channel }, 'no channel has this name, or it is private');
  if (resolved > 0) void wake('bundle');
  return channelsDue(db);
}

/** Makes true what somebody left with `npm run config -- apply`. */
export async function configure({ delivery: { db, now }, configuration, log, wake }: PassDeps): Promise<Due> {
  const carriedOut = await carryOut({ db, now, ...configuration });
  if (carriedOut === null) return null;
  const { changes, problem } = carriedOut;
  // Its words may be of a filter, and so a number.
  if (problem !== null) log.error('the configuration file was not applied: config plan says why');
  else log.info({ changes }, 'the configuration file was applied');
  if (changes > 0) void wake('deliver');
  return null;
}

export async function bundle({ delivery: { db, now }, log, wake }: PassDeps): Promise<Due> {
  const judgeIncidents = async () => wake('incidents');
  const { messages, calls, nextAt } = await bundleNews({ db, now, judgeIncidents });
  if (messages > 0) log.info({ messages, calls }, 'news bundled');
  const ended = await endMutes({ db, now });
  const following = await releaseFollowers(db, now());
  if (messages + ended + following > 0) void wake('deliver');
  return bundleDueAfter(db, nextAt);
}

export async function deliverSome(
  { delivery, log, metrics, wakeAt }: PassDeps,
  stopping: AbortSignal,
): Promise<Due> {
  const result = await deliver({ ...delivery, stopping });
  for (const [ending, count] of Object.entries(result.endings)) metrics.posted(ending, count);
  if (Object.keys(result.endings).length > 0) log.info(result.endings, 'messages delivered');
  if (result.wakeAt !== null) wakeAt('deliver', result.wakeAt);
  return result.isLeft ? anyTime : result.wakeAt;
}

export async function editSome({ delivery, log }: PassDeps, stopping: AbortSignal): Promise<Due> {
  const { edited, givenUp } = await editMessages({ ...delivery, stopping });
  if (edited + givenUp > 0) log.info({ edited, givenUp }, 'messages edited');
  return nextEditDueAt(delivery.db);
}

export async function exportOne(
  { delivery: { db, now }, exports, log }: PassDeps,
  stopping: AbortSignal,
): Promise<Due> {
  const done = await runExport({ ...exports, db, now, stopping });
  if (done !== null) log.info({ ...done }, done.outcome === 'sent' ? 'calls exported' : 'no calls exported');
  return nextExportDueAt(db);
}

export async function forgetSome(deps: PassDeps, stopping: AbortSignal): Promise<Due> {
  return (await forget(deps, stopping)) ? null : anyTime;
}

/** What is written next to what it erases, as by other passes, has it run again in any case. */
export async function eraseOld(deps: PassDeps, stopping: AbortSignal): Promise<Due> {
  return (await erase(deps, stopping)) ? deps.delivery.now() + eraseEveryMs : anyTime;
}
