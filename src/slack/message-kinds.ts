import type { Instant } from '../calls/call.ts';
import type { FormName } from '../calls/message-forms.ts';
import type { Store } from '../store/engine/database.ts';
import type { Message } from '../store/messages/messages.ts';
import type { KindOfMessage } from './blocks/kind-of.ts';
import type { RenderOptions } from './blocks/rendered.ts';
import { digestMessage, digestRestMessage, sharedDigestMessage } from './digests/digest-message.ts';
import { incidentClosedMessage, incidentMessage } from './incidents/incident-message.ts';
import {
  bundleMessage,
  dailyMessage,
  detailMessage,
  mutedMessage,
  retoldMessage,
} from './news/bundle-message.ts';
import { erasedMessage, unknownStatesMessage, welcomeMessage } from './status/notices-message.ts';
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
  welcome: welcomeMessage,
  'unknown-state': unknownStatesMessage,
  erased: erasedMessage,
};

/** How the outbox has its messages put into words. */
export function sayFrom(store: Store, options: () => RenderOptions) {
  return (message: Message, now: Instant) => messageKinds[message.form].say(store, message, now, options());
}
