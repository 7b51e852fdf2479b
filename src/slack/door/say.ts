import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { withText } from '../blocks/aloud.ts';
import type { Rendered } from '../blocks/rendered.ts';
import { respond } from '../line/response-url.ts';
import { inBestForm, type Sayer } from './best-form.ts';
import type { Answer, Asked } from './handler.ts';
import { sentence } from './sentence.ts';
import { showOnHome, showView } from './show-view.ts';

/** Slack's ways back to the person. */
export interface WaysBack {
  ack(): Promise<void>;
  /** Null where Slack gives none. */
  responseUrl: string | null;
  client: WebClient;
}

/** @returns where the person finds it */
type SaidIn = 'place' | 'home' | 'direct-message';

/** Answers only the person, by the first way that works. @throws when none does. */
export async function say(answer: Answer, asked: Asked, ways: WaysBack, sayer: Sayer): Promise<SaidIn> {
  if (await showView(answer, asked, ways.client, sayer)) return 'place';
  if (await answerAtUrl(answer, asked, ways, sayer)) return 'place';
  if (await answerInChannel(answer, asked, ways, sayer)) return 'place';
  if (await answerOnHome(answer, asked, ways, sayer)) return 'home';
  // A direct message stays, so it holds nothing of a call.
  await ways.client.chat.postMessage({
    channel: asked.userId,
    text: withText(tooLate).text,
    blocks: forSlack(tooLate),
  });
  return 'direct-message';
}

/** The URL lives for half an hour and five answers; the button of a list may be clicked later. */
async function answerAtUrl(
  answer: Answer,
  { what: command }: Asked,
  { responseUrl, client }: WaysBack,
  sayer: Sayer,
): Promise<boolean> {
  if (responseUrl === null) return false;
  const send = (form: Rendered) => respond(client, responseUrl, form, answer.replaces ?? false);
  try {
    await inBestForm(answer, send, { surface: 'ephemeral', about: { command } }, sayer);
    return true;
  } catch (err) {
    sayer.log.warn({ err, command }, 'the response URL did not accept the answer');
    return false;
  }
}

async function answerInChannel(
  answer: Answer,
  { channelId, userId, what: command }: Asked,
  { client }: WaysBack,
  sayer: Sayer,
): Promise<boolean> {
  if (channelId === null) return false;
  const send = (form: Rendered) => whisper(client, channelId, userId, form);
  try {
    await inBestForm(answer, send, { surface: 'ephemeral', about: { command } }, sayer);
    return true;
  } catch (err) {
    sayer.log.warn({ err, command }, 'the channel did not accept the answer either');
    return false;
  }
}

async function answerOnHome(answer: Answer, asked: Asked, { client }: WaysBack, sayer: Sayer) {
  if (asked.at.kind !== 'home') return false;
  try {
    return await showOnHome(answer, asked, client, sayer);
  } catch (err) {
    sayer.log.warn({ err, command: asked.what }, 'the Home tab did not accept the answer either');
    return false;
  }
}

/** In a channel, seen by one person until they load it again. */
export async function whisper(
  client: WebClient,
  channel: string,
  user: string,
  { text, blocks }: Rendered,
): Promise<void> {
  const inBlocks = blocks.length > 0 && { blocks: forSlack({ blocks }) };
  await client.chat.postEphemeral({ channel, user, text, ...inBlocks });
}

const tooLate = sentence('Slack no longer lets me answer there. Type /revox again.');

/** Slack takes block kinds that its own types do not name yet. */
export function forSlack({ blocks }: Pick<Rendered, 'blocks'>): KnownBlock[] {
  return blocks as KnownBlock[];
}
