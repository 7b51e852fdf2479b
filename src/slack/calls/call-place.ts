import { z } from 'zod';

import { carried, mostInButton } from '../blocks/carried.ts';

/** Which part of a call one looks at, as its buttons carry it. */
export interface CallPlace {
  callId: string;
  /** Whether one asked for all of it, or for a part of what was said. */
  part: 'all' | 'transcript' | 'recording';
  /** Of the transcript, from 0. */
  page: number;
  /** The full number was asked for. Whether it is shown is decided each time. */
  number: boolean;
  /** What tools were given and gave back. */
  tools: boolean;
}

export function startOfCall(callId: string, part: CallPlace['part'] = 'all'): CallPlace {
  return { callId, part, page: 0, number: false, tools: false };
}

const wire = z.strictObject({
  c: z.string(),
  p: z.int().nonnegative().max(100_000),
  n: z.literal(1).optional(),
  t: z.literal(1).optional(),
  o: z.enum(['transcript', 'recording']).optional(),
});
const place = carried(wire, mostInButton);

/** Null for an id that is longer than a button can carry. */
export function encodePlace({ callId, part, page, number, tools }: CallPlace): string | null {
  const only = part === 'all' ? {} : { o: part };
  return place.write({ c: callId, p: page, ...(number && { n: 1 }), ...(tools && { t: 1 }), ...only });
}

export function decodePlace(value: string): CallPlace | null {
  const read = place.read(value);
  if (read === null) return null;
  const { c: callId, p: page, o: part = 'all' } = read;
  return { callId, part, page, number: read.n === 1, tools: read.t === 1 };
}
