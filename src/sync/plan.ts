import { deepestAwaited, forgetLostCalls, noteOpenCalls } from './open-calls.ts';
import type { Descent, Reading } from './reading.ts';
import { beginSweep, type Extent, nextSweep, rowsLeft, sweepPages } from './sweeps.ts';
import { connects, depthOf, holds, type PageSeen, pagesToTry, startWalk, type Walk, walkOn } from './walk.ts';

/** The part of the list that may be read: all of it, once history has been imported. */
export interface Ground {
  rows: number;
  whole: boolean;
}

export interface Ask {
  /** The page to read next. */
  index: number;
  stage: Stage;
}

/** `head` finds what is new, `catch-up` what a long absence left behind it, `sweep` what changed further down. */
export type Stage = 'head' | 'catch-up' | 'sweep';

export type Plan<Result = void> = Generator<Ask, Result, PageSeen>;

/**
 * One pass over a list of offset pages: asks for the page to read next, and gets what it held. `reading` is kept up
 * to date from page to page, so a pass may be cut short anywhere and the next one goes on from there.
 */
export function* planPass(reading: Reading, ground: Ground): Plan {
  const pass = beginPass(reading, ground);
  const head = yield* readHead(pass);
  yield* catchUp(pass);
  const arrived = reading.arrivals - pass.arrivalsBefore;
  reading.arrivalsPerPass += (arrived - reading.arrivalsPerPass) / smoothingPasses;
  // Sweeps count on every arrival being known; they wait until it is.
  if (head !== null && reading.catchUp === null) yield* sweep(pass, head);
}

interface Pass {
  reading: Reading;
  ground: Ground;
  arrivalsBefore: number;
  /** Keys of the calls that were open when it began. */
  awaited: Set<string>;
  /** Keys of the rows met so far. */
  met: Set<string>;
  /** Rows per page, as the last page said. */
  size: number;
  pages: number;
}

function beginPass(reading: Reading, ground: Ground): Pass {
  const awaited = new Set(reading.open.map((call) => call.key));
  return { reading, ground, arrivalsBefore: reading.arrivals, awaited, met: new Set(), size: 1, pages: 0 };
}

const smoothingPasses = 16;
/** New ground that one pass reads at most at rest: the rest is caught up with in the next. */
const mostHeadPages = 32;
/** Changes alone lead the head no deeper: on a server whose rows look changed every time, it would never end. */
const mostChangedPages = 16;

/**
 * From the newest call down: to where nothing is unseen, and on until a page held nothing new at all and every recent
 * open call was met again. A head that cannot come so far leaves the rest to `catchUp`.
 * @returns null when that was the whole list, so that nothing is left to sweep.
 */
function* readHead(pass: Pass): Plan<Walk | null> {
  const { reading } = pass;
  const behind = reading.catchUp;
  let walk = startWalk(reading.arrivals);
  let joined = false;
  for (let index = 0; ; index += 1) {
    const page = yield* ask(pass, index, 'head');
    walk = walkOn(walk, index, page, reading.arrivals);
    joined ||= page.last || showsKnownGround(page);
    reading.catchUp = joined ? behind : { walk, bottom: heightOf(behind, reading) };
    if (page.last) return finished(reading);
    const content =
      joined && !leadsOn(pass, index, page) && walk.end > deepestAwaited(reading, pass.met, page.size);
    if (content || index + 1 >= headPages(pass) || !isOnGround(pass, index + 1)) break;
  }
  forgetLostCalls(reading, pass.met, walk.end, pass.size);
  return walk;
}

/** A page that repeats what was met is no sign: as many calls came in as it holds, since the page before was read. */
function showsKnownGround(page: PageSeen): boolean {
  return !holds(page, 'unseen') && (holds(page, 'known') || holds(page, 'changed'));
}

/** A page with something new makes the next one worth a look; that an open call moved on is no surprise. */
function leadsOn(pass: Pass, index: number, page: PageSeen): boolean {
  if (holds(page, 'unseen')) return true;
  const surprising = page.rows.some((row) => row.novelty === 'changed' && !pass.awaited.has(row.key));
  return surprising && index + 1 < mostChangedPages;
}

/** Where an earlier catch-up had come to: the one that takes its place has to come as far. */
function heightOf(behind: Descent | null, { arrivals }: Reading): number | null {
  return behind === null ? null : arrivals - depthOf(behind.walk, arrivals);
}

