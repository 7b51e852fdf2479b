import type { SlackClock } from '../src/slack/line/slack-clock.ts';
import { cleanUp } from './clean-up.ts';
import { answers } from './parts/answers.ts';
import { directMessage } from './parts/direct-message.ts';
import { directory } from './parts/directory.ts';
import { doubts, withoutClick } from './parts/doubts.ts';
import { type Ear, listening } from './parts/listening.ts';
import { messages } from './parts/messages.ts';
import type { Row } from './row.ts';
import type { Workbench } from './workbench.ts';

interface Verification {
  bench: Workbench;
  /** As `bench`, but what asks with it goes on when everything else is to end. */
  cleaner: Workbench;
  clock: SlackClock;
  /** Null where nobody is asked to click. */
  ear: Ear | null;
  /** Ends everything but the cleaning up. */
  stopped: AbortSignal;
}

/** Asks everything of Slack, one row after the other, and leaves nothing behind, whatever happens in between. */
export async function* verify({ bench, cleaner, clock, ear, stopped }: Verification): AsyncGenerator<Row> {
  try {
    for (const part of parts(bench, ear)) {
      if (stopped.aborted) break;
      for await (const row of guarded(part)) {
        yield row;
        if (stopped.aborted) break;
      }
    }
    yield clockRow(clock);
  } finally {
    yield* cleanUp({ ...cleaner, left: bench.left });
  }
}

function parts(bench: Workbench, ear: Ear | null): AsyncGenerator<Row>[] {
  const click = ear === null ? withoutClick() : listening(bench, ear);
  return [directory(bench), messages(bench), answers(bench), directMessage(bench), doubts(bench), click];
}

/** A part that breaks in a way nobody thought of must not take the others with it. */
async function* guarded(part: AsyncGenerator<Row>): AsyncGenerator<Row> {
  try {
    yield* part;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    yield {
      about: 'carry this check out',
      verdict: { state: 'failed', said },
      does: 'report this as a defect of the check',
      essential: 'post',
    };
  }
}

function clockRow(clock: SlackClock): Row {
  const about = 'compare the clocks';
  const reading = clock.reading();
  if (reading === null)
    return {
      about,
      verdict: { state: 'failed', said: 'Slack gave no time' },
      does: 'parks what is in doubt',
      essential: null,
    };
  const seconds = Math.round(reading.aheadMs / 1_000);
  const said =
    seconds === 0 ? 'the same' : `Slack is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`;
  const does = clock.noteworthyMs() === null ? 'nothing to do' : 'corrects for it, and doctor says so';
  return { about, verdict: { state: 'taken', said }, does, essential: null };
}
