import { connects, depthOf, pagesToTry, startWalk, type Walk, walkOn } from './walk.ts';

export interface Reading {
  version: 1;
  /** Passes so far; its trailing zero bits say how deep this one starts a sweep. */
  pass: number;
  /** Calls that came in at the head since the beginning. */
  arrivals: number;
  /** The same per pass, smoothed. */
  arrivalsPerPass: number;
  open: OpenCall[];
  catchUp: Descent | null;
  sweeps: Sweep[];
}

export interface OpenCall {
  key: string;
  serial: number;
  since: number;
  misses: number;
}

export interface Descent {
  walk: Walk;
  bottom: number | null;
}

export interface Sweep extends Descent {
  level: number;
  since: number;
  unanswered: number;
}

export interface Ground {
  rows: number;
  whole: boolean;
}

export interface PageSeen {
  size: number;
  last: boolean;
  rows: SeenRow[];
}

export interface SeenRow {
  key: string;
  novelty: 'unseen' | 'changed' | 'known';
  open: boolean;
}

export interface Ask {
  index: number;
  stage: 'head' | 'catch-up' | 'sweep';
}

export const knobs = {
  newGroundPages: 32,
  passPages: 8,
  reserve: 0,
  uFactor: 1.5,
  chasePages: 4,
  chasePasses: 240,
  smooth: 16,
  adopt: true,
  headCounts: false,
  tail: 0,
  hrrn: true,
  sparse: 1,
  cap: 64,
};

export function freshReading(): Reading {
  return { version: 1, pass: 0, arrivals: 0, arrivalsPerPass: 0, open: [], catchUp: null, sweeps: [] };
}

interface Pass {
  reading: Reading;
  ground: Ground;
  base: number;
  size: number;
  requests: number;
  seen: Set<string>;
  ended: boolean;
}

type Plan<T> = Generator<Ask, T, PageSeen>;

export function* planPass(reading: Reading, ground: Ground): Plan<void> {
  const pass: Pass = { reading, ground, base: reading.arrivals, size: 1, requests: 0, seen: new Set(), ended: false };
  const head = yield* readHead(pass);
  yield* catchUp(pass);
  if (reading.catchUp !== null) return;
  const arrived = reading.arrivals - pass.base;
  reading.arrivalsPerPass += (arrived - reading.arrivalsPerPass) / knobs.smooth;
  yield* sweep(pass, head);
}

function* ask(pass: Pass, index: number, stage: Ask['stage']): Plan<PageSeen> {
  const page = yield { index, stage };
  pass.size = page.size;
  pass.requests += 1;
  if (stage !== 'sweep') pass.reading.arrivals += page.rows.filter((row) => row.novelty === 'unseen').length;
  noteOpen(pass, index, page);
  return page;
}

function noteOpen(pass: Pass, index: number, page: PageSeen): void {
  const { reading } = pass;
  const known = new Map(reading.open.map((call) => [call.key, call]));
  page.rows.forEach((row, i) => {
    const depth = index * page.size + i;
    const call = known.get(row.key);
    if (row.open && depth < knobs.chasePages * page.size) {
      known.set(row.key, { key: row.key, serial: reading.arrivals - depth, since: call?.since ?? reading.pass, misses: 0 });
      pass.seen.add(row.key);
    } else known.delete(row.key);
  });
  reading.open = [...known.values()];
}

function covers(pass: Pass, index: number): boolean {
  const { ground, reading, size, base } = pass;
  return ground.whole || (index + 1) * size <= ground.rows + reading.arrivals - base;
}

function* readHead(pass: Pass): Plan<Walk> {
  const { reading } = pass;
  const older = reading.catchUp;
  let walk = startWalk(reading.arrivals);
  let joined = false;
  for (let index = 0; ; index += 1) {
    const page = yield* ask(pass, index, 'head');
    walk = walkOn(walk, index, page, reading.arrivals);
    joined ||= page.last || (knobs.tail ? page.rows.slice(-Math.ceil(page.rows.length * knobs.tail)) : page.rows).every((row) => row.novelty === 'known');
    reading.catchUp = joined ? older : { walk, bottom: older === null ? null : reading.arrivals - depthOf(older.walk, reading.arrivals) };
    if (page.last) pass.ended = true;
    if (page.last || (joined && walk.end > chaseDepth(pass))) break;
    if (index + 1 >= knobs.newGroundPages || !covers(pass, index + 1)) break;
  }
  countMisses(pass, walk);
  return walk;
}

function chaseDepth(pass: Pass): number {
  const { reading, size, seen } = pass;
  const depths = reading.open
    .filter((c) => !seen.has(c.key) && reading.pass - c.since < knobs.chasePasses)
    .map((c) => reading.arrivals - c.serial)
    .filter((d) => d < knobs.chasePages * size);
  return Math.max(-1, ...depths);
}

