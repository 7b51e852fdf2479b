import { type Answer, endedIn, orDeclined } from './answer.ts';
import { type Conversation, dialledStates, undialledStates } from './conversation.ts';
import { type Encoding, encodings, firstPage } from './dialect.ts';

/**
 * The first encoding of `statuses` that the server shows to understand, `none` when it shows that of no encoding,
 * null when the list cannot show it.
 *
 * A row does not name its order's state, and no mapping is written down, so no single answer can be judged. But an
 * attempt that ended was dialled, hence its order is past the undialled states. With the first page as it is without a
 * filter, two questions decide:
 * - asked for undialled states only, the ended attempts must go away: else the server ignores the parameter;
 * - asked for every state, they must all be back: else it understood a part, such as the last value, or a list as one
 *   long unknown word, and would hide calls. The undialled states stand first and last in that question, so that
 *   a server that reads a single value reads one that holds no ended attempt.
 *
 * No filter is always safe and only costs rows, so every doubt falls there.
 */
export async function learnEncoding(talk: Conversation, before: Answer): Promise<Encoding | 'none' | null> {
  for (const encoding of encodings) {
    if (!(await leavesOut(talk, encoding, before))) continue;
    const verdict = await keepsAll(talk, encoding, before);
    if (verdict !== false) return verdict && encoding;
  }
  return 'none';
}

/** Whether asking for every state by this encoding finds all there is; null when calls moved too fast to tell. */
export async function keepsAll(
  talk: Conversation,
  encoding: Encoding,
  before: Answer,
): Promise<boolean | null> {
  const [first = '', last = ''] = undialledStates;
  const found = await orDeclined(talk.askFor([first, ...dialledStates, last], encoding));
  const after = await talk.askPlainly(firstPage(talk.dialect));

  // What was on the page both before and after was on it in between.
  const lasting = endedIn(before).intersection(endedIn(after));
  return lasting.size === 0 ? null : lasting.isSubsetOf(endedIn(found));
}

async function leavesOut(talk: Conversation, encoding: Encoding, before: Answer): Promise<boolean> {
  const found = await orDeclined(talk.askFor(undialledStates, encoding));
  if (found.refusal !== null) return false;
  // An order may wait for its next attempt after one that ended, so a few may rightly stay.
  return endedIn(found).intersection(endedIn(before)).size <= endedIn(before).size / 2;
}
