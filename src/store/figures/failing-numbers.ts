import type { FailingNumber } from '../../calls/digest.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import type { CountedCalls } from './figures.ts';

/** Fewer failures are what happens to any number. */
const fewestFailures = 3;
const mostNumbers = 5;

/**
 * The numbers with the most dial errors, by the index of calls that have one. Of those with as many, the one that
 * failed last: an order by number would tell what the mask hides.
 */
export async function failingNumbers(store: Store, calls: CountedCalls): Promise<FailingNumber[]> {
  const failing = await calls
    .where('dial_error', 'is not', null)
    // Without a digit it is no number: withheld ones are not one number that fails often.
    .where('phone_reversed', 'is not', null)
    .select((it) => [it.fn.countAll<number>().as('failures'), it.fn.max('serial').as('last')])
    .groupBy('phone_reversed')
    .having((it) => it.fn.countAll(), '>=', fewestFailures)
    .orderBy('failures', 'desc')
    .orderBy('last', 'desc')
    .limit(mostNumbers)
    .execute();
  if (failing.length === 0) return [];
  const serials = failing.map(({ last }) => last);
  const rows = await inReaderThread(store)
    .selectFrom('calls')
    .select(['serial', 'phone_number'])
    .where('serial', 'in', serials)
    .execute();
  const numbers = new Map(rows.map((row) => [Number(row.serial), row.phone_number]));
  return failing.flatMap(({ last, failures }) => {
    const phoneNumber = numbers.get(Number(last)) ?? null;
    return phoneNumber === null ? [] : [{ phoneNumber, failures: Number(failures) }];
  });
}
