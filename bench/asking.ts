import { blockAction, slashCommand } from '../test/support/slack/slack-requests.ts';
import type { Door } from './door.ts';
import { longestHeld } from './held-loop.ts';
import { percentile } from './rounds.ts';
import type { Measured } from './row.ts';
import type { Scale } from './scale.ts';

export type Ask = () => Record<string, unknown>;

/** A request is made anew each time, as Slack sends none twice. */
export const typed =
  (text: string): Ask =>
  () =>
    slashCommand(text);
export const pressed =
  (action: string, value: string): Ask =>
  () =>
    blockAction(action, value);

/** What takes long is asked less often, and what is far beyond its budget a few times. */
const longEnoughMs = 3_000;
const fewest = 5;

/** The 99th percentile, and what was shown at last. */
export async function answersTo(
  door: Door,
  ask: Ask,
  scale: Scale,
  path = '/bot-ours',
): Promise<{ measured: Measured; shown: string }> {
  const times: number[] = [];
  let { shown } = await door.ask(path, ask());
  const heldMs = await longestHeld(async () => {
    const endAt = performance.now() + longEnoughMs;
    for (let round = 0; round < scale.of(100, 1); round += 1) {
      const answered = await door.ask(path, ask());
      times.push(answered.ms);
      shown = answered.shown;
      if (times.length >= fewest && performance.now() > endAt) break;
    }
  });
  const spread: [number, number] = [Math.min(...times), Math.max(...times)];
  return { measured: { value: percentile(times, 0.99), spread, heldMs }, shown };
}
