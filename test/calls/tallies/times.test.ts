import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  addPacked,
  addTimes,
  bucketOf,
  denseTimes,
  leastMs,
  packTimes,
  percentileMs,
  type Times,
  unpackTimes,
} from '../../../src/calls/tallies/times.ts';

const anyMs = fc.oneof(fc.nat(300_000), fc.nat(20_000_000), fc.nat(400 * 86_400_000));

test('a bucket begins less than a second, or 0.8 %, below any time in it, and never above', () => {
  fc.assert(
    fc.property(anyMs, (ms) => {
      const least = leastMs(bucketOf(ms));
      expect(least).toBeLessThanOrEqual(ms);
      expect(ms - least).toBeLessThan(Math.max(1_000, ms / 128 + 1_000 / 128));
      expect(bucketOf(least)).toBe(bucketOf(ms));
    }),
  );
});

test('seconds are exact up to 256', () => {
  for (let second = 0; second < 256; second += 1) expect(bucketOf(second * 1_000 + 999)).toBe(second);
});

test('longer times are in later buckets', () => {
  fc.assert(
    fc.property(anyMs, anyMs, (one, other) => {
      if (one <= other) expect(bucketOf(one)).toBeLessThanOrEqual(bucketOf(other));
    }),
  );
});

test('the percentile of many is the bucket of the true one, however they were added up', () => {
  fc.assert(
    fc.property(
      fc.array(anyMs, { minLength: 1 }),
      fc.constantFrom(0.5, 0.9, 1),
      fc.nat(),
      (all, part, cut) => {
        const true_ = all.toSorted((one, other) => one - other)[Math.ceil(all.length * part) - 1] as number;
        const sum = timesOf(all.slice(0, cut % all.length));
        addTimes(sum, timesOf(all.slice(cut % all.length)));
        const dense = denseTimes();
        addPacked(dense, packTimes(sum) as string);
        expect(percentileMs(dense, part)).toBe(leastMs(bucketOf(true_)));
      },
    ),
  );
});

test('what is packed comes back, and what is taken out again is gone', () => {
  fc.assert(
    fc.property(fc.array(anyMs), fc.array(anyMs), (some, others) => {
      const times = timesOf(some);
      addTimes(times, timesOf(others));
      const back = unpackTimes(packTimes(times));
      expect(packTimes(back)).toBe(packTimes(times));
      addTimes(back, timesOf(others), -1);
      expect(packTimes(back)).toBe(packTimes(timesOf(some)));
    }),
  );
});

test('many that are packed are read in pieces as well as at once', () => {
  const times = timesOf([1_000, 1_000, 12_000, 345_000, 999_999_999]);
  const packed = `${packTimes(times)},${packTimes(times)}`;
  const [whole, pieces] = [denseTimes(), denseTimes()];
  addPacked(whole, packed);
  const cut = packed.indexOf(',', 3);
  addPacked(pieces, packed, 0, cut);
  addPacked(pieces, packed, cut + 1);
  expect(pieces).toEqual(whole);
  expect(whole[1]).toBe(4);
});

test('without any time there is nothing to pack, and no percentile', () => {
  expect([packTimes(new Map()), unpackTimes(null), percentileMs(denseTimes(), 0.5)]).toEqual([
    null,
    new Map(),
    null,
  ]);
});

test('packed in order, with how many only where it is more than one', () => {
  expect(packTimes(timesOf([61_999, 5_000, 61_000]))).toBe('5,61:2');
});

function timesOf(all: number[]): Times {
  const times: Times = new Map();
  for (const ms of all) addTimes(times, new Map([[bucketOf(ms), 1]]));
  return times;
}
