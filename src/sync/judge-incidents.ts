import type { Instant } from '../calls/call.ts';
import type { Incident } from '../calls/incident.ts';
import { type Activity, sliceMs } from '../calls/incidents/activity.ts';
import { sameTimes } from '../calls/incidents/baseline.ts';
import type { Judgement, Scene } from '../calls/incidents/judgement.ts';
import {
  beganIn,
  isWatched,
  judge,
  looksAtBeginnings,
  timesToLookAt,
  type Watch,
  watchesOf,
} from '../calls/incidents/watches.ts';
import type { Period } from '../calls/stats.ts';
import { dayMs, minuteMs } from '../calls/time/durations.ts';
import type { Database, Store } from '../store/engine/database.ts';
import { readState } from '../store/engine/state.ts';
import { slicesBetween } from '../store/figures/activity.ts';
import { takeUntold } from '../store/incidents/incident-cards.ts';
import { endSnoozes } from '../store/incidents/incident-changes.ts';
import { closeIncident, openIncident } from '../store/incidents/incidents.ts';
import { listLasting } from '../store/incidents/known-incidents.ts';
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
  const open = (await listLasting(db, mostOpen)).filter(({ kind }) => isWatched(kind));
  const began = open.flatMap(({ openedAt, facts }) => [openedAt, facts.since ?? openedAt]);
  const closely = [...sameTimes(lastGoodAt), ...began.map((at) => ({ from: at, to: at + sliceMs }))];
  const done = await isImported(db);
  const activityAt = async (times: Period[]) => {
    const activity = await known.activity(lastGoodAt, [...closely, ...times]);
    // As long as history is being read, what is missing says nothing about what is usual.
    return done ? activity : { ...activity, knownSince: null };
  };
  const watches = watchesOf(await listSubscriptions(db), open);
  const beginnings = await beginningsFor(watches, open, lastGoodAt, known);
  const scene = { activity: await activityAt([]), beginnings, now: lastGoodAt };
  const judged: Judged[] = [];
  for (const watch of watches) {
    const lasting = open.find(({ kind, about }) => kind === watch.kind && about === watch.about) ?? null;
    const judgement = await judgeClosely(watch, { ...scene, open: lasting }, activityAt);
    judged.push({ watch, known: lasting, judgement });
  }
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
async function beginningsFor(watches: Watch[], open: Incident[], now: Instant, known: KnownActivity) {
  if (!watches.some(looksAtBeginnings)) return [];
  const lasting = open.filter(({ kind }) => isWatched(kind) && looksAtBeginnings({ kind }));
  const began = lasting.map(({ facts, openedAt }) => facts.since ?? openedAt);
  return known.beginnings(Math.min(now - dayMs, ...began), now);
}

/** By the hours, and where that would open one, by each five minutes of the times that matter. */
async function judgeClosely(watch: Watch, scene: Scene, activityAt: (times: Period[]) => Promise<Activity>) {
  const judgement = judge(watch, scene);
  const times = judgement.verdict === 'open' ? timesToLookAt(watch, scene) : [];
  return times.length === 0 ? judgement : judge(watch, { ...scene, activity: await activityAt(times) });
}

async function isImported(db: Database): Promise<boolean> {
  return (await importProgress(db, 0)).done;
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
