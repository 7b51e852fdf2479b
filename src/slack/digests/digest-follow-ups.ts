import type { Digest, FollowUpFigures } from '../../calls/digest.ts';
import { dayAfter, localDate, localTime } from '../../calls/time/local-day.ts';
import { commandButton } from '../blocks/command-button.ts';
import { type Dot, dotSign } from '../blocks/dots.ts';
import { number } from '../blocks/numbers.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { lineWithButton } from '../blocks/rich.ts';
import { dateInWords } from '../blocks/times.ts';

/** “12 to call back: 7 done, 3 taken, 2 overdue (oldest since Tuesday)”, with a button that opens the list. */
export function followUpLine(digest: Digest, figures: FollowUpFigures): MessageBlock {
  const list = commandButton('See the list', 'todo everywhere', 1);
  return lineWithButton(dotSign(dotOf(figures)), followUpsSaid(digest, figures), list);
}

export function followUpsSaid(digest: Digest, figures: FollowUpFigures): string {
  const { total, done, taken, open, overdue, oldestDueAt } = figures;
  const oldest = oldestDueAt === null ? '' : ` (oldest since ${dayOf(oldestDueAt, digest)})`;
  const parts = [
    [done, 'done'],
    [taken, 'taken'],
    [open, 'open'],
    [overdue, `overdue${oldest}`],
  ] as const;
  const what = `${number(total)} to call back`;
  if (open === total) return `${what}, ${total === 1 ? 'not' : 'none'} taken yet`;
  const only = parts.find(([count]) => count === total);
  if (only !== undefined) return `${what}, ${total === 1 ? '' : 'all '}${only[1]}`;
  const said = parts.flatMap(([count, state]) => (count === 0 ? [] : [`${number(count)} ${state}`]));
  return `${what}: ${said.join(', ')}`;
}

function dotOf({ overdue, done, total }: FollowUpFigures): Dot {
  if (overdue > 0) return 'red';
  return done === total ? 'green' : 'orange';
}

/** A time on the last day of the digest, a weekday within the week before, else a date. */
function dayOf(at: number, { date, timezone }: Digest): string {
  const day = localDate(at, timezone);
  if (day >= date) return localTime(at, timezone).slice(0, 5);
  const [weekday = ''] = dateInWords(day, 'long').split(' ');
  return day > dayAfter(date, -7) ? weekday : dateInWords(day, 'short');
}
