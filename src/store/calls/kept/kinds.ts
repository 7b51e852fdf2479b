import { type RawBuilder, sql } from 'kysely';

import { both, intervalsOf } from '../../../calls/filter/intervals.ts';
import type { Filter, FilterContext } from '../../../calls/filter.ts';
import type { Period } from '../../../calls/stats.ts';
import { outcomeWords } from '../../../calls/tallies/of-words.ts';
import type { Combination } from '../../../calls/tallies/tally.ts';
import { inWholeTimes, type Stretch, type WholeTimes } from '../../../calls/tallies/whole-times.ts';
import { hourMs } from '../../../calls/time/durations.ts';
import { inReaderThread, isPostgres, type Store } from '../../engine/database.ts';
import { filterExpression } from '../filter-sql.ts';

export type Word = keyof Combination;

/** How many calls ended in one way, as far as some words tell, in the stretches that are of one number. */
export type Kind<Of extends Word = Word> = Pick<Combination, Of> & {
  of: number;
  calls: number;
  /** How many of them promise a call-back. */
  callBacks: number;
};

export interface Question {
  stretches: Stretch[];
  /**
   * What the number of a stretch is. By `clock` it is by how much the clocks are ahead of UTC, and the calls are those
   * of each hour on them, from 0 to 23.
   */
  by?: 'number' | 'clock';
  filter: Filter;
  context: FilterContext;
}

/** How a question is answered: from what is kept, and from the calls themselves where that is not enough. */
export interface Plan extends WholeTimes {
  /** Without the words for time, where these are in the stretches. */
  filter: Filter;
}

/**
 * How many calls ended in which way. Counted as they were saved, but for the hours at the ends of a stretch, and for
 * what a bare outcome does not tell: a number, a field, how long somebody talked. That is counted now.
 *
 * @param words what is kept apart: each word more is many rows more.
 * @returns what was met first before what was met later.
 */
export async function kindsOf<Of extends Word>(
  store: Store,
  question: Question,
  words: readonly Of[],
): Promise<Kind<Of>[]> {
  const plan = planOf(question);
  const both = [keptKinds(store, plan, question, words), countedKinds(store, plan, question, words)];
  return (await Promise.all(both)).flat();
}

/** Whether what is kept answers it, but for the ends of its stretches. */
export function isKept(question: Question): boolean {
  return planOf(question).filter !== question.filter;
}

export function planOf({ stretches, by, filter, context }: Question): Plan {
  const words = outcomeWords(filter);
  if (words === null) return { whole: [], ragged: stretches, filter };
  const chosen = stretches.flatMap((stretch) =>
    both([stretch], intervalsOf(filter, context)).map((period) => ({ ...period, of: stretch.of })),
  );
  if (chosen.length > mostStretches) return { whole: [], ragged: stretches, filter };
  if (by !== 'clock') return { ...inWholeTimes(chosen, ['day', 'hour']), filter: words };
  const [onTheHour, others] = [chosen.filter(isOnTheHour), chosen.filter((it) => !isOnTheHour(it))];
  const { whole, ragged } = inWholeTimes(onTheHour, ['hour']);
  return { whole, ragged: [...ragged, ...others], filter: words };
}

/** A question with more of them is as long as its answer. */
const mostStretches = 100;

function isOnTheHour({ of }: Stretch): boolean {
  return of % hourMs === 0;
}

async function keptKinds<Of extends Word>(
  store: Store,
  { whole, filter }: Plan,
  { by, context }: Question,
  words: readonly Of[],
): Promise<Kind<Of>[]> {
  if (whole.length === 0) return [];
  const sums = sql`${numberOf(by, sql`at`)} as number, combination, sum(calls) as calls, sum(call_backs) as call_backs`;
  const { rows } = await sql<Kind<Of>>`
    select kept.number as "of", ${columnsOf(words)}
      sum(kept.calls) as calls, sum(kept.call_backs) as "callBacks"
    from ${keptIn(store, whole, sums, sql`group by 1, 2`)}
      inner join combinations as calls on calls.id = kept.combination
    where ${filterExpression(filter, context)}
    group by ${columnsOf(words)} kept.number order by min(kept.combination)
  `.execute(inReaderThread(store));
  return rows.map(inNumbers);
}

/** Each with a comma behind it. */
function columnsOf(words: readonly Word[]): RawBuilder<unknown> {
  return sql.join(
    words.map((word) => sql`calls.${sql.ref(word)},`),
    sql` `,
  );
}

function numberOf(by: Question['by'], at: RawBuilder<unknown>, of = sql`"of"`): RawBuilder<number> {
  const hour = sql.lit(hourMs);
  return by === 'clock' ? sql`((${at} + ${of}) / ${hour}) % 24` : sql`${of}`;
}

/**
 * What is asked of the tallies within these hours and days, one stretch after the other: joined in any other way,
 * Postgres reads all tallies. As JSON, so that the question has one text however many there are, and is prepared once.
 */
export function keptIn(
  store: Store,
  whole: WholeTimes['whole'],
  asked: RawBuilder<unknown>,
  end: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const json = JSON.stringify(
    whole.map(({ of, length, from, to }) => ({ of, length, start: from, until: to })),
  );
  const within = sql`tallies.length = stretch.length and tallies.at >= stretch.start and tallies.at < stretch.until`;
  if (isPostgres(store))
    return sql`json_to_recordset(${json}::json) as stretch("of" bigint, length text, start bigint, until bigint)
      cross join lateral (select ${asked} from tallies where ${within} ${end} offset 0) as kept`;
  // Materialized, or SQLite reads the JSON again for each row.
  return sql`(
    with stretch as materialized (
      select value ->> 'of' as "of", value ->> 'length' as length, value ->> 'start' as start,
        value ->> 'until' as until
      from json_each(${json})
    )
    select ${asked} from stretch cross join tallies where ${within} ${end}
  ) as kept`;
}

async function countedKinds<Of extends Word>(
  store: Store,
  { ragged, filter }: Plan,
  { by, context }: Question,
  words: readonly Of[],
): Promise<Kind<Of>[]> {
  if (ragged.length === 0) return [];
  const { rows } = await sql<Kind<Of>>`
    select ${numberOf(by, sql`calls.ended_at`, numberIn(ragged))} as "of", ${columnsOf(words)}
      count(*) as calls, sum(calls.call_back) as "callBacks"
    from calls where ${endedWithin(ragged)} and ${filterExpression(filter, context)}
    group by ${columnsOf(words)} 1 order by min(calls.serial)
  `.execute(inReaderThread(store));
  return rows.map(inNumbers);
}

/** In figures, so that both databases see how much of the index that is. */
export function endedWithin(stretches: Period[]): RawBuilder<boolean> {
  const each = stretches.map(({ from, to }) => sql`(calls.ended_at >= ${from} and calls.ended_at < ${to})`);
  return sql`(${sql.join(each, sql` or `)})`;
}

function numberIn(stretches: Stretch[]): RawBuilder<number> {
  const [first] = stretches as [Stretch];
  if (stretches.every(({ of }) => of === first.of)) return sql`${sql.lit(first.of)}`;
  const each = stretches.map(
    ({ from, to, of }) => sql`when calls.ended_at >= ${from} and calls.ended_at < ${to} then ${sql.lit(of)}`,
  );
  return sql`case ${sql.join(each, sql` `)} end`;
}

function inNumbers<Of extends Word>(kind: Kind<Of>): Kind<Of> {
  return { ...kind, of: Number(kind.of), calls: Number(kind.calls), callBacks: Number(kind.callBacks) };
}
