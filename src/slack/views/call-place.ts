import { z } from 'zod';

import { jsonValue } from '../messages/json-value.ts';

/** Which part of a call one looks at, as its buttons carry it. */
export interface CallPlace {
  callId: string;
  /** Of the transcript, from 0. */
  page: number;
  /** The whole number was asked for. Whether it is shown is decided each time. */
  number: boolean;
  /** What tools were given and gave back. */
  tools: boolean;
}

export function startOfCall(callId: string): CallPlace {
  return { callId, page: 0, number: false, tools: false };
}

/** Slack takes no longer value of a button. */
const mostCharacters = 2_000;

const wire = z.strictObject({
  c: z.string(),
  p: z.int().nonnegative().max(100_000),
  n: z.literal(1).optional(),
  t: z.literal(1).optional(),
});

/** Null for an id that is longer than a button can carry. */
export function encodePlace({ callId, page, number, tools }: CallPlace): string | null {
  const value = { c: callId, p: page, ...(number && { n: 1 as const }), ...(tools && { t: 1 as const }) };
  const text = JSON.stringify(value satisfies z.input<typeof wire>);
  return text.length <= mostCharacters ? text : null;
}

/** Null for what no version of ours wrote: anyone can send any value. */
export function decodePlace(value: string): CallPlace | null {
  const { success, data } = wire.safeParse(jsonValue(value, mostCharacters));
  if (!success) return null;
  return { callId: data.c, page: data.p, number: data.n === 1, tools: data.t === 1 };
}
