import type { ListedRow } from '../sync/call-list.ts';
import { type Answer, readAnswer } from './answer.ts';
import type { Body } from './read-body.ts';

/** @param page as it was asked for. */
export type ReadPage = (page: number, body: Body) => Promise<Answer>;

export const readAnew: ReadPage = (_, body) => readAnswer(body.json());

/** Most of what is asked for: what is further down comes too rarely to be worth its memory, 30 kB a page. */
const lastKept = 31;

export interface RememberedPages {
  read: ReadPage;
  /** What is read meanwhile comes with all details. */
  whole<Result>(reading: () => Promise<Result>): Promise<Result>;
}

/**
 * A page that comes again letter for letter says the same again, and so is not read again: its calls are given without
 * their details. Only that is left out: what it says is compared with what is stored each time.
 */
export function rememberPages(): RememberedPages {
  const known = new Map<number, { digest: string; answer: Answer }>();
  let isWhole = false;
  return {
    whole(reading) {
      isWhole = true;
      return reading().finally(() => {
        isWhole = false;
      });
    },
    async read(page, body) {
      const digest = page <= lastKept ? body.digest() : null;
      const before = known.get(page);
      if (!isWhole && before !== undefined && before.digest === digest) return before.answer;
      known.delete(page);
      const answer = await readAnew(page, body);
      if (digest !== null) known.set(page, { digest, answer: { ...answer, rows: answer.rows.map(bare) } });
      return answer;
    },
  };
}

function bare(row: ListedRow): ListedRow {
  if (row.kind !== 'call') return row;
  const none = { recordingUrl: null, structuredOutput: null, transcript: null, unknownFields: null };
  return { ...row, call: { ...row.call, ...none }, isBare: true };
}
