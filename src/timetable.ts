import { copyNightly, type NightlyDeps } from './backup/copy-nightly.ts';
import type { Instant } from './calls/call.ts';
import {
  anyTime,
  bundleDue,
  bundleDueAfter,
  channelsDue,
  copyDue,
  deliverDue,
  forgetDue,
  importDue,
  importDueAfter,
  nothingOfOthers,
  syncDue,
} from './due.ts';
import { type EraseDeps, erase, forget } from './erase.ts';
import type { ExportDeps } from './exports/courier.ts';
import { runExport } from './exports/run-export.ts';
import { bundleNews } from './outbox/bundle-news.ts';
import { deliver } from './outbox/deliver.ts';
import type { DeliverDeps } from './outbox/deliver-deps.ts';
import { editMessages } from './outbox/edit.ts';
import { endMutes } from './outbox/end-mutes.ts';
import { enqueueDigests } from './outbox/enqueue-digests.ts';
import { type ChannelDirectory, resolveChannels } from './outbox/resolve-channels.ts';
import type { Metrics } from './process/metrics.ts';
import type { Due, Pass } from './process/schedule.ts';
import { nextTicks } from './process/ticks.ts';
import { nextExportDueAt } from './store/exports/exports.ts';
import { releaseFollowers } from './store/messages/followers.ts';
import { nextEditDueAt } from './store/messages/message-edits.ts';
import type { CallList } from './sync/call-list.ts';
import { importHistory } from './sync/import-history.ts';
import type { ImportProgress } from './sync/import-progress.ts';
import { judgeIncidents } from './sync/judge-incidents.ts';
import { type KnownActivity, knownActivity } from './sync/known-activity.ts';
import { syncCalls } from './sync/sync-calls.ts';

export interface TimetableDeps extends EraseDeps {
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
  /** User ids. */
  admins: readonly string[];
  pollSchedule: string;
  metrics: Pick<Metrics, 'polled' | 'stored' | 'posted'>;
  onImport(progress: ImportProgress): void;
  /** Looks at the clock, and follows it. True where it was put back. */
  keepClock(): Promise<boolean>;
  /** As `wake`, at a later time, if that is before the next tick. */
  wakeAt(pass: string, at: Instant): void;
}

/** How late retention may come to what gets old while nothing is written. */
const eraseEveryMs = 10 * 60_000;

/** Everything that runs automatically, and when. */
export function timetable(deps: TimetableDeps): Pass[] {
  const { db, now } = deps.delivery;
  const known = knownActivity(db);
  const everySecond = '* * * * * *';
  return [
    {
      name: 'sync',
      cron: deps.pollSchedule,
      run: (stopping) => sync(deps, stopping),
      look: () => syncDue(db),
    },
    {
      name: 'import',
      cron: everySecond,
      run: (stopping) => importSome(deps, stopping),
      look: () => importDue(db),
    },
    // What ought to happen and does not is looked for too, and only time brings it.
    { name: 'incidents', cron: '20 * * * * *', run: () => incidents(deps, known) },
    // A row's key makes it once, so nobody needs to take turns.
    { name: 'digests', cron: '*/5 * * * * *', run: () => digests(deps), everyReplica: true },
    { name: 'channels', cron: '0 * * * * *', run: () => channels(deps), look: () => channelsDue(db) },
    { name: 'bundle', cron: everySecond, run: () => bundle(deps), look: () => bundleDue(db) },
    // Messages are claimed one by one, so every replica may deliver and edit.
    {
      name: 'deliver',
      cron: everySecond,
      run: (stopping) => deliverSome(deps, stopping),
      look: () => deliverDue(db, now()),
      everyReplica: true,
    },
    {
      name: 'edit',
      cron: everySecond,
      run: (stopping) => editSome(deps, stopping),
      look: () => nextEditDueAt(db),
      everyReplica: true,
    },
    // A file of a million calls takes its time to be written and sent.
    {
      name: 'export',
      cron: everySecond,
      run: (stopping) => exportOne(deps, stopping),
      look: () => nextExportDueAt(db),
      patience: 4,
    },
    {
      name: 'forget',
      cron: everySecond,
      run: (stopping) => forgetSome(deps, stopping),
      look: () => forgetDue(db),
    },
    // So that a start knows what time it was last.
    { name: 'clock', cron: '*/20 * * * * *', run: () => followClock(deps), everyReplica: true },
    {
      name: 'erase',
      cron: '0 * * * * *',
      run: (stopping) => eraseOld(deps, stopping),
      look: nothingOfOthers,
    },
    {
      name: 'copy',
      cron: '40 * * * * *',
      run: (stopping) => copy(deps, stopping),
      look: nothingOfOthers,
      patience: 4,
    },
  ];
}

