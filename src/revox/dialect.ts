import { z } from 'zod';

/** How an array is written in a query: `statuses=a&statuses=b`, `statuses[]=a&statuses[]=b`, `statuses=a,b`. */
export const encodings = ['repeat', 'brackets', 'comma'] as const;
export type Encoding = (typeof encodings)[number];

/** How one server speaks, where the reference is silent or contradicts itself. Plain data, to be remembered. */
export type Dialect = z.infer<typeof dialectSchema>;

const dialectSchema = z.object({
  /** Where it was learned: another server may speak otherwise. */
  server: z.string(),
  /** The number of the first page; null while the list is too short to tell, which is then read from 0. */
  pageBase: z.union([z.literal(0), z.literal(1)]).nullable(),
  /** `none` when the server understands no encoding; null while no list could show it. Both ask for every state. */
  statuses: z.enum([...encodings, 'none']).nullable(),
  /** Null until call times show it. */
  order: z.enum(['newest-first', 'oldest-first']).nullable(),
  /** The page size we ask for. */
  askedSize: z.number().int().positive(),
  /** Rows that a full page really holds; null until a page was seen to be followed by another. */
  fullSize: z.number().int().positive().nullable(),
  /** Where the list ended last time, on an oldest-first server. */
  lastPage: z.number().int().nonnegative().nullable(),
  /** When to make sure that what was learned still holds. */
  reviewAt: z.number(),
});

/** Until shown otherwise: what Revox's own SDK does. */
function firstGuess(server: string, askedSize: number): Dialect {
  return {
    server,
    pageBase: null,
    statuses: null,
    order: null,
    askedSize,
    fullSize: null,
    lastPage: null,
    reviewAt: 0,
  };
}

/** What was remembered, when it is readable and about this server; else a first guess. */
export function recall(remembered: unknown, server: string, askedSize: number): Dialect {
  const dialect = dialectSchema.safeParse(remembered);
  return dialect.success && dialect.data.server === server ? dialect.data : firstGuess(server, askedSize);
}

export type Order = NonNullable<Dialect['order']>;

export function firstPage(dialect: Dialect): number {
  return dialect.pageBase ?? 0;
}
