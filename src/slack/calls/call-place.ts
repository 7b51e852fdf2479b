import { z } from 'zod';

import { carried, mostInButton } from '../blocks/carried.ts';

/** Which part of a call one looks at, as its buttons carry it. */
export interface CallPlace {
  callId: string;
  /** Of the transcript, from 0. */
  page: number;
  /** The full number was asked for. Whether it is shown is decided each time. */
  number: boolean;
  /** What tools were given and gave back. */
  tools: boolean;
}

export function startOfCall(callId: string): CallPlace {
  return { callId, page: 0, number: false, tools: false };
}

const wire = z.strictObject({
  c: z.string(),
  p: z.int().nonnegative().max(100_000),
  n: z.literal(1).optional(),
  t: z.literal(1).optional(),
});
const place = carried(wire, mostInButton);

/** Null for an id that is longer than a button can carry. */
export function encodePlace({ callId, page, number, tools }: CallPlace): string | null {
  return place.write({ c: callId, p: page, ...(number && { n: 1 }), ...(tools && { t: 1 }) });
}

export function decodePlace(value: string): CallPlace | null {
  const read = place.read(value);
  return read && { callId: read.c, page: read.p, number: read.n === 1, tools: read.t === 1 };
}
