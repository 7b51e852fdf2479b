import { isAhead } from '../../calls/health.ts';
import { isCopyLate, leftOverWords, type NightlyCopy } from '../../calls/nightly-copy.ts';
import type { RenderOptions } from '../blocks/rendered.ts';
import { type Line, words } from '../blocks/rich.ts';
import { isShowable, roughDuration, timeElement } from '../blocks/times.ts';

/** How old the newest nightly copy is; null where none are wanted. */
export function lastCopy(copies: NightlyCopy | null, options: RenderOptions): Line | null {
  if (copies === null) return null;
  const { copiedAt } = copies;
  if (!isShowable(copiedAt)) return [words('No nightly copy of the database yet')];
  const age = isAhead(copiedAt, options.now)
    ? 'before the clock was set back'
    : `${roughDuration(options.now - copiedAt)} ago`;
  return [words('Last nightly copy '), timeElement(copiedAt, options), words(`, ${age}`)];
}

/** What is wrong with the copies, in two or three words and with what to do; null when nothing is. */
export function copyTrouble(
  copies: NightlyCopy | null,
  { now }: RenderOptions,
): { title: string; advice: string } | null {
  if (copies === null) return null;
  const { problem, leftOver } = copies;
  if (problem !== null)
    return {
      title: 'Working, but the nightly copy failed',
      advice: `${forReaders(problem)}. I try again every hour.`,
    };
  if (isCopyLate(copies, now))
    return {
      title: 'Working, but the nightly copy is late',
      advice: 'For the person who runs the bot: the log says why.',
    };
  if (leftOver === null) return null;
  return {
    title: 'Working, but old copies aren’t deleted',
    advice: `For the person who runs the bot: ${leftOverWords(leftOver)}.`,
  };
}

/** Tools of Postgres name its host and user, which are for those who read the log. */
function forReaders(problem: string): string {
  const [, tool] = /^(pg_\w+) failed: /.exec(problem) ?? [];
  return tool === undefined ? problem.replace(/\.$/, '') : `the tool ${tool} failed, and the log says why`;
}
