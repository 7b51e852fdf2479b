import type { Button } from '@slack/types';
import { z } from 'zod';

import type { Instant } from '../../calls/call.ts';
import type { Digest } from '../../calls/digest.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { carried, mostInButton } from '../blocks/carried.ts';
import type { RenderOptions, Shown } from '../blocks/rendered.ts';
import { button, code, type Line, paragraph, words } from '../blocks/rich.ts';
import { timeElement } from '../blocks/times.ts';
import { undo } from '../subscriptions/done.ts';
import { subscriptionLine } from '../subscriptions/subscription-words.ts';

type Words = Pick<Subscription, 'topic' | 'filter' | 'options'>;

/**
 * The digest is set by the clock of one place, and the next one shown by that of the reader.
 *
 * @param standing what the channel had already; null after a change, which its public line says.
 */
export function renderDigestSet(standing: Words | null, nextAt: Instant, options: RenderOptions): Shown {
  const next: Line = [
    words('Next digest: '),
    timeElement(nextAt, options),
    words(', your time. '),
    ...(standing === null ? [words(undo)] : [words('To stop it: '), code('/revox digest off')]),
  ];
  const had =
    standing === null ? null : [words('This channel gets: '), ...subscriptionLine(standing, options)];
  return { blocks: paragraph(had, next) };
}

/** A day as it was shown to one person, for all to see. */
export type ShownDay = Pick<Digest, 'date' | 'timezone' | 'filter'>;

const day = carried(
  z.strictObject({ d: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), z: z.string().max(60), f: z.string() }),
  mostInButton,
);

/** Null when it is more than a button can carry. */
export function shareDigestButton({ date, timezone, filter }: ShownDay): Button | null {
  const value = day.write({ d: date, z: timezone, f: filter });
  return value === null ? null : button('Share here', 'share_digest', value);
}

export function decodeShownDay(value: string): ShownDay | null {
  const read = day.read(value);
  return read && { date: read.d, timezone: read.z, filter: read.f };
}
