import type { FailingNumber } from '../../calls/digest.ts';
import type { CountedCalls } from './figures.ts';

/** Fewer failures are what happens to any number. */
const fewestFailures = 3;
const mostNumbers = 5;

/**
 * The numbers with the most dial errors, by the index of calls that have one. Of those with as many, the one that
 * failed last: an order by number would tell what the mask hides.
 */
export async function failingNumbers(calls: CountedCalls): Promise<FailingNumber[]> {
  const rows = await calls
    .where('dial_error', 'is not', null)
    .where('phone_number', 'is not', null)
    // Without a digit it is no number: withheld ones are not one number that fails often.
    .where('phone_reversed', 'is not', null)
    .select((it) => ['phone_number as phoneNumber', it.fn.countAll<number>().as('failures')])
    .groupBy('phone_number')
    .having((it) => it.fn.countAll(), '>=', fewestFailures)
    .orderBy('failures', 'desc')
    .orderBy((it) => it.fn.max('serial'), 'desc')
    .limit(mostNumbers)
    .execute();
  return rows.map(({ phoneNumber, failures }) => ({
    phoneNumber: phoneNumber as string,
    failures: Number(failures),
  }));
}
