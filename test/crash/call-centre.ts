import { aCall, endCall, type RevoxServer, type ServedCall } from '../support/revox-server.ts';
import { type AskedAgain, askers } from './follow-ups.ts';
import type { Round } from './plan.ts';

/** Hears of every call, and of every failed one. */
export const everyCall = 'C0CALLS';
export const everyFailure = 'C0ALERTS';

/** A channel of its own for each of so many kinds of calls, so that one message in doubt does not hold up the rest. */
export function laneChannel(lane: number): string {
  return `C0LANE${lane}`;
}

/** Which call has to be told where, exactly once. */
export interface Expected {
  call: string;
  channel: string;
}

/** Revox, as far as its calls go: what ends, and who has to hear of it. */
export interface CallCentre {
  readonly expected: Expected[];
  /** What has to be followed up, exactly once. */
  readonly asked: AskedAgain[];
  /** Ends the calls of a round now. @returns their ids. */
  endCalls(round: Round, lane: number): string[];
}

/** Old calls that nobody may hear of, with some among them that are still open. */
export function openCallCentre(revox: RevoxServer, history: number, lanes: number): CallCentre {
  const longAgo = Date.now() - 7 * 24 * 3_600_000;
  revox.calls = Array.from({ length: history }, (_, index) => oldCall(longAgo + index * 60_000));
  const open = Array.from({ length: 8 }, (_, index) => {
    const call = aCall({ status: 'ongoing', started_at: iso(Date.now() - 3_600_000) });
    revox.calls.splice(history - 15 * index, 0, call);
    return call;
  });
  const expected: Expected[] = [];
  const asking = askers();

  /** Errors on our side, so that they become a spike in time, whose card counts the calls of its channel. */
  function end(call: ServedCall, lane: number | null, failed: boolean, said: object = {}): void {
    const failure = { status: 'error', result: null, dial_error: 'too_many_calls', structured_output: null };
    const fields = lane === null ? { structured_output: null } : { structured_output: { lane, ...said } };
    endCall(call, Date.now(), failed ? { ...failure, ...fields } : fields);
    const channels = [
      everyCall,
      ...(failed ? [everyFailure] : []),
      ...(lane === null ? [] : [laneChannel(lane)]),
    ];
    for (const channel of channels) expected.push({ call: call.id, channel });
  }

  return {
    expected,
    asked: asking.asked,
    endCalls(round, lane) {
      const ended = Array.from({ length: round.calls }, (_, index) => {
        const call = aCall();
        const said = index === round.failing ? asking.next(call) : {};
        end(call, round.spread ? index % lanes : lane, index < round.failing, said);
        revox.calls.push(call);
        return call;
      });
      const late = round.lateEnding ? open.pop() : undefined;
      if (late !== undefined) {
        end(late, null, false);
        ended.push(late);
      }
      return ended.map((call) => call.id);
    },
  };
}

function oldCall(startedAt: number): ServedCall {
  const call = aCall();
  endCall(call, startedAt + 60_000, { started_at: iso(startedAt) });
  return call;
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
