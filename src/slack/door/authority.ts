import type { Asked, Desk } from './handler.ts';

/** Everything that only admins may do. Every member may do the rest. */
export const adminOnly = {
  'change-elsewhere': 'Change, pause, remove or undo subscriptions of another channel',
  'see-everywhere': 'See the subscriptions of every channel, and which rules posted a call elsewhere',
  'whole-numbers': 'Reveal a masked phone number, and export full numbers',
  'hidden-fields': 'See, filter by and export extracted fields that HIDDEN_FIELDS names',
  'private-parts': 'Read transcripts and listen to recordings, once any admin is named',
  'discard-parked': 'Discard messages that Slack refuses',
  forget: 'See what is stored about a phone number, and erase it',
} as const;

export type AdminOnly = keyof typeof adminOnly;

/** By the immutable id of the person, who was met at the door: see `admission.ts`. */
export function may(
  _: AdminOnly,
  { userId }: Pick<Asked, 'userId'>,
  { admins }: Pick<Desk, 'admins'>,
): boolean {
  return admins.includes(userId);
}

/** Anyone in a channel may change its subscriptions. */
export function mayChange(
  channel: string,
  asked: Pick<Asked, 'channelId' | 'userId'>,
  desk: Pick<Desk, 'admins'>,
): boolean {
  return asked.channelId === channel || may('change-elsewhere', asked, desk);
}
