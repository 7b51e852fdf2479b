import { intoWorkingHours } from '../../src/calls/follow-ups/working-hours.ts';
import { hourMs, minuteMs } from '../../src/calls/time/durations.ts';
import type { Gestures } from '../slack/gestures.ts';
import { clockTime } from './clock-time.ts';
import type { Place } from './places.ts';

export interface WorkDeps {
  gestures: Pick<Gestures, 'use'>;
  places: Place[];
  timezone: string;
  clock: () => number;
}

/**
 * At night and at weekends a follow-up waits for the next working day, and a demo does not. A person would give #calls
 * other hours, and so does this, once. @returns what sets them, and says whether it did
 */
export function workNow(deps: WorkDeps): () => Promise<boolean> {
  let isSet = false;
  return async () => {
    if (isSet || isWorkedSoon(deps)) return false;
    // Where no bot answers, the call ends all the same.
    isSet = await setQuietHours(deps).then(
      () => true,
      () => false,
    );
    return isSet;
  };
}

function isWorkedSoon({ timezone, clock }: WorkDeps): boolean {
  const hours = { quiet: null, timezone };
  return [clock(), clock() + 5 * minuteMs].every((at) => intoWorkingHours(at, hours) === at);
}

/** Quiet hours leave all others for work, on any day; these are half a day away. */
async function setQuietHours({ gestures, places, timezone, clock }: WorkDeps): Promise<void> {
  const calls = places.find(({ slug }) => slug === 'calls');
  if (calls === undefined) return;
  const from = clock() + 12 * hourMs;
  const quiet = `${clockTime(from, timezone)}-${clockTime(from + 30 * minuteMs, timezone)}`;
  const answer = { ts: String(clock() / 1000), text: '', blocks: [], replaces: null, deleted: false };
  await gestures.use(
    { type: 'button', action_id: 'subscribe_channel', block_id: 'proposal', value: `calls quiet ${quiet}` },
    { kind: 'answer', answer: { ...answer, channel: calls.channel } },
  );
}
