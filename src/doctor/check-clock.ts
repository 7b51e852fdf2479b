import type { Instant } from '../calls/call.ts';
import { mostOffMs } from '../slack/line/slack-clock.ts';
import { type Finding, fine, untried, wrong } from './finding.ts';

const about = 'Clock';
const timeoutMs = 10_000;

/** Our clock compared with those of the servers at these addresses, by the date of any answer. */
export async function checkClock(servers: Record<string, string>, now: () => Instant): Promise<Finding> {
  const readings = await Promise.all(
    Object.entries(servers).map(async ([name, url]) => ({ name, offMs: await offBy(url, now) })),
  );
  const told = readings.filter((reading): reading is Told => reading.offMs !== null);
  if (told.length === 0) return untried(about, 'no server could be asked for the time');
  const off = told.filter(({ offMs }) => Math.abs(offMs) > mostOffMs);
  if (off.length === 0) return fine(about, `right, by ${told.map(({ name }) => name).join(' and ')}`);
  return wrong(
    about,
    off.map(({ name, offMs }) => `${spoken(offMs)} that of ${name}`).join(', '),
    'turn on time synchronisation on this machine (timedatectl set-ntp true)',
  );
}

interface Told {
  name: string;
  offMs: number;
}

/** Above zero when ours is ahead; null when the server says nothing. No key is sent along, and no redirect followed. */
async function offBy(url: string, now: () => Instant): Promise<number | null> {
  const askedAt = now();
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    const theirs = Date.parse(response.headers.get('date') ?? '');
    return Number.isNaN(theirs) ? null : (askedAt + now()) / 2 - theirs;
  } catch {
    return null;
  }
}

function spoken(offMs: number): string {
  const seconds = Math.round(Math.abs(offMs) / 1000);
  return `${seconds} s ${offMs > 0 ? 'ahead of' : 'behind'}`;
}
