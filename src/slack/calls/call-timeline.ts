import { type Call, type Instant, isOpen, ringMs, talkMs } from '../../calls/call.ts';
import type { MessageBlock, RenderOptions } from '../blocks/rendered.ts';
import { bold, bullets, type Line, words } from '../blocks/rich.ts';
import { duration, isShowable, timeElement, withinLine } from '../blocks/times.ts';

/** From dialling to hanging up, to the second: only the steps that are known. The first of them says the day. */
export function timeline(call: Call, options: RenderOptions): MessageBlock[] {
  const rang = lasting('ringing', ringMs(call));
  const isAnswered = isShowable(call.answeredAt);
  const first = [call.startedAt, call.answeredAt, call.endedAt].find(isShowable);
  const step = (what: string, at: Instant | null, after: string): Line | null => {
    if (!isShowable(at)) return null;
    const format = at === first ? withinLine('{date_short_pretty} at {time_secs}') : '{time_secs}';
    return [bold(what), words(' '), timeElement(at, options, format), words(after)];
  };
  return bullets(
    step('Dialled', call.startedAt, ''),
    step('Answered', call.answeredAt, rang),
    isOpen(call)
      ? [words('Still going on')]
      : step('Ended', call.endedAt, isAnswered ? lasting('talking', talkMs(call)) : rang),
  );
}

/** “, after ringing for 12 s” */
function lasting(what: string, ms: number | null): string {
  return ms === null || !Number.isFinite(ms) ? '' : `, after ${what} for ${duration(ms)}`;
}
