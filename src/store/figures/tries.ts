import { sql } from 'kysely';

import type { PeriodFigures } from '../../calls/stats.ts';
import { withoutPeriod } from '../../calls/time/period.ts';
import { currentAnchor } from '../calls/call-lists.ts';
import { filterExpression } from '../calls/filter-sql.ts';
import { inReaderThread, isPostgres, type Store } from '../engine/database.ts';
import { type Asked, type CountedCalls, endedWithin } from './figures.ts';

/** As many calls as are looked at one by one while a person waits. */
const mostExact = 10_000;
/** An average over the numbers of so many is right to a tenth, more or less. */
const sampledCalls = 8_000;
/** Of calls outside of the period too, since the index is by number. */
const mostSampled = 8_000;
/** A sample of fewer says little. */
const fewestSampled = 500;

/**
 * Over the numbers where a person picked up: the calls to each, up to the first that was answered. Of many calls, over
 * a sample of the numbers: those whose last three digits are within some range.
 *
 * @param all how many calls that are, and how many of them were answered.
 */
export async function triesOf(
  store: Store,
  asked: Asked,
  all: { calls: number; answered: number },
): Promise<PeriodFigures['tries']> {
  if (all.answered === 0) return null;
  const share = Math.min(sampledCalls / all.calls, mostSampled / (await currentAnchor(store)));
  if (all.calls <= mostExact || share * all.calls < fewestSampled)
    return triesAmong(store, endedWithin(store, asked.period, asked.filter, asked.context));
  const tries = await triesAmong(store, sampled(store, share, asked));
  return tries === null ? null : { ...tries, isSampled: true };
}

async function triesAmong(store: Store, calls: CountedCalls): Promise<PeriodFigures['tries']> {
  const answered = sql`case when calls.result = 'human' then calls.ended_at end`;
  const tried = calls
    .where('phone_reversed', 'is not', null)
    .select(['phone_reversed', 'ended_at'])
    .select(sql<number>`min(${answered}) over (partition by calls.phone_reversed)`.as('first'));
  const { attempts, numbers } = await inReaderThread(store)
    .selectFrom(tried.as('tried'))
    .whereRef('ended_at', '<=', 'first')
    .select((it) => [
      it.fn.countAll<number>().as('attempts'),
      it.fn.count<number>('phone_reversed').distinct().as('numbers'),
    ])
    .executeTakeFirstOrThrow();
  if (Number(numbers) === 0) return null;
  return { average: Number(attempts) / Number(numbers), numbers: Number(numbers) };
}

/** Of a thousand endings so many, from one in the middle on: one range of the index. */
function sampled(store: Store, share: number, { period: { from, to }, filter, context }: Asked) {
  const until = firstEnding + Math.ceil(share * 1000);
  const reader = inReaderThread(store);
  const some = reader
    .selectFrom('calls')
    .where('phone_reversed', '>=', String(firstEnding))
    .where('phone_reversed', '<', until > 999 ? 'a' : String(until));
  // The plus keeps the index on ends out of it, since most calls of the period are not in the sample; on SQLite, which
  // does not see that, the limit does so for those on words.
  const isOfWords = !isPostgres(store) && withoutPeriod(filter).terms.length > 0;
  const calls = isOfWords
    ? (reader.selectFrom(some.selectAll().limit(noLimit).as('calls')) as unknown as CountedCalls)
    : some;
  return calls
    .where(sql<number>`+calls.ended_at`, '>=', from)
    .where(sql<number>`+calls.ended_at`, '<', to)
    .where(filterExpression(filter, context));
}

const noLimit = 1_000_000_000;
const firstEnding = 137;
