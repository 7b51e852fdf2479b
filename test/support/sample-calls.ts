import type { DetailedCall } from '../../src/calls/call.ts';
import type { Subscription } from '../../src/calls/subscription.ts';

/** 2026-03-02 is a Monday far from any change of clocks. */
export const mondayNoon = Date.UTC(2026, 2, 2, 12);

/** An answered call that ended at noon, with whatever a test wants different. */
export function sampleCall(different: Partial<DetailedCall> = {}): DetailedCall {
  return {
    id: 'call-1',
    phoneNumber: '+33199001234',
    status: 'completed',
    result: 'human',
    dialError: null,
    startedAt: mondayNoon - 75_000,
    answeredAt: mondayNoon - 60_000,
    endedAt: mondayNoon,
    endReason: 'tool_end_call',
    endedBy: 'agent',
    recordingUrl: null,
    structuredOutput: null,
    transcript: null,
    unknownFields: null,
    ...different,
  };
}

export function failedCall(dialError: string, different: Partial<DetailedCall> = {}): DetailedCall {
  return sampleCall({
    status: 'error',
    result: null,
    dialError,
    answeredAt: null,
    endReason: null,
    endedBy: null,
    ...different,
  });
}

export function sampleSubscription(different: Partial<Subscription> = {}): Subscription {
  return {
    id: 'subscription-1',
    channel: 'C0CALLS',
    topic: 'calls',
    filter: '',
    options: {},
    madeBy: 'environment',
    madeAt: 0,
    paused: null,
    ...different,
  };
}
