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
  /** Compared with what is stored, and with what this pass has met before. */
  novelty: 'unseen' | 'changed' | 'known';
  /** Waiting, ringing or in conversation. */
  open: boolean;
}

export function holds(page: PageSeen, novelty: SeenRow['novelty']): boolean {
  return page.rows.some((row) => row.novelty === novelty);
}
