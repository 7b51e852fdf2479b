import { type Activity, activityOf } from '../../../src/calls/incidents/activity.ts';
import type { Scene } from '../../../src/calls/incidents/judgement.ts';
import { judge, type WatchedKind, watchesOf } from '../../../src/calls/incidents/watches.ts';
import { firstMonday, minute, simulateWeeks, type World, week } from './simulated-weeks.ts';

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
  const activity = activityOf(simulateWeeks(world), firstMonday, to);
  return watchesOf([], []).flatMap(({ kind, about }) => judgeAll(activity, kind, about, to));
}

function judgeAll(activity: Activity, kind: WatchedKind, about: string, to: number): Told[] {
  const told: Told[] = [];
  let open = null as Scene['open'];
  for (let now = firstMonday; now < to; now += 5 * minute) {
    const { verdict, facts } = judge({ kind, about }, { activity, beginnings: [], now, open });
    const last = told.at(-1);
    if (verdict === 'open') told.push({ kind, about, openedAt: now, closedAt: null, figures: facts.figures });
    if (verdict === 'close' && last !== undefined) last.closedAt = now;
    open = verdict === 'close' || facts === null ? null : { openedAt: open?.openedAt ?? now, facts };
  }
  return told;
}
