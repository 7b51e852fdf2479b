import { z } from 'zod';

import type { SharedPage } from '../../calls/shared-list.ts';
import { carried, mostInButton } from '../blocks/carried.ts';

/** A page of a list, as a button carries it. */
export type ListCursor = Omit<SharedPage, 'timezone'>;

/** The last millisecond that a date can have. */
const longestInstant = 8.64e15;

/** Short names, since a filter may be long. */
const wire = z.strictObject({
  f: z.string(),
  m: z.string().max(100).optional(),
  a: z.int().nonnegative(),
  t: z.int().nonnegative().max(longestInstant),
  b: z.tuple([z.int().max(longestInstant), z.string().max(500)]).optional(),
  d: z.enum(['o', 'n']),
  n: z.int().nonnegative().max(10_000_000).optional(),
});
const cursor = carried(wire, mostInButton);

/** Null when the filter is longer than a button can carry. */
export function encodeCursor({
  filter,
  messageId,
  anchor,
  openedAt,
  beyond,
  direction,
  above,
}: ListCursor): string | null {
  return cursor.write({
    f: filter,
    m: messageId ?? undefined,
    a: anchor,
    t: openedAt,
    b: beyond === null ? undefined : [beyond.endedAt, beyond.id],
    d: direction === 'older' ? 'o' : 'n',
    n: above || undefined,
  });
}

export function decodeCursor(value: string): ListCursor | null {
  const data = cursor.read(value);
  if (data === null) return null;
  return {
    filter: data.f,
    messageId: data.m ?? null,
    anchor: data.a,
    openedAt: data.t,
    beyond: data.b === undefined ? null : { endedAt: data.b[0], id: data.b[1] },
    direction: data.d === 'o' ? 'older' : 'newer',
    ...(data.n !== undefined && { above: data.n }),
  };
}
