import type { OpenCall, Reading } from './reading.ts';
import type { PageSeen } from './walk.ts';

/** Open calls further down than this are left to the sweeps. */
const recentPages = 4;
/** A call that is still open after so many passes is queued for hours, or forgotten: sweeps are soon enough for it. */
const patiencePasses = 240;
/** Not found so often where it should have been, a call has left the list. */
const mostMisses = 3;

/** Takes over what a page says of open calls. */
export function noteOpenCalls(reading: Reading, index: number, page: PageSeen): void {
  const calls = new Map(reading.open.map((call) => [call.key, call]));
  page.rows.forEach((row, place) => {
    const depth = index * page.size + place;
    if (row.open && isRecent(depth, page.size)) calls.set(row.key, seenAt(depth, row.key, calls, reading));
    else calls.delete(row.key);
  });
  reading.open = [...calls.values()];
}

function isRecent(depth: number, size: number): boolean {
  return depth < recentPages * size;
}

function seenAt(depth: number, key: string, calls: Map<string, OpenCall>, reading: Reading): OpenCall {
  const since = calls.get(key)?.since ?? reading.pass;
  return { key, height: reading.arrivals - depth, since, misses: 0 };
}

/** How deep the head has to go to see again every open call it has not met yet; -1 when there is none. */
export function deepestAwaited(reading: Reading, met: ReadonlySet<string>, size: number): number {
  const depths = reading.open
    .filter((call) => !met.has(call.key) && reading.pass - call.since < patiencePasses)
    .map((call) => reading.arrivals - call.height)
    .filter((depth) => isRecent(depth, size));
  return Math.max(-1, ...depths);
}

/** After a head that came down to `end`: a call that it should have met may be gone, and is not chased forever. */
export function forgetLostCalls(reading: Reading, met: ReadonlySet<string>, end: number, size: number): void {
  const depth = (call: OpenCall) => reading.arrivals - call.height;
  const missed = (call: OpenCall) => !met.has(call.key) && depth(call) < end;
  reading.open = reading.open
    .map((call) => (missed(call) ? { ...call, misses: call.misses + 1 } : call))
    .filter((call) => call.misses < mostMisses && isRecent(depth(call), size));
}