async function followClock({ keepClock, wake }: TimetableDeps): Promise<void> {
  if (await keepClock()) for (const pass of ['sync', 'bundle', 'deliver', 'edit', 'export']) wake(pass);
}

/** Due each time that Revox is to be asked, unless that has to wait. */
async function sync(deps: TimetableDeps, stopping: AbortSignal): Promise<Due> {
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

async function importSome(
  { delivery: { db, now }, history, reader, onImport }: TimetableDeps,
  stopping: AbortSignal,
): Promise<Due> {
  const { read, progress } = await importHistory({ db, list: history, now, reader, stopping });
  if (read > 0) onImport(progress);
  return importDueAfter(progress);
}

async function copy(
  { delivery: { db, now }, copies, log }: TimetableDeps,
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

async function incidents(
  { delivery: { db, now }, log, wake }: TimetableDeps,
  known: KnownActivity,
): Promise<void> {
  const { opened, closed } = await judgeIncidents({ db, now, known });
  if (opened + closed > 0) log.info({ opened, closed }, 'incidents opened or closed');
  if (opened + closed > 0) void wake('deliver');
}

async function digests({ delivery: { db, now }, log, wake }: TimetableDeps): Promise<Due> {
  const { enqueued, skipped, nextAt } = await enqueueDigests({ db, now });
  if (skipped > 0) log.warn({ skipped }, 'digests were more than 12 hours late and were skipped');
  if (enqueued > 0) void wake('deliver');
  return nextAt;
}

async function channels({ delivery: { db, now }, channels, log, wake }: TimetableDeps): Promise<Due> {
  const { resolved, unknown, problem } = await resolveChannels({ db, slack: channels, now });
  if (problem !== null) log.warn({ problem }, 'the names of channels could not be looked up');
  for (const channel of unknown) log.warn({ channel }, 'no channel has this name, or it is private');
  if (resolved > 0) void wake('bundle');
  return channelsDue(db);
}

async function bundle({ delivery: { db, now }, log, wake }: TimetableDeps): Promise<Due> {
  const judgeIncidents = async () => wake('incidents');
  const { messages, calls, nextAt } = await bundleNews({ db, now, judgeIncidents });
  if (messages > 0) log.info({ messages, calls }, 'news bundled');
  const ended = await endMutes({ db, now });
  const following = await releaseFollowers(db, now());
  if (messages + ended + following > 0) void wake('deliver');
  return bundleDueAfter(db, nextAt);
}

async function deliverSome(
  { delivery, log, metrics, wakeAt }: TimetableDeps,
  stopping: AbortSignal,
): Promise<Due> {
  const result = await deliver({ ...delivery, stopping });
  for (const [ending, count] of Object.entries(result.endings)) metrics.posted(ending, count);
  if (Object.keys(result.endings).length > 0) log.info(result.endings, 'messages delivered');
  if (result.wakeAt !== null) wakeAt('deliver', result.wakeAt);
  return result.isLeft ? anyTime : result.wakeAt;
}

async function editSome({ delivery, log }: TimetableDeps, stopping: AbortSignal): Promise<Due> {
  const { edited, givenUp } = await editMessages({ ...delivery, stopping });
  if (edited + givenUp > 0) log.info({ edited, givenUp }, 'messages edited');
  return nextEditDueAt(delivery.db);
}

async function exportOne(
  { delivery: { db, now }, exports, log }: TimetableDeps,
  stopping: AbortSignal,
): Promise<Due> {
  const done = await runExport({ ...exports, db, now, stopping });
  if (done !== null) log.info({ ...done }, done.outcome === 'sent' ? 'calls exported' : 'no calls exported');
  return nextExportDueAt(db);
}

async function forgetSome(deps: TimetableDeps, stopping: AbortSignal): Promise<Due> {
  return (await forget(deps, stopping)) ? null : anyTime;
}

/** What is written next to what it erases, as by other passes, has it run again in any case. */
async function eraseOld(deps: TimetableDeps, stopping: AbortSignal): Promise<Due> {
  return (await erase(deps, stopping)) ? deps.delivery.now() + eraseEveryMs : anyTime;
}
