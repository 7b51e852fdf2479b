import type { Asked, Desk } from './handler.ts';

/** Everything that only admins may, and nobody else. Whatever is not here, every member may. */
export const adminOnly = {
  'change-elsewhere': 'Change, pause, remove or undo what another channel hears of',
  'see-everywhere': 'See what every channel hears of, and which rules told a call elsewhere',
  'whole-numbers': 'Reveal a masked phone number, and have whole numbers in an export',
  'hidden-fields': 'See, filter by and export extracted fields that HIDDEN_FIELDS names',
  'private-parts': 'Read transcripts and hear recordings, as soon as any admin is named',
  'discard-parked': 'Discard messages that Slack does not take',
  forget: 'Ask what is held about a phone number, and have it erased',
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

/** Everybody in a channel may set what it hears of. */
export function mayChange(
  channel: string,
  asked: Pick<Asked, 'channelId' | 'userId'>,
  desk: Pick<Desk, 'admins'>,
): boolean {
  return asked.channelId === channel || may('change-elsewhere', asked, desk);
}
