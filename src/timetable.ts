import type { Instant } from './calls/call.ts';
import * as due from './due.ts';
import * as passes from './passes.ts';
import type { Due, Pass } from './process/schedule.ts';
import type { Database } from './store/engine/database.ts';
import { nextExportDueAt } from './store/exports/exports.ts';
import { nextFollowUpAt } from './store/follow-ups/reminding.ts';
import { nextEditDueAt } from './store/messages/message-edits.ts';
import { knownActivity } from './sync/known-activity.ts';

interface Entry extends Omit<Pass, 'run' | 'look'> {
  run(deps: passes.PassDeps, stopping: AbortSignal): Promise<Due>;
  look?(db: Database, now: Instant): Promise<Due>;
}

const everySecond = '* * * * * *';

/** Everything that runs automatically, and when. */
export function timetable(deps: passes.PassDeps): Pass[] {
  const { db, now } = deps.delivery;
  const known = knownActivity(db);
  const entries: Entry[] = [
    { name: 'sync', cron: deps.pollSchedule, run: passes.sync, look: due.syncDue },
    { name: 'import', cron: everySecond, run: passes.importSome, look: due.importDue },
    // What ought to happen and does not is looked for too, and only time brings it.
    { name: 'incidents', cron: '20 * * * * *', run: () => passes.incidents(deps, known) },
    // A row's key makes it once, so nobody needs to take turns.
    { name: 'digests', cron: '*/5 * * * * *', run: passes.digests, everyReplica: true },
    { name: 'channels', cron: '0 * * * * *', run: passes.channels, look: due.channelsDue },
    { name: 'configure', cron: '*/5 * * * * *', run: passes.configure, look: due.configurationDue },
    // What it is about is due to the minute, and whatever is written wakes it.
    { name: 'follow-ups', cron: '*/10 * * * * *', run: passes.followUps, look: nextFollowUpAt },
    { name: 'bundle', cron: everySecond, run: passes.bundle, look: due.bundleDue },
    // Messages are claimed one by one, so every replica may deliver and edit.
    { name: 'deliver', cron: everySecond, run: passes.deliverSome, look: due.deliverDue, everyReplica: true },
    { name: 'edit', cron: everySecond, run: passes.editSome, look: nextEditDueAt, everyReplica: true },
    // A file of a million calls takes its time to be written and sent.
    { name: 'export', cron: everySecond, run: passes.exportOne, look: nextExportDueAt, patience: 4 },
    { name: 'forget', cron: everySecond, run: passes.forgetSome, look: due.forgetDue },
    // So that a start knows what time it was last.
    { name: 'clock', cron: '*/20 * * * * *', run: passes.followClock, everyReplica: true },
    { name: 'erase', cron: '0 * * * * *', run: passes.eraseOld, look: due.nothingOfOthers },
    { name: 'copy', cron: '40 * * * * *', run: passes.copy, look: due.nothingOfOthers, patience: 4 },
  ];
  return entries.map(({ run, look, ...pass }) => ({
    ...pass,
    run: (stopping) => run(deps, stopping),
    ...(look && { look: () => look(db, now()) }),
  }));
}
