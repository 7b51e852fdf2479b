import { z } from 'zod';

import { lookUpsIn } from '../../calls/filter/number-word.ts';
import { DatabaseTrouble } from '../../store/engine/database-trouble.ts';
import { claimInbound } from '../../store/messages/inbound.ts';
import { carried } from '../blocks/carried.ts';
import { hideTyped } from '../blocks/masked.ts';
import { databaseBusy, renderProblem, somethingBroke } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import { type Admit, keepsTab } from './admission.ts';
import { may } from './authority.ts';
import type { Answer, Asked, Desk, Handler } from './handler.ts';
import { fieldsNamedIn } from './known-fields.ts';
import { numbersFor } from './number-look-ups.ts';
import { withoutTold } from './quiet-answer.ts';
import { say, type WaysBack } from './say.ts';
import { noteNames } from './unread-names.ts';

interface Doors {
  admit: Admit;
  /** Draws the Home tab. */
  home: Handler;
}

/** Acknowledge, check who asks, do it once, answer, and apologise when it did not work. Never rejects. */
export async function answerPerson(
  asked: Asked,
  handler: Handler,
  ways: WaysBack,
  desk: Desk,
  { admit, home }: Doors,
): Promise<void> {
  const startedAt = performance.now();
  await acknowledge(asked, ways, desk);
  try {
    const refusal = await admit(asked);
    if (refusal === keepsTab) return;
    const answer = refusal ?? (await inTime(answerOnce(asked, handler, desk), desk));
    if (refusal === null) await noteNames(desk.db, asked.input, JSON.stringify(answer), desk.now());
    const saidIn = answer === null ? null : await say(answer, asked, ways, desk);
    const mayRedraw = refusal === null && asked.at.kind === 'home' && saidIn !== 'home';
    if (handler.changes && mayRedraw) await redrawHome(asked, home, ways, desk);
  } catch (err) {
    desk.log.error({ err, command: asked.what }, 'a person could not be answered');
    await apologise(err, asked, ways, desk);
  }
  desk.onAnswered?.(asked.what, performance.now() - startedAt);
}

/**
 * Slack waits three seconds for this, so it comes before everything. The answer takes another way and may still
 * arrive.
 */
async function acknowledge({ what }: Asked, { ack }: WaysBack, { log }: Desk): Promise<void> {
  await ack().catch((err: unknown) =>
    log.warn({ err, command: what }, 'the acknowledgement did not reach Slack'),
  );
}

async function answerOnce(asked: Asked, handler: Handler, desk: Desk): Promise<Answer | null> {
  if (handler.changes && !(await claimInbound(desk.db, asked.key, desk.now()))) return null;
  const numbers = numbersFor(asked, desk);
  const hiddenFields = may('hidden-fields', asked, desk) ? [] : (desk.hiddenFields ?? []);
  const fields = handler.filters && (await fieldsNamedIn(wordsIn(asked.input), desk.db, hiddenFields));
  const answer = await handler.answer(asked, {
    ...desk,
    numbers,
    hiddenFields,
    lookedUp: lookUpsIn(asked.input),
    ...(fields && { fields }),
  });
  if (answer === null) return null;
  const readers = { numbers, hiddenFields };
  return withoutTold(hideTyped(answer, readers), readers, asked, desk);
}

/** A form about a subscription sends its words beside the id. */
function wordsIn(input: string): string {
  return wordsOfForm.read(input)?.words ?? input;
}

const wordsOfForm = carried(z.object({ words: z.string() }), 20_000);

/** What was changed from the Home tab may stand on it. As when it is opened, nothing is said where that fails. */
async function redrawHome(asked: Asked, home: Handler, ways: WaysBack, desk: Desk): Promise<void> {
  const opening = { ...asked, triggerId: null };
  const drawn = await answerOnce(opening, home, desk);
  if (drawn !== null) await say(drawn, opening, ways, desk);
}

const usualPatienceMs = 20_000;

async function inTime<T>(answer: Promise<T>, { patienceMs = usualPatienceMs }: Desk): Promise<T | Shown> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Shown>((resolve) => {
    timer = setTimeout(resolve, patienceMs, busy);
  });
  return Promise.race([answer, patience]).finally(() => clearTimeout(timer));
}

async function apologise(error: unknown, asked: Asked, ways: WaysBack, desk: Desk): Promise<void> {
  await say(apologyFor(error), asked, ways, desk).catch((err: unknown) => {
    desk.log.error({ err, command: asked.what }, 'could not report the failure to the person either');
  });
}

const busy = renderProblem(databaseBusy);
const apology = renderProblem(somethingBroke);

function apologyFor(error: unknown): Shown {
  if (!(error instanceof DatabaseTrouble)) return apology;
  return renderProblem({
    what: `I can’t answer: ${error.message}.`,
    next: `For the person who runs the bot: ${error.next}.`,
  });
}
