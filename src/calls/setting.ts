import type { Instant } from './call.ts';
import type { Mute } from './mute.ts';
import type { Subscription } from './subscription.ts';

/** What people set for a channel. */
export type Setting = { kind: 'subscription'; subscription: Subscription } | { kind: 'mute'; mute: Mute };

/** A setting as it is and as it is to be; null for none. */
export type WantedChange =
  | { before: Setting | null; after: Setting }
  | { before: Setting; after: Setting | null };

/** Who changed what, so that it can be announced and undone. */
export interface SettingChange {
  id: string;
  at: Instant;
  /** Id of the person. */
  by: string;
  channel: string;
  /** Null where there was none before, or is none afterwards; both where it named what has been erased since. */
  before: Setting | null;
  after: Setting | null;
  /** It takes another change back. */
  isUndo: boolean;
  /** It was undone. */
  isUndone: boolean;
}

export function idOf(setting: Setting): string {
  return setting.kind === 'mute' ? setting.mute.id : setting.subscription.id;
}

export function channelOf(setting: Setting): string {
  return setting.kind === 'mute' ? setting.mute.channel : setting.subscription.channel;
}
