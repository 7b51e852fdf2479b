import { type Expression, sql } from 'kysely';
import { type Filter, type FilterContext, formatFilter } from '../../calls/filter.ts';
import type { Breakdown, Period, PeriodFigures, Stats, StatsGroup } from '../../calls/stats.ts';
import type { StatsRequest } from '../../calls/stats-words.ts';
import { dayMs } from '../../calls/time/durations.ts';
import { groupByDay, groupByHour } from '../../calls/time/groups-in-time.ts';
import { periodBefore, periodOf, withoutPeriod } from '../../calls/time/period.ts';
import { oldestEnd } from '../calls/call-lists.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import {
  type CountedCalls,
  countBy,
  endedWithin,
  figuresOf,
  talkTimes,
  tallyBy,
  tallyBySlice,
  type WordTally,
} from './figures.ts';

const twoDaysMs = 2 * dayMs;

/** The calls of a period in numbers, and those of the period before it where it is compared. */
export async function statsOf(store: Store, request: StatsRequest, context: FilterContext): Promise<Stats> {
  const { filter, compared } = request;
  const { timezone } = context;
  const period = periodOf(filter, context);
  const breakdown = request.breakdown ?? { by: period.to - period.from > twoDaysMs ? 'day' : 'hour' };
  const calls = endedWithin(store, period, filter, context);
  const groups = await groupsOf(calls, breakdown, period, timezone);
  const stats: Stats = {
    period,
    timezone,
    filter: formatFilter(filter),
    figures: await periodFigures(store, calls),
    results: await countBy(calls.where('dial_error', 'is', null), 'result'),
    breakdown,
    groups: groups.map((group) => ({ ...group, callsBefore: null })),
    before: null,
    storedFrom: null,
  };
  return compared ? comparedWithBefore(store, stats, withoutPeriod(filter), context) : stats;
}

async function comparedWithBefore(
  store: Store,
  stats: Stats,
  filter: Filter,
  context: FilterContext,
): Promise<Stats> {
  const { breakdown, timezone } = stats;
  const period = periodBefore(stats.period, timezone);
  const storedFrom = await oldestEnd(store);
  // Days that were never stored are no days without calls.
  if (storedFrom === null || storedFrom > period.from) return { ...stats, storedFrom };
  const calls = endedWithin(store, period, filter, context);
  const groups = isInTime(breakdown)
    ? await groupsOf(calls, breakdown, period, timezone)
    : await wordsOf(calls.where(isOneOf(stats.groups, wordOf(breakdown))), breakdown);
  return {
    ...stats,
    groups: sideBySide(stats.groups, groups, breakdown),
    before: { period, figures: await periodFigures(store, calls) },
  };
}

async function periodFigures(store: Store, calls: CountedCalls): Promise<PeriodFigures> {
  return {
    ...(await figuresOf(calls)),
    talk: await talkTimes(calls),
    attemptsPerAnswer: await attemptsPerAnswer(store, calls),
  };
}

/** Over the numbers where a person picked up: the calls to each, up to the first that was answered. */
async function attemptsPerAnswer(store: Store, calls: CountedCalls): Promise<number | null> {
  const answered = calls
    .where('result', '=', 'human')
    .where('phone_reversed', 'is not', null)
    .select((it) => ['phone_reversed', it.fn.min('ended_at').as('first')])
    .groupBy('phone_reversed');
  const { attempts, numbers } = await inReaderThread(store)
    .selectFrom(answered.as('answered'))
    .innerJoin(
      calls.select(['phone_reversed', 'ended_at']).as('tried'),
      'tried.phone_reversed',
      'answered.phone_reversed',
    )
    .whereRef('tried.ended_at', '<=', 'answered.first')
    .select((it) => [
      it.fn.countAll<number>().as('attempts'),
      it.fn.count<number>('answered.phone_reversed').distinct().as('numbers'),
    ])
    .executeTakeFirstOrThrow();
  return Number(numbers) === 0 ? null : Number(attempts) / Number(numbers);
}

async function groupsOf(
  calls: CountedCalls,
  breakdown: Breakdown,
  period: Period,
  timezone: string,
): Promise<WordTally[]> {
  if (breakdown.by === 'hour') return groupByHour(await tallyBySlice(calls), timezone);
  if (breakdown.by === 'day') return groupByDay(await tallyBySlice(calls), period, timezone);
  return wordsOf(calls, breakdown);
}

/** People say numbers, and agents note them: as a reason, and in fields. */
function wordsOf(calls: CountedCalls, breakdown: Breakdown): Promise<WordTally[]> {
  return tallyBy(calls, wordOf(breakdown), ['end_reason', 'field'].includes(breakdown.by));
}

function isInTime({ by }: Breakdown): boolean {
  return by === 'hour' || by === 'day';
}

const columns = {
  result: 'calls.result',
  error: 'calls.dial_error',
  country: 'calls.country',
  end_reason: 'calls.end_reason',
} as const;

function wordOf(breakdown: Breakdown): Expression<string | null> {
  if (breakdown.by !== 'field') return sql.ref(columns[breakdown.by as keyof typeof columns]);
  return sql`(select value from call_fields where serial = calls.serial and name = ${breakdown.name})`;
}

function isOneOf(groups: StatsGroup[], word: Expression<string | null>) {
  const words = groups.flatMap((group) => (group.word === null ? [] : [group.word]));
  const isNull = sql<boolean>`${word} is null`;
  return words.length === 0 ? isNull : sql<boolean>`(${isNull} or ${word} in (${sql.join(words)}))`;
}

/** Days are put beside each other in their order, everything else by its word. */
function sideBySide(groups: StatsGroup[], before: WordTally[], { by }: Breakdown): StatsGroup[] {
  return groups.map((group, index) => {
    const other = by === 'day' ? before[index] : before.find(({ word }) => word === group.word);
    return { ...group, callsBefore: other?.calls ?? 0 };
  });
}
