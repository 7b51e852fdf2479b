import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';

import type { ErasureNews } from '../calls/held.ts';
import { renderForgotten } from './messages/erasures.ts';
import type { RenderOptions } from './messages/rendered.ts';

/** Messages that could not be edited, by their place in Slack. */
export interface Erased extends Omit<ErasureNews, 'unedited'> {
  unedited: { channel: string; ts: string }[];
}

const linksShown = 10;

/** Tells who asked for it that everything is erased, and where a person has to delete a message. */
export async function tellErased(client: WebClient, erased: Erased, options: RenderOptions): Promise<void> {
  const links = await Promise.all(erased.unedited.slice(0, linksShown).map((it) => linkTo(client, it)));
  const unedited = erased.unedited.map(({ channel }, index) => ({ channel, link: links[index] ?? null }));
  const { channel } = await client.conversations.open({ users: erased.askedBy });
  const { text, blocks } = renderForgotten({ ...erased, unedited }, options);
  await client.chat.postMessage({
    channel: channel?.id ?? erased.askedBy,
    text,
    blocks: blocks as KnownBlock[],
    unfurl_links: false,
    unfurl_media: false,
  });
}

/** https://docs.slack.dev/reference/methods/chat.getPermalink */
async function linkTo(client: WebClient, { channel, ts }: { channel: string; ts: string }) {
  try {
    return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink ?? null;
  } catch {
    return null;
  }
}
