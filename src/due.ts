import type { Instant } from './calls/call.ts';
import { copyDueAt, deletingDueAt } from './calls/nightly-copy.ts';
import type { Due } from './process/runner.ts';
import type { Database } from './store/engine/database.ts';
import { readState } from './store/engine/state.ts';
import { unfinishedErasures } from './store/erasing/erasures.ts';
import { unresolvedChannels } from './store/messages/channels.ts';
import { hasFollowers } from './store/messages/followers.ts';
import { hasDue, nextDueAt } from './store/messages/message-claims.ts';
import { hasUntold } from './store/news/news.ts';
import { leftConfiguration } from './store/settings/configuration.ts';
import { nextMuteDueAt } from './store/settings/mutes.ts';
import { newlyWanted, readNightlyCopy } from './store/upkeep/nightly-copy.ts';
import { type ImportProgress, importProgress } from './sync/import-progress.ts';
import { parsePollHealth } from './sync/poll-health.ts';

/** When passes have something to do, as far as the rows say: asked after a run, and at a look. */

/** A pass that says this may have something to do at any time. */
export const anyTime = undefined;

/** Rows of others give it nothing to do before the time that it said. */
export async function nothingOfOthers(): Promise<Due> {
  return null;
}

/** Whatever is due before has to wait. */
export async function syncDue(db: Database): Promise<Due> {
  return parsePollHealth(await readState(db, 'poll')).notBefore;
}

export async function importDue(db: Database): Promise<Due> {
  return importDueAfter(await importProgress(db, 0));
}

export function importDueAfter({ done }: ImportProgress): Due {
  return done ? null : anyTime;
}

export async function channelsDue(db: Database): Promise<Due> {
  return (await unresolvedChannels(db)).length > 0 ? anyTime : null;
}

export async function configurationDue(db: Database): Promise<Due> {
  return (await leftConfiguration(db)) === null ? null : anyTime;
}

export async function bundleDue(db: Database): Promise<Due> {
  if ((await hasUntold(db)) || (await hasFollowers(db))) return anyTime;
  return nextMuteDueAt(db);
}

/** @param nextAt When news that is held back may come. */
export async function bundleDueAfter(db: Database, nextAt: Due): Promise<Due> {
  if (nextAt === undefined || (await hasFollowers(db))) return anyTime;
  const muteAt = await nextMuteDueAt(db);
  return nextAt === null || muteAt === null ? (nextAt ?? muteAt) : Math.min(nextAt, muteAt);
}

export async function deliverDue(db: Database, now: Instant): Promise<Due> {
  return (await hasDue(db, now)) ? anyTime : nextDueAt(db, now);
}

export async function forgetDue(db: Database): Promise<Due> {
  return (await unfinishedErasures(db)).length > 0 ? anyTime : null;
}

export async function copyDue(db: Database, timezone: string, now: Instant): Promise<Due> {
  const copy = (await readNightlyCopy(db)) ?? newlyWanted(now);
  return Math.min(copyDueAt(copy, now, timezone), deletingDueAt(copy, now) ?? Number.POSITIVE_INFINITY);
}
