import { type Call, isOpen, ringMs, talkMs } from '../../calls/call.ts';
import type { MessageBlock, RenderOptions } from '../messages/rendered.ts';
import { bold, bullets, type Line, words } from '../messages/rich.ts';
import { duration, isShowable, timeElement } from '../messages/times.ts';

/** From dialling to hanging up, to the second: only the steps that are known. */
export function timeline(call: Call, options: RenderOptions): MessageBlock[] {
  return bullets(
    step('Dialled', call.startedAt, options, '{date_short_pretty} at {time_secs}'),
    lasting('Rang', ringMs(call)),
    step('Answered', call.answeredAt, options),
    lasting('Talked', talkMs(call)),
    isOpen(call) ? [words('Still going on')] : step('Ended', call.endedAt, options),
  );
}

function step(what: string, at: number | null, options: RenderOptions, format = '{time_secs}'): Line | null {
  return isShowable(at) ? [bold(what), words(' '), timeElement(at, options, format)] : null;
}

function lasting(what: string, ms: number | null): Line | null {
  return ms === null || !Number.isFinite(ms) ? null : [words(`${what} ${duration(ms)}`)];
}
