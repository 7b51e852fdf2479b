import { z } from 'zod';

/**
 * A way down the list, page by page and without gaps, over any number of passes. New calls push the rows below them
 * down while a walk rests, so it remembers where it was in two ways: by counting and by face.
 */
export const walkSchema = z.object({
  /** Rows from the head to the end of the last page it read. */
  end: z.number(),
  /** The arrivals counted by then. */
  arrivals: z.number(),
  /** Keys of a few of the last rows it read. */
  anchors: z.array(z.string()),
});

export type Walk = z.infer<typeof walkSchema>;

export function startWalk(arrivals: number): Walk {
  return { end: 0, arrivals, anchors: [] };
}

/** How deep the walk is by now, if every arrival counted since came after its last page. */
export function depthOf(walk: Walk, arrivals: number): number {
  return walk.end === 0 ? 0 : walk.end + Math.max(0, arrivals - walk.arrivals);
}

/**
 * The pages on which the walk may go on, best first: the caller stops at the first that connects.
 *
 * The page that follows the last one is always safe, since arrivals only bring back what was read. Once they amount to
 * more than a page, a walk that reads it all again loses the race, so it aims at where its rows should be now. That
 * count may be too high: an arrival counted later may have been there already when the walk last read. So the page
 * aimed at, a little early, has to show a row known by face; failing that, the walk feels its way up in growing steps.
 */
export function* pagesToTry(walk: Walk, arrivals: number, size: number): Generator<number> {
  const safe = Math.floor(walk.end / size);
  const aim = Math.floor((depthOf(walk, arrivals) - size / 4) / size);
  for (let back = 0; aim - back > safe; back = 2 * back + 1) yield aim - back;
  yield safe;
}

export function connects(walk: Walk, index: number, page: PageSeen): boolean {
  return index * page.size <= walk.end || page.rows.some((row) => walk.anchors.includes(row.key));
}

export function walkOn(walk: Walk, index: number, page: PageSeen, arrivals: number): Walk {
  return { end: (index + 1) * page.size, arrivals, anchors: [...walk.anchors.slice(-4), ...spread(page)] };
}

/** Four rows over the page, the last one among them: whichever part of it another page shows, one is likely there. */
function spread({ rows }: PageSeen): string[] {
  return [0.25, 0.5, 0.75, 1]
    .map((part) => rows[Math.ceil(part * rows.length) - 1]?.key)
    .filter((key) => key !== undefined);
}

/** What a plan needs to know of a page to decide how deep to go. */
export interface PageSeen {
  rows: SeenRow[];
  /** Rows per page in effect. */
  size: number;
  /** Nothing older follows. */
  last: boolean;
}

export interface SeenRow {
  key: string;
  /** Compared with what is stored; a row that this pass met before is `repeated`, whatever it says. */
  novelty: 'unseen' | 'changed' | 'known' | 'repeated';
  /** Waiting, ringing or in conversation. */
  open: boolean;
}

export function holds(page: PageSeen, novelty: SeenRow['novelty']): boolean {
  return page.rows.some((row) => row.novelty === novelty);
}