function countMisses(pass: Pass, walk: Walk): void {
  const { reading, size, seen } = pass;
  reading.open = reading.open
    .map((c) => (seen.has(c.key) || reading.arrivals - c.serial >= walk.end ? c : { ...c, misses: c.misses + 1 }))
    .filter((c) => c.misses < 3 && reading.arrivals - c.serial < knobs.chasePages * size);
}

function* catchUp(pass: Pass): Plan<void> {
  const { reading } = pass;
  while (reading.catchUp && pass.requests < knobs.newGroundPages) {
    const c = reading.catchUp;
    if (!covers(pass, Math.floor(depthOf(c.walk, reading.arrivals) / pass.size))) return;
    const page = yield* step(pass, c, 'catch-up');
    const joined = page.rows.every((row) => row.novelty === 'known') && (c.bottom === null || reading.arrivals - c.bottom <= c.walk.end);
    if (page.last || joined) reading.catchUp = null;
  }
}

function* step(pass: Pass, descent: Descent, stage: Ask['stage']): Plan<PageSeen> {
  const { reading } = pass;
  let page: PageSeen | undefined;
  for (const index of pagesToTry(descent.walk, reading.arrivals, pass.size)) {
    page = yield* ask(pass, index, stage);
    if (connects(descent.walk, index, page)) {
      descent.walk = walkOn(descent.walk, index, page, reading.arrivals);
      return page;
    }
  }
  // size shrank or so
  return page as PageSeen;
}

function* sweep(pass: Pass, head: Walk): Plan<void> {
  const { reading, ground, size } = pass;
  reading.pass += 1;
  if (pass.ended) { reading.sweeps = []; return; }
  const unit = Math.max(size, knobs.uFactor * reading.arrivalsPerPass);
  const rows = ground.rows + (reading.arrivals - pass.base);
  const top = Math.max(0, Math.ceil(Math.log2(rows / unit)));
  let level = Math.min(top, Math.log2(reading.pass & -reading.pass));
  if (level > knobs.sparse && level !== top && (level - knobs.sparse) % 2 === 1) level -= 1;
  if (!reading.sweeps.some((s) => s.level === level)) {
    const depth = unit * 2 ** level;
    const bottom = level === top && ground.whole ? null : reading.arrivals - Math.min(depth, rows);
    reading.sweeps.push({ level, since: reading.pass, walk: head, bottom, unanswered: 0 });
  }
  overtake(reading, head, Infinity);
  const U = unit / size;
  let budget = Math.min((knobs as any).cap, knobs.headCounts ? Math.max(2 * U, knobs.passPages * U - pass.requests) : Math.round(knobs.passPages * U));
  let reserve = Math.min(knobs.reserve * U, budget);
  for (;;) {
    reading.sweeps = reading.sweeps.filter((s) => s.unanswered < 3 && remaining(pass, s) > 0);
    if (budget <= 0 || reading.sweeps.length === 0) return;
    const next = reserve > 0 ? (knobs.hrrn ? overdue(reading) : oldest(reading.sweeps)) : smallest(pass);
    const before = pass.requests;
    next.unanswered += 1;
    const page = yield* step(pass, next, 'sweep');
    next.unanswered = 0;
    if (page.last) reading.sweeps = reading.sweeps.filter((s) => s !== next);
    if (knobs.adopt) overtake(reading, next.walk, next.since);
    const used = pass.requests - before;
    budget -= used;
    reserve -= used;
  }
}

function overtake(reading: Reading, walk: Walk, since: number) {
  for (const s of reading.sweeps)
    if (s.since < since && depthOf(s.walk, reading.arrivals) < walk.end) s.walk = walk;
}

function remaining(pass: Pass, s: Sweep): number {
  const { reading, ground, base } = pass;
  const bottom = s.bottom === null ? Math.max(ground.rows + reading.arrivals - base, s.walk.end + 1) : reading.arrivals - s.bottom;
  return bottom - depthOf(s.walk, reading.arrivals);
}
function overdue(reading: Reading) {
  const r = (s: Sweep) => (reading.pass - s.since) / 2 ** s.level;
  return reading.sweeps.reduce((a, b) => (r(b) > r(a) ? b : a));
}
function oldest(sweeps: Sweep[]) {
  return sweeps.reduce((a, b) => (b.since < a.since ? b : a));
}
function smallest(pass: Pass) {
  return pass.reading.sweeps.reduce((a, b) => (remaining(pass, b) < remaining(pass, a) ? b : a));
}
