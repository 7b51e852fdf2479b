import { z } from 'zod';
import { between, limitOption } from '../options/limit.ts';
import { minuteMs } from '../time/durations.ts';
import { type Activity, countIn, firstSlice, reachedIn } from './activity.ts';
import { endsInDays, longestSpanMs, recentSpan, type Span, usualInDay, usualInWeek } from './baseline.ts';
import { firstMinuteAbove } from './first-minute.ts';
import { type Judgement, lasting, nothingToSay, type Scene } from './judgement.ts';
import type { JudgedKind } from './kind.ts';
import { shareWithin } from './margins.ts';

/** How many calls reached a person, how many usually would, and in how long a time. */
const figures = z.object({
  calls: z.number(),
  answered: z.number(),
  usual: z.number(),
  spanMs: z.number(),
});
type Figures = z.infer<typeof figures>;

/** An hour, and longer where few calls end. */
const recent = { leastMs: 60 * minuteMs, mostMs: longestSpanMs, calls: 120 };
const leastCalls = 20;
const share = { of: 'answered', among: 'reached' };
/** It opens when chance can hardly explain it, and closes when it is likely to be over. */
const sureToOpen = 3.5;
const sureToClose = 2;
/** So much above what opened it, so that a rate around the limit does not open and close in turn. */
const clearOfLimit = 1.2;

/** Far fewer calls than usual are answered by a person. Errors of your setup are left out, and judged as spikes. */
export const answerRate: JudgedKind<'answer-rate-low', 'answerRatePercent', Figures> = {
  kind: 'answer-rate-low',
  figures,
  limit: limitOption({
    key: 'answerRatePercent',
    name: 'answer-rate',
    usual: 50,
    pattern: String.raw`\d{1,3}\s?%?`,
    limitOf: (written) => between(10, 90, Number.parseInt(written, 10)),
    write: (percent) => `${percent}%`,
    what: 'answer rates',
    say: (percent) => `below ${percent}% of the usual`,
    form: {
      field: 'answer_rate',
      label: 'Few people pick up',
      usual: 'Below half of what is usual',
      choices: [70, 30, 20],
      labelOf: (percent) => `Below ${percent}% of what is usual`,
    },
    message: 'answer-rate takes a part of the usual rate, 10% to 90%, or off: answer-rate:50%.',
    suggestion: 'answer-rate:50%',
  }),
  judge: judgeAnswerRate,
  closely({ activity, now }) {
    const span = recentSpan(activity, now, recent);
    return rateInWeek(activity, span) === null ? endsInDays(span) : [];
  },
  beganIn: (minutes, { calls, usual }) =>
    firstMinuteAbove(minutes, (it) => (reachedIn(it) * usual) / calls - it.answered),
};

/** @param part Of the usual rate, in percent: it is low when it surely is below this. */
function judgeAnswerRate(scene: Scene, part: number): Judgement<Figures> {
  const { activity, now, open } = scene;
  const span = recentSpan(activity, now, recent);
  const calls = countIn(activity, 'reached', span.from, span.to);
  const answered = countIn(activity, 'answered', span.from, span.to);
  const usual = usualRate(scene, span);
  const limit = usual === null ? null : (usual * part) / 100;
  if (open === null) {
    if (limit === null || usual === null || calls < leastCalls) return nothingToSay;
    if (shareWithin(answered, calls, sureToOpen).high >= limit) return nothingToSay;
    const figures = { calls, answered, usual: Math.round(calls * usual), spanMs: span.to - span.from };
    const since = firstSlice(activity, 'reached', span.from, span.to);
    return { verdict: 'open', facts: { figures, count: 0, since, filter: '-ours' } };
  }
  const isClear =
    calls >= leastCalls && shareWithin(answered, calls, sureToClose).low > (limit ?? 0) * clearOfLimit;
  return lasting({ ...scene, open }, { isOver: isClear, facts: open.facts });
}

/** At this time of the week, else of the day; null when too little is known. */
function usualRate({ activity }: Scene, span: Span): number | null {
  return rateInWeek(activity, span) ?? usualInDay(activity, span, { ...share, least: 300 });
}

function rateInWeek(activity: Activity, span: Span): number | null {
  return usualInWeek(activity, span, { ...share, least: 100 });
}
