import { type Call, isOpen, ringMs, talkMs } from '../../calls/call.ts';
import type { MessageBlock, RenderOptions } from '../blocks/rendered.ts';
import { bold, bullets, type Line, words } from '../blocks/rich.ts';
import { duration, isShowable, timeElement } from '../blocks/times.ts';

/** From dialling to hanging up, to the second: only the steps that are known. */
export function timeline(call: Call, options: RenderOptions): MessageBlock[] {
  const rang = lasting('ringing', ringMs(call));
  const isAnswered = isShowable(call.answeredAt);
  return bullets(
    step('Dialled', call.startedAt, options, '', '{date_short_pretty} at {time_secs}'),
    step('Answered', call.answeredAt, options, rang),
    isOpen(call)
      ? [words('Still going on')]
      : step('Ended', call.endedAt, options, isAnswered ? lasting('talking', talkMs(call)) : rang),
  );
}

function step(
  what: string,
  at: number | null,
  options: RenderOptions,
  after: string,
  format = '{time_secs}',
): Line | null {
  return isShowable(at) ? [bold(what), words(' '), timeElement(at, options, format), words(after)] : null;
}

/** “, after ringing for 12 s” */
function lasting(what: string, ms: number | null): string {
  return ms === null || !Number.isFinite(ms) ? '' : `, after ${what} for ${duration(ms)}`;
}
