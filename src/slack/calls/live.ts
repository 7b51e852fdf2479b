import type { TableBlock } from '@slack/types';
import type { Call } from '../../calls/call.ts';
import { doingSince, type LiveCalls } from '../../calls/live-calls.ts';
import { dot } from '../blocks/dots.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import { counted, listed, number } from '../blocks/numbers.ts';
import type { RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, button, footnote, paragraph, table, words } from '../blocks/rich.ts';
import { duration, roughDuration } from '../blocks/times.ts';
import { openCallSelect } from './call-table.ts';
import { numberOf } from './call-words.ts';

/** Which calls ring or talk now, the longest first: those may be stuck. */
export function renderLive(live: LiveCalls, options: RenderOptions): Shown {
  const calls = longestFirst(live.calls);
  const rendered: Shown = {
    blocks: [
      ...paragraph([bold(heading(live)), words(waiting(live))]),
      ...(calls.length === 0 ? [] : [liveTable(calls, options)]),
      ...paragraph(leftOut(live) > 0 ? [words(`and ${counted(leftOut(live), 'more call')}`)] : null),
      ...footnote(freshness(live, options), stuck(live)),
      ...actions(openCallSelect(calls, options), button('Refresh', 'live_refresh')),
    ],
  };
  return maskedWhereAsked(rendered, options);
}

function heading({ inConversation, ringing }: LiveCalls): string {
  if (inConversation + ringing === 0) return 'No call right now.';
  const doing = [
    ...(inConversation > 0 ? [`${number(inConversation)} in conversation`] : []),
    ...(ringing > 0 ? [`${number(ringing)} ringing`] : []),
  ];
  return `${counted(inConversation + ringing, 'call')} right now: ${listed(doing)}.`;
}

function waiting({ queued }: LiveCalls): string {
  return queued === 0 ? '' : ` ${number(queued)} queued.`;
}

function longestFirst(calls: Call[]): Call[] {
  const rank = (call: Call) => (call.status === 'ongoing' ? 0 : 1);
  const since = (call: Call) => doingSince(call) ?? Number.POSITIVE_INFINITY;
  return calls.toSorted((one, other) => rank(one) - rank(other) || (since(one) < since(other) ? -1 : 1));
}

function liveTable(calls: Call[], options: RenderOptions): TableBlock {
  return table(
    [
      { title: 'No.', align: 'right' },
      { title: 'Now' },
      { title: 'Number' },
      { title: 'For', align: 'right' },
    ],
    calls.map((call, index) => [
      String(index + 1),
      [...dot(call.status === 'ongoing' ? 'green' : 'white'), words(doing(call))],
      numberOf(call, options),
      forHowLong(call, options) ?? '',
    ]),
  );
}

function doing({ status }: Call): string {
  return status === 'ongoing' ? 'In conversation' : 'Ringing';
}

function forHowLong(call: Call, { now }: RenderOptions): string | null {
  const since = doingSince(call);
  return since === null || !Number.isFinite(now - since) ? null : duration(now - since);
}

function leftOut({ inConversation, ringing, calls }: LiveCalls): number {
  return inConversation + ringing - calls.length;
}

function stuck({ probablyOver }: LiveCalls): string | null {
  if (probablyOver === 0) return null;
  const are = probablyOver === 1 ? 'is' : 'are';
  return `${counted(probablyOver, 'more call')} ${are} open for over a day, and probably ended`;
}

const staleMs = 2 * 60_000;

/** What was true when Revox was last read; durations run on from there. */
function freshness({ readAt }: LiveCalls, { now }: RenderOptions): string {
  if (readAt === null) return 'Revox hasn’t been read yet: see /revox status';
  const ago = roughDuration(now - readAt);
  return now - readAt > staleMs
    ? `Revox was last read ${ago} ago, so this may be out of date: see /revox status`
    : `Updated ${ago} ago`;
}
