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
  pageBase: z
    .union([z.literal(0), z.literal(1)])
    .nullable()
    .default(null),
  /** `none` when the server understands no encoding; null while no list could show it. Both ask for every state. */
  statuses: z
    .enum([...encodings, 'none'])
    .nullable()
    .default(null),
  /** Null until call times show it. */
  order: z.enum(['newest-first', 'oldest-first']).nullable().default(null),
  /** The page size we ask for. */
  askedSize: z.number().int().positive(),
  /** Rows that a full page really holds; null until a page was seen to be followed by another. */
  fullSize: z.number().int().positive().nullable().default(null),
  /** Where the list ended last time, on an oldest-first server. */
  lastPage: z.number().int().nonnegative().nullable().default(null),
  /** When to make sure that what was learned still holds. */
  reviewAt: z.number().default(0),
});

/** What was remembered, when it is readable and about this server; else a first guess: what Revox's own SDK does. */
export function recall(remembered: unknown, server: string, askedSize: number): Dialect {
  const dialect = dialectSchema.safeParse(remembered).data;
  return dialect?.server === server ? dialect : dialectSchema.parse({ server, askedSize });
}

export type Order = NonNullable<Dialect['order']>;

export function firstPage(dialect: Dialect): number {
  return dialect.pageBase ?? 0;
}
