import {
  bundleDue,
  channelsDue,
  configurationDue,
  deliverDue,
  forgetDue,
  importDue,
  nothingOfOthers,
  syncDue,
} from './due.ts';
import {
  bundle,
  channels,
  configure,
  copy,
  deliverSome,
  digests,
  editSome,
  eraseOld,
  exportOne,
  followClock,
  followUps,
  forgetSome,
  importSome,
  incidents,
  type PassDeps,
  sync,
} from './passes.ts';
import type { Pass } from './process/schedule.ts';
import { nextExportDueAt } from './store/exports/exports.ts';
import { nextFollowUpAt } from './store/follow-ups/reminding.ts';
import { nextEditDueAt } from './store/messages/message-edits.ts';
import { knownActivity } from './sync/known-activity.ts';

/** Everything that runs automatically, and when. */
export function timetable(deps: PassDeps): Pass[] {
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
    {
      name: 'configure',
      cron: '*/5 * * * * *',
      run: () => configure(deps),
      look: () => configurationDue(db),
    },
    // What it is about is due to the minute, and whatever is written wakes it.
    {
      name: 'follow-ups',
      cron: '*/10 * * * * *',
      run: () => followUps(deps),
      look: () => nextFollowUpAt(db),
    },
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
