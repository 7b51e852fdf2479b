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
