import type { WebClient } from '@slack/web-api';
import { withText } from '../blocks/aloud.ts';
import { turnOnMessagesTab } from '../blocks/problem.ts';
import type { Rendered, Shown } from '../blocks/rendered.ts';
import { apiFailureOf } from '../line/api-failure.ts';
import { isTabOff } from '../line/tab-refusals.ts';
import { inBestForm, type Sayer } from './best-form.ts';
import { forSlack, whisper } from './say.ts';
import { sentence } from './sentence.ts';

export interface Addressee {
  userId: string;
  /** Where they asked; null where that was in no channel. */
  askedIn: string | null;
}

/**
 * Says in a direct message what came of something, long after it was asked for. Where Slack refuses direct messages,
 * it is said where the person asked, seen by nobody else, with what to do about it. A direct message stays, so it must
 * hold nothing of a call.
 *
 * @throws when neither was possible
 */
export async function writeToPerson(
  client: WebClient,
  { userId, askedIn }: Addressee,
  rendered: Shown,
  sayer: Sayer,
): Promise<void> {
  try {
    const { channel } = await client.conversations.open({ users: userId });
    const send = (form: Rendered) => post(client, channel?.id ?? userId, form);
    await inBestForm(rendered, send, { surface: 'message', about: { kind: 'direct' } }, sayer);
    await sayer.refusals.noteDirectMessage(false);
  } catch (error) {
    const failure = apiFailureOf(error);
    if (isTabOff(error)) await sayer.refusals.noteDirectMessage(true);
    // What may have been shown is not said again.
    if (failure.kind !== 'refused' || askedIn === null) throw error;
    const said = alsoSaying(rendered, refusedDirectMessage(failure.code));
    const place = { surface: 'ephemeral' as const, about: { kind: 'direct' } };
    await inBestForm(said, (form) => whisper(client, askedIn, userId, form), place, sayer);
  }
}

function post(client: WebClient, channel: string, { text, blocks }: Rendered) {
  return client.chat.postMessage({
    channel,
    text,
    ...(blocks.length > 0 && { blocks: forSlack({ blocks }) }),
    unfurl_links: false,
    unfurl_media: false,
  });
}

function alsoSaying(first: Shown, second: Shown): Rendered {
  const text = [first, second].map((one) => withText(one).text).join('\n');
  return { text, blocks: [...first.blocks, ...second.blocks] };
}

function refusedDirectMessage(code: string): Shown {
  const next =
    code === 'messages_tab_disabled'
      ? turnOnMessagesTab
      : 'Ask the person who runs the bot to run its doctor: it says what is missing.';
  return sentence(`I say it here because Slack refused my direct message (${code}).`, next);
}
