import type { Asked, Desk } from './handler.ts';

/** Everybody in a channel may set what it hears of; admins may do so for every channel. */
export function mayChange(
  channel: string,
  asked: Pick<Asked, 'channelId' | 'userId'>,
  desk: Pick<Desk, 'admins'>,
): boolean {
  return asked.channelId === channel || isAdmin(asked, desk);
}

export function isAdmin({ userId }: Pick<Asked, 'userId'>, { admins }: Pick<Desk, 'admins'>): boolean {
  return admins.includes(userId);
}
