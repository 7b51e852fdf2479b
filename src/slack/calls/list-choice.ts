import type { Button } from '@slack/types';
import { z } from 'zod';

import { carried, mostInButton } from '../blocks/carried.ts';
import { button } from '../blocks/rich.ts';

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

/** A button that lists the calls of a filter; none for what is about no calls, or where its words are too long. */
export function listButton(label: string, actionId: string, filter: string | null): Button | null {
  const value = filter === null ? null : encodeChoice({ filter, messageId: null }, mostInButton);
  return value === null ? null : button(label, actionId, value);
}

export function decodeChoice(value: string): ListChoice | null {
  const read = carried(wire, mostInButton).read(value);
  return read && { filter: read.f, messageId: read.m ?? null };
}
