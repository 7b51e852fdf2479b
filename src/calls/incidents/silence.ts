import { z } from 'zod';

import type { Instant } from '../call.ts';
import { limitOption } from '../options/limit.ts';
import { minutesAmong, minutesText } from '../options/minutes.ts';
import { dayMs, minuteMs } from '../time/durations.ts';
import { type Activity, countIn, lastEnd, sliceMs } from './activity.ts';
import { type Span, weeksBefore } from './baseline.ts';
import { type Judgement, lasting, nothingToSay, type Scene } from './judgement.ts';
import type { JudgedKind } from './kind.ts';

const figures = z.object({ silentMs: z.number(), usualMs: z.number() });
type Figures = z.infer<typeof figures>;

const silences = [30, 60, 90, 120, 180, 240, 300, 360, 480, 720];

/** Where it is quiet for longer in other weeks, calls are not expected: a night, a weekend, a day off. */
const longestPauseMs = 180 * minuteMs;
/** Pauses so near count too: clocks change, and nobody begins on the minute. */
const nearMs = 30 * minuteMs;
/** So many calls ended in as long a time before, or the silence may be chance. */
const leastBefore = 20;
const leastToClose = 5;
const leastWeeks = 2;
const longestSilenceMs = dayMs;

/**
 * No call has ended for longer than it is ever quiet at this time of the week, by so much. What stops in the middle of
 * a working day is found; a day that never began is taken for a day off, since nobody can tell one from the other.
 */
export const silence: JudgedKind<'no-calls-ending', 'silenceMinutes', Figures> = {
  kind: 'no-calls-ending',
  figures,
  limit: limitOption({
    key: 'silenceMinutes',
    name: 'silence',
    usual: 90,
    pattern: String.raw`\d{1,4}\s?[a-z]+`,
    limitOf: (written) => minutesAmong(silences, written),
    write: minutesText,
    what: 'silence',
    say: (minutes) => `from ${minutesText(minutes)} more than usual`,
    form: {
      field: 'silence',
      label: 'No calls are ending',
      usual: '1 h 30 min longer than usual',
      choices: [60, 120, 240, 480],
      labelOf: (minutes) => `${minutes / 60} h longer than usual`,
    },
    message: `silence takes one of ${silences.map(minutesText).join(', ')}, or off: silence:2h.`,
    suggestion: 'silence:2h',
  }),
  judge: judgeSilence,
  closely: otherWeeks,
  beganIn(minutes) {
    const last = minutes.findLast(({ calls }) => calls > 0);
    return last === undefined ? null : last.at + minuteMs;
  },
};

/** @param minutes How much longer. */
function judgeSilence(scene: Scene, minutes: number): Judgement<Figures> {
  const { activity, now, open } = scene;
  if (open !== null) {
    const isOver = countIn(activity, 'calls', open.openedAt, now) >= leastToClose;
    return lasting({ ...scene, open }, { isOver, facts: open.facts });
  }
  const last = lastEnd(activity, now, now - longestSilenceMs);
  if (last === null) return nothingToSay;
  const silentMs = now - last;
  if (silentMs < minutes * minuteMs) return nothingToSay;
  if (countIn(activity, 'calls', last - silentMs, last) < leastBefore) return nothingToSay;
  const pauseMs = usualPauseMs(activity, last, now);
  if (pauseMs === null || pauseMs >= longestPauseMs || silentMs < minutes * minuteMs + pauseMs)
    return nothingToSay;
  const figures = { silentMs, usualMs: Math.max(pauseMs, sliceMs) };
  return { verdict: 'open', facts: { figures, count: 0, since: last } };
}

/** By whole hours without a call, a pause is never longer than it was. */
function otherWeeks({ activity, now }: Scene): Span[] {
  const last = lastEnd(activity, now, now - longestSilenceMs) ?? now;
  const reachMs = nearMs + longestPauseMs;
  return weeksBefore(activity, { from: last - longestPauseMs, to: now }).map((back) => ({
    from: last - back - reachMs,
    to: now - back + reachMs,
  }));
}

/** The longest time without a call that touches this time in other weeks, but for one week that may have been odd. */
function usualPauseMs(activity: Activity, from: Instant, to: Instant): number | null {
  const pauses = weeksBefore(activity, { from: from - longestPauseMs, to })
    .map((back) => longestPause(activity, from - back - nearMs, to - back + nearMs))
    .sort((one, other) => other - one);
  if (pauses.length < leastWeeks) return null;
  return pauses[pauses.length > leastWeeks ? 1 : 0] as number;
}

/** As far as it matters: a pause may begin before and end after. */
function longestPause(activity: Activity, from: Instant, to: Instant): number {
  let longest = 0;
  let quietSince = from - longestPauseMs;
  for (let at = quietSince; at < to + longestPauseMs; at += sliceMs) {
    if (countIn(activity, 'calls', at, at + sliceMs) === 0) continue;
    if (at > from) longest = Math.max(longest, at - quietSince);
    if (at >= to) return longest;
    quietSince = at + sliceMs;
  }
  return Math.max(longest, to + longestPauseMs - quietSince);
}
