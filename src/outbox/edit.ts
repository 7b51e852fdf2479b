import { claimEdit, type EditClaim, settleEdit } from '../store/messages/message-edits.ts';
import type { Message } from '../store/messages/messages.ts';
import { backoffMs } from './backoff.ts';
import { chanceOf, type DeliverDeps, timingsOf } from './deliver-deps.ts';
import type { Edit, EditOutcome, Words } from './posting.ts';

/** Slack allows about fifty edits a minute, over all channels. */
const editsPerPass = 10;
const mostTries = 10;

export interface EditResult {
  edited: number;
  /** Deleted or too old to be edited, or refused too often. */
  givenUp: number;
  /** To be tried again. */
  postponed: number;
}

/** One pass: posted messages whose content changed are written again in place. To do so twice does no harm. */
export async function editMessages(deps: DeliverDeps): Promise<EditResult> {
  const { leaseMs } = timingsOf(deps);
  const result: EditResult = { edited: 0, givenUp: 0, postponed: 0 };
  for (let count = 0; count < editsPerPass && deps.stopping?.aborted !== true; count += 1) {
    const claim = await claimEdit(deps.db, { now: deps.now(), leaseMs });
    if (claim === null) break;
    result[await editOne(deps, claim)] += 1;
    // Slack limits edits as a whole, so the rest would fare no better now.
    if (result.postponed > 0) break;
  }
  return result;
}

async function editOne(deps: DeliverDeps, claim: EditClaim): Promise<keyof EditResult> {
  const outcome = await rewrite(deps, claim);
  if (outcome.kind === 'retry' && claim.attempt < mostTries) {
    const waitMs = backoffMs({ attempt: claim.attempt, afterMs: outcome.afterMs }, chanceOf(deps));
    await settleEdit(deps.db, claim, deps.now() + waitMs);
    return 'postponed';
  }
  if (outcome.kind !== 'edited' && outcome.kind !== 'gone') report(deps, claim, outcome);
  await settleEdit(deps.db, claim, null, isGone(outcome));
  return outcome.kind === 'edited' ? 'edited' : 'givenUp';
}

const deleted = new Set(['message_not_found', 'thread_not_found']);

/** What it showed before is not to be seen any more. */
function isGone(outcome: EditOutcome): boolean {
  return outcome.kind === 'edited' || (outcome.kind === 'gone' && deleted.has(outcome.reason));
}

/** A message of which nothing is left to tell stays as it is, unless it shows what was erased. */
async function rewrite(deps: DeliverDeps, { message, erasureId }: EditClaim): Promise<EditOutcome> {
  const words = await inWords(deps, message);
  if (words === 'unspeakable') return { kind: 'retry', afterMs: null, reason: 'not put into words' };
  const erased = erasureId === null ? null : await deps.say({ ...message, form: 'erased' }, deps.now());
  const { channel, ts } = message;
  const edit = (to: Words) => deps.slack.edit({ channel, ts, words: to, ...countedSince(message) });
  const to = words ?? erased;
  if (to === null) return { kind: 'gone', reason: 'nothing is left to tell' };
  const outcome = await edit(to);
  return outcome.kind === 'blocks-refused' && erased !== null ? edit(erased) : outcome;
}

/** Some count calls while they last, and their metadata says how many. */
function countedSince({ id, kind, calls }: Message): Pick<Edit, 'metadata'> {
  return calls > 1 || (kind === 'incident' && calls > 0) ? { metadata: { id, kind, calls } } : {};
}

/** Our own mistakes end here, so that one card that we cannot write does not keep the others as they were. */
async function inWords(deps: DeliverDeps, message: Message): Promise<Words | 'unspeakable' | null> {
  try {
    return await deps.say(message, deps.now());
  } catch (error) {
    deps.log.error({ messageId: message.id, err: error }, 'an edit could not be rendered');
    return 'unspeakable';
  }
}

type Failure = Exclude<EditOutcome, { kind: 'edited' | 'gone' }>;

function report({ log }: DeliverDeps, { message }: EditClaim, outcome: Failure): void {
  const { kind, channel, id: messageId } = message;
  const pointer = outcome.kind === 'blocks-refused' ? outcome.pointer : null;
  log.error({ messageId, channel, kind, pointer, reason: outcome.reason }, 'an edit was given up');
}
