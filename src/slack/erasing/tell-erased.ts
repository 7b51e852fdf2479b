import type { WebClient } from '@slack/web-api';

import type { ErasureNews } from '../../calls/held.ts';
import type { RenderOptions } from '../blocks/rendered.ts';
import type { Sayer } from '../door/best-form.ts';
import { directoryThrough } from '../door/directory.ts';
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
  const { permalink } = directoryThrough(client);
  const linked = erased.unedited.slice(0, linksShown);
  const links = await Promise.all(linked.map(({ channel, ts }) => permalink(channel, ts)));
  const unedited = erased.unedited.map(({ channel }, index) => ({ channel, link: links[index] ?? null }));
  const { askedBy: userId, askedIn } = erased;
  await writeToPerson(client, { userId, askedIn }, renderForgotten({ ...erased, unedited }, options), sayer);
}
