import { z } from 'zod';

/** Which message, answer or view a control of the page belongs to, as the page says it. */
export type WhereId = z.infer<typeof whereId>;

export const whereId = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), channel: z.string(), ts: z.string() }),
  z.object({ kind: z.literal('answer'), ts: z.string() }),
  z.object({ kind: z.literal('view'), id: z.string() }),
]);

/** The `id` of the element that shows it. */
export function elementId(where: WhereId): string {
  switch (where.kind) {
    case 'message':
      return `message-${where.channel}-${where.ts}`;
    case 'answer':
      return `answer-${where.ts}`;
    case 'view':
      return `view-${where.id}`;
  }
}
