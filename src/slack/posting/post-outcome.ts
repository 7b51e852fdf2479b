import type { ChatPostMessageResponse } from '@slack/web-api';

import { tokenWords } from '../../calls/token-words.ts';
import type { EditOutcome, OddAnswer, PostOutcome } from '../../outbox/posting.ts';
import { refersToBlocks } from '../door/best-form.ts';
import { type ApiFailure, apiFailureOf } from '../line/api-failure.ts';

const oddAnswer: OddAnswer = 'answered-oddly';

/** Only an answer for the channel asked, with a message id in it, counts as posted. */
export function postAnswered(answer: ChatPostMessageResponse, channel: string): PostOutcome {
  const { ok, ts } = answer;
  const isOurs =
    ok === true && answer.channel === channel && ts !== undefined && /^\d{1,12}\.\d{6}$/.test(ts);
  if (!isOurs) return { kind: 'in-doubt', reason: oddAnswer };
  const dropped = warningsOf(answer).find((warning) => warning.includes('metadata'));
  return { kind: 'sent', ts, channel, ...(dropped !== undefined && { dropped }) };
}

/** In one text or several, here or there: https://docs.slack.dev/apis/web-api/#responses */
function warningsOf({ warning, response_metadata: about }: ChatPostMessageResponse): string[] {
  return [...(warning?.split(',') ?? []), ...(about?.warnings ?? [])].map((one) => one.trim());
}

/** Only the words listed below mean “not posted”. Slack may add words, and whatever is not listed is in doubt. */
export function postFailed(error: unknown): PostOutcome {
  const failure = apiFailureOf(error);
  switch (failure.kind) {
    case 'rate-limited':
    case 'unreachable':
      return { kind: 'retry', ...delayOf(failure) };
    case 'refused':
      return refused(failure);
    case 'unclear':
      return { kind: 'in-doubt', reason: failure.code };
  }
}

/** An edit can be made twice without harm, so nothing is in doubt. */
export function editFailed(error: unknown): EditOutcome {
  const failure = apiFailureOf(error);
  if (failure.kind !== 'refused') return { kind: 'retry', ...delayOf(failure) };
  const { code, pointer } = failure;
  if (gone.has(code)) return { kind: 'gone', reason: code };
  return refersToBlocks(code)
    ? { kind: 'blocks-refused', pointer, reason: code }
    : { kind: 'retry', afterMs: null, reason: code };
}

function delayOf(failure: Exclude<ApiFailure, { kind: 'refused' }>) {
  if (failure.kind === 'rate-limited') return { afterMs: failure.afterMs, reason: 'rate-limited' };
  return { afterMs: null, reason: failure.code };
}

function refused({ code, pointer }: Extract<ApiFailure, { kind: 'refused' }>): PostOutcome {
  if (refersToBlocks(code)) return { kind: 'blocks-refused', pointer, reason: code };
  if (parentGone.has(code)) return { kind: 'pointless', reason: code };
  const isListed = needsPerson.has(code) || needsPersonPrefixes.some((prefix) => code.startsWith(prefix));
  return isListed ? { kind: 'refused', reason: code } : { kind: 'in-doubt', reason: code };
}

const gone = new Set(['message_not_found', 'edit_window_closed', 'cant_update_message', 'thread_not_found']);

/** Only a post into a thread is answered so. */
const parentGone = new Set(['thread_not_found', 'cannot_reply_to_message']);

const needsPersonPrefixes = ['restricted_action', 'invalid_metadata_'];

/** https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const needsPerson = new Set([
  // The channel.
  'channel_not_found',
  'is_archived',
  'messages_tab_disabled',
  'not_in_channel',
  // The token, the app or the workspace.
  ...tokenWords,
  'ekm_access_denied',
  'missing_scope',
  // The message itself.
  'invalid_array_arg',
  'metadata_must_be_sent_from_app',
  'metadata_too_large',
  'no_text',
  'too_many_attachments',
]);
