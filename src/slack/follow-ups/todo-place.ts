import { z } from 'zod';

import { carried, mostInButton } from '../blocks/carried.ts';
import type { TodoList } from './todo-words.ts';

/** A page of a list, as its buttons carry it. */
export interface TodoPlace {
  which: TodoList;
  /** A list may have two parts: one's own, then nobody's. */
  part: number;
  /** The last one of the page before; null for the first page. */
  after: { dueAt: number; callId: string } | null;
  /** How many stand above this page. */
  above: number;
}

export function startOf(which: TodoList): TodoPlace {
  return { which, part: 0, after: null, above: 0 };
}

const latest = 8.64e15;
const namedLists = ['here', 'mine', 'all', 'everywhere', 'today', 'tomorrow', 'overdue'] as const;
const wire = z.strictObject({
  l: z.union([z.enum(namedLists), z.string().regex(/^@[UW][A-Z0-9]{2,20}$/)]),
  p: z.int().min(0).max(1),
  a: z.tuple([z.int().max(latest), z.string().max(500)]).optional(),
  n: z.int().nonnegative().max(1_000_000),
  c: z.string().max(500).optional(),
});
const place = carried(wire, mostInButton);

/** @param callId What a button on a line is about. Null where an id is longer than fits. */
export function encodeTodo({ which, part, after, above }: TodoPlace, callId?: string): string | null {
  return place.write({
    l: which.list === 'person' ? `@${which.person}` : which.list,
    p: part,
    a: after === null ? undefined : [after.dueAt, after.callId],
    n: above,
    c: callId,
  });
}

export function decodeTodo(value: string): { place: TodoPlace; callId: string | null } | null {
  const read = place.read(value);
  if (read === null) return null;
  const { l, p, a, n, c } = read;
  const which: TodoList = l.startsWith('@')
    ? { list: 'person', person: l.slice(1) }
    : { list: l as (typeof namedLists)[number] };
  const after = a === undefined ? null : { dueAt: a[0], callId: a[1] };
  return { place: { which, part: p, after, above: n }, callId: c ?? null };
}
