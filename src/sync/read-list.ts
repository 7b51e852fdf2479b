import { type Instant, isOpen } from '../calls/call.ts';
import { erasedMarks, knownFingerprints, type ReadCall } from '../store/calls/calls.ts';
import { correctedFirstStart } from '../store/calls/first-start.ts';
import { knownSetAside, type SetAsideRow } from '../store/calls/set-aside.ts';
import type { Database } from '../store/engine/database.ts';
import type { CallList, CallPage, ListedRow } from './call-list.ts';
import type { PageSeen, SeenRow } from './walk.ts';

export interface ReadRows {
  calls: ReadCall[];
  setAside: SetAsideRow[];
  /** How many pages it took. */
  pages: number;
}

export type Reader = ReturnType<typeof createReader>;

/** Reads pages and says at once what is new in them, so that a plan can decide how deep to go. */
export function createReader(db: Database, list: CallList, now: () => Instant) {
  const changed = new Map<string, ReadCall>();
  const setAside = new Map<string, SetAsideRow>();
  /** What is known of every row met so far, by key: in the store before, or on an earlier page of this pass. */
  const known = new Map<string, string>();
  let pages = 0;
  let firstStart: Promise<Instant> | null = null;

  /** What ended before is history. */
  function firstStartAt(): Promise<Instant> {
    firstStart ??= correctedFirstStart(db, list.aheadMs?.() ?? null, now());
    return firstStart;
  }

  return {
    /** @throws what the list throws; what was read before is kept. */
    async readPage(index: number): Promise<PageSeen> {
      const { size, last, rows } = await readWithDetails(index);
      return { size, last, rows: rows.map(note) };
    },
    /** What is new or changed, the latest state of each. */
    found: (): ReadRows => ({ calls: [...changed.values()], setAside: [...setAside.values()], pages }),
    firstStartAt,
  };

  async function readWithDetails(index: number): Promise<CallPage> {
    const page = await readAndLookUp(index, false);
    const isWhole = page.rows.every((row) => row.kind !== 'call' || !row.isBare || isKnown(row));
    return isWhole ? page : readAndLookUp(index, true);
  }

  async function readAndLookUp(index: number, whole: boolean): Promise<CallPage> {
    const page = await list.readPage(index, whole);
    pages += 1;
    // With the first answer: our clock may be another one in the next process, should this one die meanwhile.
    await firstStartAt();
    await lookUp(page.rows);
    return page;
  }

  async function lookUp(rows: ListedRow[]): Promise<void> {
    const unmet = rows.filter((row) => !known.has(keyOf(row)));
    const keysOf = (kind: ListedRow['kind']) => unmet.filter((row) => row.kind === kind).map(keyOf);
    const [callIds, asideKeys] = [keysOf('call'), keysOf('set-aside')];
    const fingerprints = callIds.length === 0 ? [] : await knownFingerprints(db, callIds);
    const aside = asideKeys.length === 0 ? [] : await knownSetAside(db, asideKeys);
    for (const [id, fingerprint] of fingerprints) known.set(id, fingerprint);
    for (const key of aside) known.set(key, setAsideMark);
  }

  function note(row: ListedRow): SeenRow {
    const key = keyOf(row);
    const novelty = isKnown(row) ? 'known' : known.has(key) ? 'changed' : 'unseen';
    known.set(key, markOf(row));
    if (row.kind === 'set-aside') setAside.set(key, row);
    else if (novelty !== 'known') changed.set(key, row);
    return { key, novelty, open: isOpenRow(row) };
  }

  function isKnown(row: ListedRow): boolean {
    const before = known.get(keyOf(row));
    const isErased = before === erasedMarks.ended || (before === erasedMarks.open && isOpenRow(row));
    return isErased || before === markOf(row);
  }
}

const setAsideMark = 'set aside';

function markOf(row: ListedRow): string {
  return row.kind === 'call' ? row.fingerprint : setAsideMark;
}

function isOpenRow(row: ListedRow): boolean {
  return row.kind === 'call' && isOpen(row.call);
}

function keyOf(row: ListedRow): string {
  return row.kind === 'call' ? row.call.id : row.key;
}
