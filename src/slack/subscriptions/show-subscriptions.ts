import { managedChannels } from '../../store/settings/configuration.ts';
import { mutesInForce } from '../../store/settings/mutes.ts';
import { listSubscriptions } from '../../store/settings/subscriptions.ts';
import { may } from '../door/authority.ts';
import type { Answer, Asked, Desk } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { renderSubscriptions } from './subscription-list.ts';

/** @param channel Null for every channel. */
export async function showSubscriptions(
  asked: Asked,
  desk: Desk,
  skipped: number,
  channel: string | null = asked.channelId ?? '',
): Promise<Answer> {
  const isListed = (one: { channel: string }) => channel === null || one.channel === channel;
  const subscriptions = (await listSubscriptions(desk.db)).filter(isListed);
  const mutes = (await mutesInForce(desk.db, desk.now())).filter(isListed);
  const managed = await managedChannels(desk.db);
  const isAdmin = may('see-everywhere', asked, desk);
  return renderSubscriptions(
    { channel, subscriptions, mutes, skipped, managed, isAdmin },
    renderOptions(desk),
  );
}

/** The list that something was changed in, as it is now, in its place. */
export async function listAgain({ channel }: { channel: string }, asked: Asked, desk: Desk): Promise<Answer> {
  const isElsewhere = channel !== asked.channelId;
  return { ...(await showSubscriptions(asked, desk, 0, isElsewhere ? null : channel)), replaces: true };
}