function finished(reading: Reading): null {
  reading.catchUp = null;
  reading.sweeps = [];
  return null;
}

function headPages({ reading, size }: Pass): number {
  return Math.max(mostHeadPages, Math.ceil((2 * reading.arrivalsPerPass) / size));
}

/** Rows below the ground belong to the import of history; a page is read here only if it has none of them. */
function isOnGround(pass: Pass, index: number): boolean {
  return pass.ground.whole || (index + 1) * pass.size <= extentOf(pass).rows;
}

/** The ground sinks with what arrives during the pass. */
function extentOf({ reading, ground, arrivalsBefore, size }: Pass): Extent {
  return { rows: ground.rows + reading.arrivals - arrivalsBefore, whole: ground.whole, size };
}

function* catchUp(pass: Pass): Plan {
  const { reading } = pass;
  while (reading.catchUp !== null && pass.pages < headPages(pass) && goesOnGround(pass, reading.catchUp)) {
    const behind = reading.catchUp;
    // Rows above are known by now because a catch-up has read them, which says nothing about what is below.
    const unread = Math.max(depthOf(behind.walk, reading.arrivals), depthOfBottom(behind, reading));
    const page = yield* walkFurther(pass, behind, 'catch-up');
    const joined = page !== null && behind.walk.end > unread && showsKnownGround(page);
    if (page?.last || joined) reading.catchUp = null;
  }
}

function depthOfBottom({ bottom }: Descent, { arrivals }: Reading): number {
  return bottom === null ? 0 : arrivals - bottom;
}

function goesOnGround(pass: Pass, { walk }: Descent): boolean {
  return isOnGround(pass, Math.floor(depthOf(walk, pass.reading.arrivals) / pass.size));
}

/** A sweep that asks so often in vain gives up: a page the server never gives must not hold up the others. */
const mostUnanswered = 3;

function* sweep(pass: Pass, head: Walk): Plan {
  const { reading } = pass;
  reading.pass += 1;
  beginSweep(reading, head, extentOf(pass));
  for (const until = pass.pages + sweepPages(reading, pass.size); pass.pages < until; ) {
    dropDoneSweeps(pass);
    const next = nextSweep(reading, extentOf(pass));
    if (next === undefined) return;
    next.unanswered += 1;
    const page = yield* walkFurther(pass, next, 'sweep');
    next.unanswered = 0;
    if (page?.last) reading.sweeps = reading.sweeps.filter((it) => it !== next);
  }
  dropDoneSweeps(pass);
}

function dropDoneSweeps(pass: Pass): void {
  const { reading } = pass;
  reading.sweeps = reading.sweeps.filter(
    (it) =>
      it.unanswered < mostUnanswered &&
      rowsLeft(it, reading.arrivals, extentOf(pass)) > 0 &&
      goesOnGround(pass, it),
  );
}

/** One page further. @returns null when the page size changed under the walk, which then begins again at the head. */
function* walkFurther(pass: Pass, descent: Descent, stage: Stage): Plan<PageSeen | null> {
  const { reading } = pass;
  for (const index of pagesToTry(descent.walk, reading.arrivals, pass.size)) {
    const page = yield* ask(pass, index, stage);
    if (!connects(descent.walk, index, page)) continue;
    descent.walk = walkOn(descent.walk, index, page, reading.arrivals);
    return page;
  }
  descent.walk = startWalk(reading.arrivals);
  return null;
}

function* ask(pass: Pass, index: number, stage: Stage): Plan<PageSeen> {
  const { reading } = pass;
  const page = withRepeats(pass, yield { index, stage });
  pass.size = page.size;
  pass.pages += 1;
  // What a sweep finds unseen was not on top, and counting it would move every walk too far down.
  if (stage !== 'sweep') reading.arrivals += page.rows.filter((row) => row.novelty === 'unseen').length;
  for (const row of page.rows) pass.met.add(row.key);
  noteOpenCalls(reading, index, page);
  return page;
}

/** What this pass has stored is in the store by now, but was not before. */
function withRepeats({ met }: Pass, page: PageSeen): PageSeen {
  const rows = page.rows.map((row) => (met.has(row.key) ? { ...row, novelty: 'repeated' as const } : row));
  return { ...page, rows };
}
