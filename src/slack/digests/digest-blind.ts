import type { BlindWindow } from '../../calls/blind-window.ts';
import type { Instant } from '../../calls/call.ts';
import type { Digest } from '../../calls/digest.ts';
import { localDate, localTime } from '../../calls/time/local-day.ts';
import { listed } from '../blocks/numbers.ts';
import { type Line, words } from '../blocks/rich.ts';
import { dateInWords } from '../blocks/times.ts';

const mostWindows = 3;

const whatHappened = {
  revox: 'Couldn’t read Revox',
  bot: 'The bot wasn’t running',
} as const satisfies Record<BlindWindow['cause'], string>;

/** “Couldn’t read Revox from 02:10 to 03:45. Calls of that time were read later, and are counted.” */
export function blindLines(digest: Digest): Line[] {
  const over = digest.blindWindows.filter(({ to }) => to !== null);
  const lines = (['revox', 'bot'] as const).map((cause) => {
    const spans = over.filter((it) => it.cause === cause).map((it) => spanOf(it, digest));
    return spans.length === 0 ? [] : [words(pastSentence(whatHappened[cause], spans))];
  });
  const lasting = digest.blindWindows.find(({ to }) => to === null);
  return lasting === undefined ? lines : [...lines, [words(lastingSentence(lasting, digest))]];
}

function pastSentence(happened: string, spans: string[]): string {
  return `${happened} ${listed(spans, mostWindows, 'more times')}. Calls of that time were read later, and are counted.`;
}

function lastingSentence({ from }: BlindWindow, digest: Digest): string {
  return `Couldn’t read Revox since ${momentOf(from, digest)}. Calls that ended since then aren’t counted yet.`;
}

function spanOf({ from, to }: BlindWindow, digest: Digest): string {
  const { timezone } = digest;
  const end = to ?? from;
  const isOneDay = localDate(from, timezone) === localDate(end, timezone);
  return `from ${momentOf(from, digest)} to ${isOneDay ? clock(end, digest) : momentOf(end, digest)}`;
}

/** Within the only day of a digest the time will do. */
export function momentOf(at: Instant, digest: Digest): string {
  const date = localDate(at, digest.timezone);
  const time = clock(at, digest);
  return digest.days === 1 && date === digest.date ? time : `${time} on ${dateInWords(date, 'short')}`;
}

function clock(at: Instant, { timezone }: Digest): string {
  return localTime(at, timezone).slice(0, 5);
}
