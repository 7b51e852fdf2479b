import { z } from 'zod';

import { jsonValue } from './json-value.ts';

/** Which calls a menu or a button lists, as it carries them. */
export interface ListChoice {
  /** Filter words; empty means every call. */
  filter: string;
  /** Only the calls that one message tells. */
  messageId: string | null;
}

/** Slack takes no longer value of an option, and of a button. */
export const mostInOption = 150;
export const mostInButton = 2_000;

/** Short names, since there is little room. */
const wire = z.strictObject({ f: z.string(), m: z.string().max(100).optional() });

/** Null when it is more than fits. */
export function encodeChoice({ filter, messageId }: ListChoice, most: number): string | null {
  const value = JSON.stringify({ f: filter, m: messageId ?? undefined } satisfies z.input<typeof wire>);
  return value.length <= most ? value : null;
}

/** Null for what no version of ours wrote: anyone can send any value. */
export function decodeChoice(value: string): ListChoice | null {
  const { success, data } = wire.safeParse(jsonValue(value, mostInButton));
  return success ? { filter: data.f, messageId: data.m ?? null } : null;
}
