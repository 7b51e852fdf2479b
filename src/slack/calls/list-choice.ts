import { z } from 'zod';

import { carried, mostInButton } from '../blocks/carried.ts';

/** Which calls a menu or a button lists, as it carries them. */
export interface ListChoice {
  /** Filter words; empty means every call. */
  filter: string;
  /** Only the calls of one message. */
  messageId: string | null;
}

/** Short names, since there is little room. */
const wire = z.strictObject({ f: z.string(), m: z.string().max(100).optional() });

/** Null when it is more than fits. */
export function encodeChoice({ filter, messageId }: ListChoice, most: number): string | null {
  return carried(wire, most).write({ f: filter, m: messageId ?? undefined });
}

export function decodeChoice(value: string): ListChoice | null {
  const read = carried(wire, mostInButton).read(value);
  return read && { filter: read.f, messageId: read.m ?? null };
}
