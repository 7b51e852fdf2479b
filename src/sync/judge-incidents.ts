import type { Instant } from '../calls/call.ts';
import type { Incident } from '../calls/incident.ts';
import { type Activity, sliceMs } from '../calls/incidents/activity.ts';
import type { Beginnings } from '../calls/incidents/beginnings.ts';
import type { Judgement } from '../calls/incidents/judgement.ts';
import {
  beganIn,
  isWatched,
  judge,
  looksAtBeginnings,
  type Watch,
  watchesOf,
} from '../calls/incidents/watches.ts';
import { dayMs, minuteMs } from '../calls/time/durations.ts';
import type { Database, Store } from '../store/engine/database.ts';
import { readState } from '../store/engine/state.ts';
import { slicesBetween } from '../store/figures/activity.ts';
import { takeUntold } from '../store/incidents/incident-cards.ts';
import { endSnoozes } from '../store/incidents/incident-changes.ts';
import { closeIncident, listLasting, openIncident } from '../store/incidents/incidents.ts';
import { listSubscriptions } from '../store/settings/subscriptions.ts';
import { importProgress } from './import-progress.ts';
import type { KnownActivity } from './known-activity.ts';
import { parsePollHealth } from './poll-health.ts';

export interface JudgeDeps {
  db: Database;
  known: KnownActivity;
  now(): Instant;
}

export interface JudgeResult {
  opened: number;
  closed: number;
}

/** More than there are limits that people set. */
const mostOpen = 500;

/**
 * One pass: what ended lately is judged, as of the last good poll, since nothing is known of what came after. While
 * Revox cannot be read nothing is judged: that is an incident of its own.
 */
export async function judgeIncidents({ db, known, now }: JudgeDeps): Promise<JudgeResult> {
  await endSnoozes(db, now());
  const { lastGoodAt, failures } = parsePollHealth(await readState(db, 'poll'));
  if (lastGoodAt === null || failures > 0) return { opened: 0, closed: 0 };
  const activity = await knownSoFar(db, await known.activity(lastGoodAt));
  const open = (await listLasting(db, mostOpen)).filter(({ kind }) => isWatched(kind));
  const watches = watchesOf(await listSubscriptions(db), open);
  const beginnings = await beginningsFor(watches, open, lastGoodAt, known);
  const judged = watches.map((watch) => {
    const lasting = open.find(({ kind, about }) => kind === watch.kind && about === watch.about) ?? null;
    const scene = { activity, beginnings, now: lastGoodAt, open: lasting };
    return { watch, known: lasting, judgement: judge(watch, scene) };
  });
  const changed = await Promise.all(judged.filter(isChange).map((it) => toTheMinute(db, it, lastGoodAt)));
  if (changed.length > 0)
    await db.transaction().execute(async (tx) => {
      for (const each of changed) await carryOut(tx, each, now());
      if (changed.some(({ judgement }) => judgement.verdict === 'open')) await takeUntold(tx, now());
    });
  const count = (verdict: string) =>
    changed.filter(({ judgement, known }) => judgement.verdict === verdict && !isResolved(known)).length;
  return { opened: count('open'), closed: count('close') };
}

/** Of the last day, and since the oldest of those began that are open. */
async function beginningsFor(
  watches: Watch[],
  open: Incident[],
  now: Instant,
  known: KnownActivity,
): Promise<Beginnings[]> {
  if (!watches.some(looksAtBeginnings)) return [];
  const lasting = open.filter(({ kind }) => isWatched(kind) && looksAtBeginnings({ kind }));
  const began = lasting.map(({ facts, openedAt }) => facts.since ?? openedAt);
  return known.beginnings(Math.min(now - dayMs, ...began), now);
}

/** As long as history is being read, what is missing says nothing about what is usual. */
async function knownSoFar(db: Database, activity: Activity): Promise<Activity> {
  const { done } = await importProgress(db, 0);
  return done ? activity : { ...activity, knownSince: null };
}

interface Judged {
  watch: Watch;
  known: Incident | null;
  judgement: Judgement;
}

function isChange({ known, judgement: { verdict, facts } }: Judged): boolean {
  if (isResolved(known)) return verdict === 'close';
  return verdict !== 'keep' || JSON.stringify(facts) !== JSON.stringify(known?.facts ?? null);
}

/** By a person, while its condition goes on: nothing is said of it, only when that ends. */
function isResolved(known: Incident | null): boolean {
  return known !== null && known.closedAt !== null;
}

/** One that just opened began in the first minute above usual, not with the slice in which that is. */
async function toTheMinute(db: Database, judged: Judged, now: Instant): Promise<Judged> {
  const { watch, judgement } = judged;
  if (judgement.verdict !== 'open') return judged;
  const { facts } = judgement;
  const minutes = await slicesBetween(db, (facts.since ?? now) - sliceMs, now, minuteMs);
  const since = beganIn(watch, minutes, facts.figures);
  return since === null ? judged : { ...judged, judgement: { verdict: 'open', facts: { ...facts, since } } };
}

async function carryOut(tx: Store, { watch, judgement }: Judged, now: Instant): Promise<void> {
  const { kind, about, channels } = watch;
  const { verdict, facts } = judgement;
  if (verdict === 'close') await closeIncident(tx, kind, about, now, facts);
  else if (facts !== null) await openIncident(tx, { kind, about, facts, channels }, now);
}
