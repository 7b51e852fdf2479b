import { type Call, type DetailedCall, hasEnded, type Instant } from './call.ts';

/** How a call ended, or how it stands while it is open. */
export type Ending = Pick<
  Call,
  'status' | 'result' | 'dialError' | 'answeredAt' | 'endedAt' | 'endReason' | 'endedBy'
>;

/** What is stored of a call that was met before. */
export interface KnownCall {
  /** Its end was recorded. */
  isOver: boolean;
  ending: Ending;
}

export interface ReadingTime {
  now: Instant;
  /** What ended before the bot first started is history. */
  firstStartAt: Instant;
  /** History is still being read: an ended call without an end time, met for the first time, belongs to it. */
  importing: boolean;
}

/** Ended before the bot started, as far as anyone can tell, is history; a call that was seen open is not. */
export function isNews(call: Call, known: KnownCall | null, time: ReadingTime): boolean {
  if (known !== null) return true;
  if (call.endedAt !== null) return call.endedAt >= time.firstStartAt;
  const latest = call.answeredAt ?? call.startedAt;
  return !time.importing || (latest !== null && latest > time.firstStartAt);
}

/** An ended call has an end time, if need be ours; a call that has ended keeps how it ended. */
export function withEnd(call: DetailedCall, known: KnownCall | null, time: ReadingTime): DetailedCall {
  if (!hasEnded(call)) return { ...call, ...(known?.isOver ? known.ending : { endedAt: null }) };
  if (call.endedAt !== null) return call;
  const seen = isNews(call, known, time) ? time.now : (call.startedAt ?? time.firstStartAt);
  return { ...call, endedAt: known?.ending.endedAt ?? seen };
}
