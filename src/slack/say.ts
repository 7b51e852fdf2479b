import type { RespondFn } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';

import type { Answer, Asked } from './handler.ts';
import type { MessageBlock } from './messages/rendered.ts';
import type { Log } from './sdk-log.ts';
import { sentence } from './sentence.ts';
import { showView } from './show-view.ts';

/** Slack's ways back to the person. */
export interface WaysBack {
  ack(): Promise<void>;
  /** Absent where Slack gives no `response_url`. */
  respond: RespondFn | undefined;
  client: WebClient;
}

/** Tells the person alone, by the first way that works. @throws when none does. */
export async function say(answer: Answer, asked: Asked, ways: WaysBack, log: Log): Promise<void> {
  if (await showView(answer, asked, ways.client, log)) return;
  try {
    await respond(answer, ways.respond);
  } catch (err) {
    // The URL lives for half an hour and five answers; the button of a list may be clicked later.
    log.warn({ err, command: asked.what }, 'the response URL did not take the answer');
    await sayInChannel(answer, asked, ways.client, log);
  }
}

async function respond({ text, blocks, replaces = false }: Answer, to: RespondFn | undefined): Promise<void> {
  if (to === undefined) throw new Error('Slack gave no response URL');
  await to({
    text,
    blocks: forSlack(blocks),
    response_type: 'ephemeral',
    replace_original: replaces,
    unfurl_links: false,
    unfurl_media: false,
  });
}

async function sayInChannel(answer: Answer, asked: Asked, client: WebClient, log: Log): Promise<void> {
  const { channelId, userId, what } = asked;
  try {
    if (channelId === null) throw new Error('asked outside of any channel');
    const { text, blocks } = answer;
    await client.chat.postEphemeral({ channel: channelId, user: userId, text, blocks: forSlack(blocks) });
  } catch (err) {
    // A direct message stays, so it holds nothing of a call.
    log.warn({ err, command: what }, 'the channel did not take the answer either');
    await client.chat.postMessage({ channel: userId, text: tooLate.text, blocks: forSlack(tooLate.blocks) });
  }
}

const tooLate = sentence('Slack no longer lets me answer there. Type /revox again to ask anew.');

/** Slack takes block kinds that its own types do not name yet. */
function forSlack(blocks: MessageBlock[]): KnownBlock[] {
  return blocks as KnownBlock[];
}
