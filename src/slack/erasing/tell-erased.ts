import type { WebClient } from '@slack/web-api';

import type { ErasureNews } from '../../calls/held.ts';
import type { RenderOptions } from '../blocks/rendered.ts';
import type { Sayer } from '../door/best-form.ts';
import { writeToPerson } from '../door/write-to-person.ts';
import { renderForgotten } from './erasures.ts';

/** Messages that could not be edited, by their place in Slack. */
export interface Erased extends Omit<ErasureNews, 'unedited'> {
  unedited: { channel: string; ts: string }[];
  /** The channel where it was asked for, if any. */
  askedIn: string | null;
}

const linksShown = 10;

/** Notifies the person who asked that everything is erased, and which messages they have to delete. */
export async function tellErased(
  { client, ...sayer }: Sayer & { client: WebClient },
  erased: Erased,
  options: RenderOptions,
): Promise<void> {
  const links = await Promise.all(erased.unedited.slice(0, linksShown).map((it) => linkTo(client, it)));
  const unedited = erased.unedited.map(({ channel }, index) => ({ channel, link: links[index] ?? null }));
  const { askedBy: userId, askedIn } = erased;
  await writeToPerson(client, { userId, askedIn }, renderForgotten({ ...erased, unedited }, options), sayer);
}

/** https://docs.slack.dev/reference/methods/chat.getPermalink */
async function linkTo(client: WebClient, { channel, ts }: { channel: string; ts: string }) {
  try {
    return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink ?? null;
  } catch {
    return null;
  }
}
