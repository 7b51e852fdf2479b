/** By chance, a count reaches this once in ten million times. */
const rareness = Math.log(1e7);

/**
 * The least count that can hardly be chance where so many are expected: Chernoff's bound on a Poisson tail, which is
 * right for small expectations too, where a standard deviation says little.
 */
export function farAbove(expected: number): number {
  let count = Math.max(1, Math.ceil(expected));
  while (count * Math.log(count / expected) - count + expected < rareness) count += 1;
  return count;
}

/**
 * Between these the true share is, by Wilson's interval.
 * @param deviations How sure: 2 for 95 %, 3.3 for 99.9 %.
 */
export function shareWithin(count: number, all: number, deviations: number): { low: number; high: number } {
  const square = deviations ** 2 / all;
  const share = count / all;
  const middle = share + square / 2;
  const reach = Math.sqrt(square * (share * (1 - share) + square / 4));
  return { low: (middle - reach) / (1 + square), high: (middle + reach) / (1 + square) };
}
