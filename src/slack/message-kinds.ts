import type { Instant } from '../calls/call.ts';
import type { FormName } from '../calls/message-forms.ts';
import type { Store } from '../store/engine/database.ts';
import type { Message } from '../store/messages/messages.ts';
import { type KindOfMessage, noticeOf } from './blocks/kind-of.ts';
import type { RenderOptions } from './blocks/rendered.ts';
import { digestMessage, digestRestMessage, sharedDigestMessage } from './digests/digest-message.ts';
import { renderErased } from './erasing/erasures.ts';
import { renderFirstRun, renderInvited, renderTest } from './first-run/first-words.ts';
import {
  followUpReminderMessage,
  followUpSaidMessage,
  followUpsDueMessage,
} from './follow-ups/reminder-message.ts';
import { incidentClosedMessage, incidentMessage } from './incidents/incident-message.ts';
import {
  bundleMessage,
  dailyMessage,
  detailMessage,
  mutedMessage,
  retoldMessage,
} from './news/bundle-message.ts';
import { renderUnknownStates } from './status/unknown-states.ts';
import { renderWelcome } from './status/welcome.ts';
import { replayMessage, settingMessage, sharedListMessage } from './subscriptions/asked-message.ts';

/** Every kind of message there is, by its form. */
export const messageKinds: { [Form in FormName]: KindOfMessage<Form> } = {
  bundle: bundleMessage,
  detail: detailMessage,
  muted: mutedMessage,
  daily: dailyMessage,
  digest: digestMessage,
  'digest-rest': digestRestMessage,
  'digest-shared': sharedDigestMessage,
  incident: incidentMessage,
  'incident-closed': incidentClosedMessage,
  change: settingMessage,
  share: sharedListMessage,
  replay: replayMessage,
  retold: retoldMessage,
  welcome: noticeOf('welcome', renderWelcome),
  'unknown-state': noticeOf('unknown-state', ({ states }) => renderUnknownStates(states)),
  'follow-up-reminder': followUpReminderMessage,
  'follow-ups-due': followUpsDueMessage,
  'follow-up-said': followUpSaidMessage,
  'first-run': noticeOf('first-run', renderFirstRun),
  invited: noticeOf('invited', renderInvited),
  test: noticeOf('test', ({ by }) => renderTest(by)),
  erased: noticeOf('erased', renderErased),
};

/** How the outbox has its messages put into words. */
export function sayFrom(store: Store, options: () => RenderOptions) {
  return (message: Message, now: Instant) => messageKinds[message.form].say(store, message, now, options());
}
