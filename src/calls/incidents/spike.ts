import { z } from 'zod';
import { between, limitOption } from '../options/limit.ts';
import { dialErrorsOf } from '../outcome.ts';
import { minuteMs } from '../time/durations.ts';
import { type Activity, countIn, firstSlice } from './activity.ts';
import { lackingAtAll, lacks, recentSpan, type Span, usualAtAll, usualInWeek } from './baseline.ts';
import { firstMinuteAbove } from './first-minute.ts';
import { type Judgement, lasting, nothingToSay, type Scene } from './judgement.ts';
import type { JudgedKind } from './kind.ts';
import { farAbove } from './margins.ts';

const figures = z.object({
  errors: z.number(),
  calls: z.number(),
  /** How many errors are usual among so many calls; null when that is not known yet. */
  usual: z.number().nullable(),
  /** Why it is not known; earlier versions did not say. */
  lacking: z.enum(lacks).optional(),
  spanMs: z.number(),
});
type Figures = z.infer<typeof figures>;

/** Half an hour, and longer where few calls end. */
const recent = { leastMs: 30 * minuteMs, mostMs: 180 * minuteMs, calls: 20 };
/** More calls show that it is over, since a few go well by chance: over a weekend, if need be. */
const calm = { leastMs: 30 * minuteMs, mostMs: 72 * 60 * minuteMs, calls: 30 };
const leastToClose = 10;
const little = 0.05;
/** What is taken for usual before anything is known, and the share that is then too much. */
const coldShare = 0.05;
const coldMuch = 0.2;
/** Some days have twice the errors of others, which matters to nobody as long as most calls go through. */
const leastMuch = 0.05;
/** No error is so rare that a handful of them is a wonder. */
const leastShare = 0.002;
/** Fewer calls show nothing of what is usual at all. */
export const leastAtAll = 200;

/**
 * Far more calls than usual fail with one dial error of ours: more than chance explains, at least twice as many as at
 * this time in other weeks, one in twenty, and no fewer than asked for. It is over when there are half as many,
 * and few of all.
 */
export const spike: JudgedKind<'dial-errors-spike', 'spikeCalls', Figures> = {
  kind: 'dial-errors-spike',
  figures,
  limit: limitOption({
    key: 'spikeCalls',
    name: 'spike',
    usual: 5,
    pattern: String.raw`\d{1,5}`,
    limitOf: (written) => between(5, 10_000, Number(written)),
    write: String,
    what: 'spikes',
    say: (calls) => `from ${calls} calls on`,
    form: {
      field: 'spike',
      label: 'Spike of failed calls',
      usual: 'Far more than usual, from 5 calls on',
      choices: [10, 20, 50, 100],
      labelOf: (calls) => `From ${calls} calls on`,
    },
    message: 'spike takes a number of calls, 5 at least, or off: spike:10.',
    suggestion: 'spike:10',
  }),
  subjects: dialErrorsOf('ours'),
  judge: judgeSpike,
  beganIn(minutes, { calls, usual }, dialError) {
    const share = Math.max(usual === null ? coldShare : usual / calls, leastShare);
    return firstMinuteAbove(minutes, (it) => (it.errors[dialError] ?? 0) - it.calls * share);
  },
};

/** @param least Fewer calls are no spike. */
function judgeSpike(scene: Scene, least: number, dialError: string): Judgement<Figures> {
  const { activity, now, open } = scene;
  const span = recentSpan(activity, now, recent);
  const calls = countIn(activity, 'calls', span.from, span.to);
  const errors = countIn(activity, dialError, span.from, span.to);
  const usual = usualShare(activity, span, dialError);
  if (open === null) {
    if (errors < opensAt(calls, usual, least)) return nothingToSay;
    const since = firstSlice(activity, dialError, span.from, span.to);
    const spanMs = span.to - span.from;
    const expected =
      usual === null
        ? { usual, lacking: lackingAtAll(activity, span) }
        : { usual: Math.round(calls * usual) };
    const figures = { errors, calls, ...expected, spanMs };
    return { verdict: 'open', facts: { figures, count: errors, since, filter: dialError } };
  }
  const since = open.facts.since ?? open.openedAt;
  const count = Math.max(open.facts.count, countIn(activity, dialError, since, now));
  const isOver = isCalm(scene, dialError, usual, least);
  return lasting({ ...scene, open }, { isOver, facts: { ...open.facts, count } });
}

function isCalm({ activity, now }: Scene, dialError: string, usual: number | null, least: number): boolean {
  const { from, to } = recentSpan(activity, now, calm);
  const calls = countIn(activity, 'calls', from, to);
  const errors = countIn(activity, dialError, from, to);
  return calls >= leastToClose && errors <= closesAt(calls, usual, least);
}

/** At this time of the week, else at all; null when nothing is known yet. */
function usualShare(activity: Activity, span: Span, dialError: string): number | null {
  const share = { of: dialError, among: 'calls' };
  return (
    usualInWeek(activity, span, { ...share, least: 50 }) ??
    usualAtAll(activity, span, { ...share, least: leastAtAll })
  );
}

function opensAt(calls: number, usual: number | null, least: number): number {
  const expected = expectedIn(calls, usual);
  const much = usual === null ? calls * coldMuch : Math.max(2 * expected, calls * leastMuch);
  return Math.max(least, farAbove(expected), much);
}

function closesAt(calls: number, usual: number | null, least: number): number {
  const fewer = opensAt(calls, usual, least) / 2;
  const normal = expectedIn(calls, usual);
  return Math.min(fewer, Math.max(calls * little, normal + 3 * Math.sqrt(normal)));
}

function expectedIn(calls: number, usual: number | null): number {
  return calls * Math.max(usual ?? coldShare, leastShare);
}
