/**
 * How long something lasted, of many calls: how many calls are in each bucket. Two of these can be added, and one taken
 * out of another.
 *
 * A bucket is a whole second up to 256 seconds, and 1/128 of the time or less beyond: 2 s up to 8 min, 4 s up to
 * 17 min, 32 s at two hours. So a percentile that is found here is never more than the true one, and less by under a
 * second or under 0.8 %, whichever is more.
 */
export type Times = Map<number, number>;

const bits = 7;
const steps = 2 ** bits;
const longestSeconds = 2 ** 31 - 1;

export function bucketOf(ms: number): number {
  const seconds = Math.min(longestSeconds, Math.max(0, Math.floor(ms / 1000)));
  const halvings = Math.max(0, 31 - Math.clz32(seconds) - bits);
  return steps * halvings + (seconds >> halvings);
}

/** The least time that is in a bucket. */
export function leastMs(bucket: number): number {
  const halvings = Math.max(0, Math.floor(bucket / steps) - 1);
  return (bucket - steps * halvings) * 2 ** halvings * 1000;
}

/** Adds times to others; with -1 takes them out again. */
export function addTimes(to: Times, more: Times, sign: 1 | -1 = 1): void {
  for (const [bucket, calls] of more) {
    const sum = (to.get(bucket) ?? 0) + sign * calls;
    if (sum === 0) to.delete(bucket);
    else to.set(bucket, sum);
  }
}

/** The same of very many calls at once, by the number of the bucket. */
export type Dense = Uint32Array;

export function denseTimes(): Dense {
  return new Uint32Array(bucketOf(longestSeconds * 1000) + 1);
}

const [comma, colon, zero] = [',', ':', '0'].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
];

/** Adds a piece of what `packTimes` packed, from one place up to a comma or the end. */
export function addPacked(to: Dense, packed: string, from = 0, end = packed.length): void {
  let bucket = -1;
  let number = 0;
  for (let at = from; at <= end; at += 1) {
    const code = at === end ? comma : packed.charCodeAt(at);
    if (code === colon) {
      bucket = number;
      number = 0;
    } else if (code === comma) {
      if (bucket < 0) to[number] = (to[number] as number) + 1;
      else to[bucket] = (to[bucket] as number) + number;
      bucket = -1;
      number = 0;
    } else {
      number = number * 10 + (code - zero);
    }
  }
}

/** By nearest rank, as `leastMs`; null without any time. */
export function percentileMs(times: Dense, part: number): number | null {
  let rank = Math.ceil(times.reduce((sum, calls) => sum + calls, 0) * part);
  if (rank === 0) return null;
  const bucket = times.findIndex((calls) => {
    rank -= calls;
    return rank <= 0;
  });
  return leastMs(bucket);
}

/** As `bucket:calls` in their order, with commas between them, and without `:1`; null when there is none. */
export function packTimes(times: Times): string | null {
  const inOrder = [...times].filter(([, calls]) => calls > 0).sort(([one], [other]) => one - other);
  if (inOrder.length === 0) return null;
  return inOrder.map(([bucket, calls]) => (calls === 1 ? bucket : `${bucket}:${calls}`)).join();
}

export function unpackTimes(packed: string | null): Times {
  const times: Times = new Map();
  if (packed === null) return times;
  for (const entry of packed.split(',')) {
    const colon = entry.indexOf(':');
    if (colon < 0) times.set(Number(entry), 1);
    else times.set(Number(entry.slice(0, colon)), Number(entry.slice(colon + 1)));
  }
  return times;
}
