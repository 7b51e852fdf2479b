import { type Expression, sql } from 'kysely';
import { type Filter, type FilterContext, formatFilter } from '../../calls/filter.ts';
import type { Breakdown, Period, PeriodFigures, Stats, StatsGroup } from '../../calls/stats.ts';
import type { StatsRequest } from '../../calls/stats-words.ts';
import type { Stretch } from '../../calls/tallies/whole-times.ts';
import { dayMs } from '../../calls/time/durations.ts';
import { clocksDuring, daySpans, hoursBetween } from '../../calls/time/groups-in-time.ts';
import { inWholeDays, periodBefore, periodOf, withoutPeriod } from '../../calls/time/period.ts';
import { oldestEnd } from '../calls/call-lists.ts';
import { type Kind, kindsOf } from '../calls/kept/kinds.ts';
import { talkTimes } from '../calls/kept/talk-times.ts';
import type { Store } from '../engine/database.ts';
import { keptGroups } from './field-groups.ts';
import { endedWithin, tallyBy } from './figures.ts';
import { followUpGroups } from './follow-up-groups.ts';
import { countsIn, figuresIn, talliesBy, tallyOf, type WordTally } from './kinds.ts';
import { triesOf } from './tries.ts';

const twoDaysMs = 2 * dayMs;

/** Which calls are counted, and by what. */
interface Asked {
  period: Period;
  breakdown: Breakdown;
  filter: Filter;
  context: FilterContext;
}

/** The calls of a period in numbers, and those of the period before it where it is compared. */
export async function statsOf(store: Store, request: StatsRequest, context: FilterContext): Promise<Stats> {
  const { compared, shownAs } = request;
  const filter = inWholeDays(request.filter, context);
  const period = periodOf(filter, context);
  const breakdown = request.breakdown ?? { by: period.to - period.from > twoDaysMs ? 'day' : 'hour' };
  const asked = { period, breakdown, filter, context };
  const kinds = await kindsIn(store, asked);
  const groups = await groupsOf(store, kinds, asked);
  const stats: Stats = {
    period,
    timezone: context.timezone,
    filter: formatFilter(request.filter),
    listed: formatFilter(filter),
    shownAs,
    figures: await periodFigures(store, kinds, asked),
    results: countsIn(
      kinds.filter((kind) => kind.dial_error === null),
      'result',
    ),
    breakdown,
    groups: groups.map((group) => ({ ...group, callsBefore: null })),
    before: null,
    storedFrom: null,
  };
  if (!compared) return stats;
  return comparedWithBefore(store, stats, {
    ...asked,
    filter: withoutPeriod(filter),
    ...(request.unitBack && { unitBack: request.unitBack }),
  });
}

async function comparedWithBefore(
  store: Store,
  stats: Stats,
  asked: Asked & Pick<StatsRequest, 'unitBack'>,
): Promise<Stats> {
  const period = periodBefore(stats.period, stats.timezone, asked.unitBack);
  const storedFrom = await oldestEnd(store);
  // Days that were never stored are no days without calls.
  if (storedFrom === null || storedFrom > period.from) return { ...stats, storedFrom };
  const before = { ...asked, period };
  const kinds = await kindsIn(store, before);
  const groups = await groupsOf(store, kinds, before, stats.groups);
  return {
    ...stats,
    groups: sideBySide(stats.groups, groups, asked.breakdown),
    before: { period, figures: await periodFigures(store, kinds, before) },
  };
}

async function kindsIn(store: Store, asked: Asked): Promise<Kind[]> {
  const by = asked.breakdown.by === 'hour' ? 'clock' : 'number';
  return kindsOf(store, { ...asked, stretches: stretchesOf(asked), by });
}

function stretchesOf({ period, breakdown, context: { timezone } }: Asked): Stretch[] {
  if (breakdown.by === 'hour')
    return clocksDuring(period, timezone).map(({ aheadMs, ...clocks }) => ({ ...clocks, of: aheadMs }));
  if (breakdown.by !== 'day') return [{ ...period, of: 0 }];
  return daySpans(period, timezone).map(({ from, to }, of) => ({ from, to, of }));
}

async function periodFigures(store: Store, kinds: Kind[], asked: Asked): Promise<PeriodFigures> {
  const { period, filter, context } = asked;
  const figures = figuresIn(kinds);
  return {
    ...figures,
    talk: await talkTimes(store, { stretches: [{ ...period, of: 0 }], filter, context }),
    tries: await triesOf(store, asked, figures),
  };
}

/** @param named the words to count where it is about words that may be many. */
async function groupsOf(
  store: Store,
  kinds: Kind[],
  { breakdown, period, filter, context }: Asked,
  named?: StatsGroup[],
): Promise<WordTally[]> {
  const { by } = breakdown;
  if (by === 'hour') return hoursOf(kinds);
  if (by === 'day') return daysOf(kinds, daySpans(period, context.timezone));
  if (by === 'follow_up') return followUpGroups(store, { period, filter, context }, tallyOf(kinds));
  if (by !== 'field') return talliesBy(kinds, columns[by], named);
  const question = { stretches: [{ ...period, of: 0 }], filter, context };
  const kept = await keptGroups(store, question, breakdown.name, tallyOf(kinds), named);
  if (kept !== null) return kept;
  const word = fieldOf(breakdown.name);
  const calls = endedWithin(store, period, filter, context);
  // Agents note numbers in fields.
  return tallyBy(named === undefined ? calls : calls.where(isOneOf(named, word)), word, true);
}

function hoursOf(kinds: Kind[]): WordTally[] {
  const hours = Map.groupBy(kinds, ({ of }) => of);
  return hoursBetween([...hours.keys()]).map((hour) => ({
    word: String(hour).padStart(2, '0'),
    ...tallyOf(hours.get(hour) ?? []),
  }));
}

function daysOf(kinds: Kind[], spans: { word: string }[]): WordTally[] {
  const days = Map.groupBy(kinds, ({ of }) => of);
  return spans.map(({ word }, of) => ({ word, ...tallyOf(days.get(of) ?? []) }));
}

const columns = {
  result: 'result',
  error: 'dial_error',
  country: 'country',
  end_reason: 'end_reason',
} as const;

function fieldOf(name: string): Expression<string | null> {
  return sql`(select value from call_fields where serial = calls.serial and name = ${name})`;
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
