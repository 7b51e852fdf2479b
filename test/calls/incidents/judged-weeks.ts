import { type Activity, activityOf } from '../../../src/calls/incidents/activity.ts';
import { sameTimes } from '../../../src/calls/incidents/baseline.ts';
import type { Judgement, Scene } from '../../../src/calls/incidents/judgement.ts';
import { judge, timesToLookAt, type WatchedKind, watchesOf } from '../../../src/calls/incidents/watches.ts';
import type { Period } from '../../../src/calls/stats.ts';
import { startOf } from '../../../src/calls/tallies/tally.ts';
import { hoursOf } from './hours-of.ts';
import { day, firstMonday, hour, minute, simulateWeeks, type World, week } from './simulated-weeks.ts';

export interface Told {
  kind: WatchedKind;
  about: string;
  openedAt: number;
  closedAt: number | null;
  figures: unknown;
}

/** Every incident of some weeks, judged every five minutes as the bot does every minute. */
export function incidentsIn(world: World): Told[] {
  const to = firstMonday + world.weeks * week;
  const activity = activityOf(hoursOf(simulateWeeks(world)), firstMonday, to);
  return watchesOf([], []).flatMap(({ kind, about }) => judgeAll(activity, kind, about, to));
}

function judgeAll(all: Activity, kind: WatchedKind, about: string, to: number): Told[] {
  const told: Told[] = [];
  let open = null as Scene['open'];
  let recently = all;
  for (let now = firstMonday; now < to; now += 5 * minute) {
    if (now % hour === 0) recently = knownClosely(all, recent(now));
    const since = open === null ? now : Math.min(open.openedAt, open.facts.since ?? open.openedAt);
    const activity =
      since < now - day ? knownClosely(all, [...recent(now), { from: since, to: since + minute }]) : recently;
    const { verdict, facts } = judgeClosely(all, kind, about, { activity, beginnings: [], now, open });
    const last = told.at(-1);
    if (verdict === 'open') told.push({ kind, about, openedAt: now, closedAt: null, figures: facts.figures });
    if (verdict === 'close' && last !== undefined) last.closedAt = now;
    open = verdict === 'close' || facts === null ? null : { openedAt: open?.openedAt ?? now, facts };
  }
  return told;
}

function judgeClosely(all: Activity, kind: WatchedKind, about: string, scene: Scene): Judgement {
  const judgement = judge({ kind, about }, scene);
  const times = judgement.verdict === 'open' ? timesToLookAt({ kind }, scene) : [];
  if (times.length === 0) return judgement;
  return judge({ kind, about }, { ...scene, activity: knownClosely(all, [...recent(scene.now), ...times]) });
}

/** As the bot knows it: by the hour, but for these times. */
function knownClosely(all: Activity, times: Period[]): Activity {
  const within = new Map();
  for (const { from, to } of times)
    for (let at = startOf(from, hour); at < to; at += hour)
      if (all.within.has(at)) within.set(at, all.within.get(at));
  return { ...all, within };
}

function recent(now: number): Period[] {
  return [...sameTimes(now + hour), { from: now - day, to: now + hour }].map(({ from, to }) => ({
    from: from - hour,
    to,
  }));
}
