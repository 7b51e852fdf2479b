import type { Instant } from '../calls/call.ts';
import { endedIn } from './answer.ts';
import type { Conversation } from './conversation.ts';
import { type Encoding, firstPage } from './dialect.ts';
import { RevoxError } from './errors.ts';
import { keepsAll, learnEncoding } from './learn-encoding.ts';
import { learnPageBase, startsAtZeroNow } from './learn-page-base.ts';

const reviewEveryMs = 3_600_000;
const retryAfterMs = 300_000;

/** Tried in turn where the size we would like is declined. */
const smallerSizes = [50, 20, 10];

/** Learns what is not known yet, and now and then makes sure of what would go wrong without a sign. */
export async function review(talk: Conversation, now: Instant): Promise<void> {
  const { pageBase } = talk.dialect;
  if (pageBase === null) await learnSizeAndBase(talk);
  if (talk.dialect.pageBase === null || now < talk.dialect.reviewAt) return;

  try {
    if (pageBase === 1 && (await startsAtZeroNow(talk))) await talk.learn({ pageBase: 0 });
    await reviewEncoding(talk, now);
  } catch (error) {
    // The list can be read without: whatever is wrong, the reading that follows meets it and tells.
    if (!(error instanceof RevoxError)) throw error;
    await talk.learn({ reviewAt: now + retryAfterMs });
  }
}

async function learnSizeAndBase(talk: Conversation): Promise<void> {
  const { askedSize } = talk.dialect;
  const sizes = [askedSize, ...smallerSizes.filter((size) => size < askedSize)];
  for (const [index, size] of sizes.entries()) {
    await talk.learn({ askedSize: size });
    try {
      return await talk.learn({ pageBase: await learnPageBase(talk) });
    } catch (error) {
      if (!mayBeTheSize(error) || index === sizes.length - 1) {
        await talk.learn({ askedSize });
        throw error;
      }
    }
  }
}

function mayBeTheSize(error: unknown): boolean {
  return error instanceof RevoxError && (error.status === 400 || error.status === 422);
}

async function reviewEncoding(talk: Conversation, now: Instant): Promise<void> {
  const before = await talk.askPlainly(firstPage(talk.dialect));
  if (endedIn(before).size === 0) return;

  const { statuses } = talk.dialect;
  const stands = isNamed(statuses) && (await keepsAll(talk, statuses, before)) !== false;
  const learned = stands ? statuses : await learnEncoding(talk, before);
  await talk.learn({ statuses: learned, reviewAt: now + (learned === null ? retryAfterMs : reviewEveryMs) });
}

function isNamed(statuses: Encoding | 'none' | null): statuses is Encoding {
  return statuses !== null && statuses !== 'none';
}
