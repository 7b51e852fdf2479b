import type { Instant } from '../calls/call.ts';
import { hourMs } from '../calls/time/durations.ts';
import { type Answer, endedIn } from './answer.ts';
import { type Conversation, pageSizes } from './conversation.ts';
import type { Encoding } from './dialect.ts';
import { RevoxError } from './errors.ts';
import { keepsAll, learnEncoding } from './learn-encoding.ts';
import { learnPageBase } from './learn-page-base.ts';

const reviewEveryMs = hourMs;
const retryAfterMs = 300_000;

/**
 * Learns what is not known yet, and now and then makes sure of what could be wrong without a sign: a server that
 * moved its
 * first page, as Revox's own tools once did, or that hides calls under our filter.
 */
export async function review(talk: Conversation, now: Instant): Promise<void> {
  if (talk.dialect.pageBase === null) {
    const first = await learnSizeAndBase(talk);
    if (talk.dialect.pageBase !== null)
      await unlessHindered(talk, now, () => reviewEncoding(talk, first, now));
  } else if (now >= talk.dialect.reviewAt) {
    await unlessHindered(talk, now, async () => reviewEncoding(talk, await learnPageBase(talk), now));
  }
}

/** The list can be read without: whatever is wrong, the reading that follows meets it and reports it. */
async function unlessHindered(talk: Conversation, now: Instant, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RevoxError)) throw error;
    await talk.learn({ reviewAt: now + retryAfterMs });
  }
}

async function learnSizeAndBase(talk: Conversation): Promise<Answer> {
  for (const askedSize of [talk.wantedSize, ...pageSizes.filter((size) => size < talk.wantedSize)]) {
    await talk.learn({ askedSize });
    try {
      return await learnPageBase(talk);
    } catch (error) {
      if (!mayBeTheSize(error)) throw error;
    }
  }
  await talk.learn({ askedSize: talk.wantedSize });
  return learnPageBase(talk);
}

function mayBeTheSize(error: unknown): boolean {
  return error instanceof RevoxError && (error.status === 400 || error.status === 422);
}

async function reviewEncoding(talk: Conversation, before: Answer, now: Instant): Promise<void> {
  if (endedIn(before).size === 0) return;

  const { statuses } = talk.dialect;
  const stands = isNamed(statuses) && (await keepsAll(talk, statuses, before)) !== false;
  const learned = stands ? statuses : await learnEncoding(talk, before);
  await talk.learn({ statuses: learned, reviewAt: now + (learned === null ? retryAfterMs : reviewEveryMs) });
}

function isNamed(statuses: Encoding | 'none' | null): statuses is Encoding {
  return statuses !== null && statuses !== 'none';
}
