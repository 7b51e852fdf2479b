import { type Expression, sql } from 'kysely';
import type { Instant } from '../../calls/call.ts';
import { type FilterContext, formatFilter } from '../../calls/filter.ts';
import { resultsIn } from '../../calls/most-first.ts';
import type { Breakdown, PeriodFigures, Stats, StatsGroup } from '../../calls/stats.ts';
import type { StatsRequest } from '../../calls/stats-words.ts';
import type { Stretch } from '../../calls/tallies/whole-times.ts';
import { dayMs } from '../../calls/time/durations.ts';
import { clocksDuring, daySpans, hoursBetween } from '../../calls/time/groups-in-time.ts';
import { inWholeDays, periodBefore, periodOf, withoutPeriod } from '../../calls/time/period.ts';
import { oldestEnd } from '../calls/call-lists.ts';
import { type Kind, kindsOf, type Word } from '../calls/kept/kinds.ts';
import { talkTimes } from '../calls/kept/talk-times.ts';
import type { Store } from '../engine/database.ts';
import { keptGroups } from './field-groups.ts';
import { type Asked, endedWithin, tallyBy } from './figures.ts';
import { followUpGroups } from './follow-up-groups.ts';
import { figuresIn, outcomeWords, talliesBy, tallyOf, type WordTally } from './kinds.ts';
import { triesOf } from './tries.ts';

const twoDaysMs = 2 * dayMs;

/** Which calls are counted, and by what. */
interface AskedBy extends Asked {
  breakdown: Breakdown;
}

/** The calls of a period in numbers, and those of the period before it where it is compared. */
export async function statsOf(store: Store, request: StatsRequest, context: FilterContext): Promise<Stats> {
  const filter = inWholeDays(request.filter, context);
  const period = periodOf(filter, context);
  const breakdown = request.breakdown ?? { by: period.to - period.from > twoDaysMs ? 'day' : 'hour' };
  const asked = { period, breakdown, filter, context };
  const storedFrom = request.compared ? await oldestEnd(store) : null;
  const before = request.compared ? askedBefore(asked, storedFrom, request.unitBack) : null;
  const [{ kinds, figures }, beside] = await Promise.all([
    foundIn(store, asked),
    before === null ? null : foundIn(store, before),
  ]);
  const groups = await groupsOf(store, kinds, asked);
  const groupsBefore = before && beside && (await groupsOf(store, beside.kinds, before, groups));
  return {
    period,
    timezone: context.timezone,
    filter: formatFilter(request.filter),
    listed: formatFilter(filter),
    shownAs: request.shownAs,
    figures,
    results: resultsIn(kinds),
    breakdown,
    groups: sideBySide(groups, groupsBefore, breakdown),
    before: before && beside ? { period: before.period, figures: beside.figures } : null,
    storedFrom: before === null ? storedFrom : null,
  };
}

/** Days that were never stored are no days without calls, so these are compared with nothing. */
function askedBefore(asked: AskedBy, storedFrom: Instant | null, unitBack: StatsRequest['unitBack']) {
  const period = periodBefore(asked.period, asked.context.timezone, unitBack);
  if (storedFrom === null || storedFrom > period.from) return null;
  return { ...asked, period, filter: withoutPeriod(asked.filter) };
}

interface Found {
  /** Of their words only those that figures and groups are about. */
  kinds: Kind[];
  figures: PeriodFigures;
}

/** Asked of both periods at the same time. */
async function foundIn(store: Store, asked: AskedBy): Promise<Found> {
  const { period, breakdown, filter, context } = asked;
  const by = breakdown.by === 'hour' ? 'clock' : 'number';
  const [kinds, talk] = await Promise.all([
    kindsOf(store, { stretches: stretchesOf(asked), by, filter, context }, wordsFor(breakdown)),
    talkTimes(store, { stretches: [{ ...period, of: 0 }], filter, context }),
  ]);
  const figures = figuresIn(kinds);
  return { kinds, figures: { ...figures, talk, tries: await triesOf(store, asked, figures) } };
}

function wordsFor({ by }: Breakdown): Word[] {
  return by in columns ? [...outcomeWords, columns[by as keyof typeof columns]] : [...outcomeWords];
}

function stretchesOf({ period, breakdown, context: { timezone } }: AskedBy): Stretch[] {
  if (breakdown.by === 'hour')
    return clocksDuring(period, timezone).map(({ aheadMs, ...clocks }) => ({ ...clocks, of: aheadMs }));
  if (breakdown.by !== 'day') return [{ ...period, of: 0 }];
  return daySpans(period, timezone).map(({ from, to }, of) => ({ from, to, of }));
}

/** @param named the words to count where it is about words that may be many. */
async function groupsOf(
  store: Store,
  kinds: Kind[],
  { breakdown, period, filter, context }: AskedBy,
  named?: WordTally[],
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

function isOneOf(groups: WordTally[], word: Expression<string | null>) {
  const words = groups.flatMap((group) => (group.word === null ? [] : [group.word]));
  const isNull = sql<boolean>`${word} is null`;
  return words.length === 0 ? isNull : sql<boolean>`(${isNull} or ${word} in (${sql.join(words)}))`;
}

/** Days are put beside each other in their order, everything else by its word. */
function sideBySide(groups: WordTally[], before: WordTally[] | null, { by }: Breakdown): StatsGroup[] {
  return groups.map((group, index) => {
    if (before === null) return { ...group, callsBefore: null };
    const other = by === 'day' ? before[index] : before.find(({ word }) => word === group.word);
    return { ...group, callsBefore: other?.calls ?? 0 };
  });
}
