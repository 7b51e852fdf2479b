import { isDeepStrictEqual } from 'node:util';

import type { Instant } from './call.ts';
import type { Setting, SettingChange, WantedChange } from './setting.ts';

/** What comes of an *Undo*. */
export type Undoing = 'undone' | 'undone-before' | 'changed-since' | 'over' | 'erased';

/** What is set by now. */
interface SetNow {
  /** The setting that was changed; null for none. */
  current: Setting | null;
  /** Somebody made again what was there before. */
  isTaken: boolean;
}

/** A change can be undone as long as nobody has changed the setting since. */
export function undoingOf(
  { before, after, isUndone }: SettingChange,
  { current, isTaken }: SetNow,
  now: Instant,
): Undoing {
  if (isUndone) return 'undone-before';
  if (before === null && after === null) return 'erased';
  // Before the rest, since a mute that is long over is forgotten.
  if (after?.kind === 'mute' && after.mute.until <= now) return 'over';
  return isDeepStrictEqual(current, after) && !isTaken ? 'undone' : 'changed-since';
}

/** A mute that was made is ended, not removed: its summary is still to be posted. */
export function reversed({ before, after }: SettingChange, now: Instant): WantedChange {
  if (after?.kind === 'mute' && before === null)
    return { before: after, after: { kind: 'mute', mute: { ...after.mute, endedAt: now } } };
  return { before: after, after: before } as WantedChange;
}
