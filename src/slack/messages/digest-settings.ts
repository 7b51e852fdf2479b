import type { Button } from '@slack/types';
import { z } from 'zod';

import type { Instant } from '../../calls/call.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { mostInButton } from './list-choice.ts';
import type { Rendered, RenderOptions } from './rendered.ts';
import { button, code, paragraph, words } from './rich.ts';
import {
  spokenSubscription,
  spokenSubscriptions,
  subscriptionLine,
  subscriptionLines,
} from './subscription-words.ts';
import { timeElement, timeInWords } from './times.ts';

type Words = Pick<Subscription, 'topic' | 'filter' | 'options'>;

/** The digest is set by the clock of one place, and the next one shown by that of the reader. */
export function renderDigestSet(subscription: Words, nextAt: Instant, options: RenderOptions): Rendered {
  const { timezone = options.timezone } = subscription.options;
  const there = timeInWords(nextAt, { ...options, timezone });
  return {
    text: `Sent to this channel: ${spokenSubscription(subscription)}. The next one: ${there}.`,
    blocks: paragraph(
      [words('Sent to this channel: '), ...subscriptionLine(subscription)],
      [
        words('The next one: '),
        timeElement(nextAt, options, '{date_short_pretty} at {time}'),
        words(', your time. To end it: '),
        code('/revox digest off'),
      ],
    ),
  };
}

export function renderDigestOff(subscriptions: Words[]): Rendered {
  return {
    text: `No longer sent to this channel: ${spokenSubscriptions(subscriptions)}.`,
    blocks: paragraph([words('No longer sent to this channel:')], ...subscriptionLines(subscriptions)),
  };
}

/** A day as it was shown to one person, for all to see. */
export interface ShownDay {
  date: string;
  timezone: string;
  /** Canonical filter words. */
  filter: string;
}

const wire = z.strictObject({
  d: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  z: z.string().max(60),
  f: z.string().max(mostInButton),
});

/** Null when it is more than a button can carry. */
export function shareDigestButton({ date, timezone, filter }: ShownDay): Button | null {
  const value = JSON.stringify({ d: date, z: timezone, f: filter } satisfies z.input<typeof wire>);
  return value.length > mostInButton ? null : button('Share here', 'share_digest', value);
}

/** Null for what no version of ours wrote: anyone can send any value. */
export function decodeShownDay(value: string): ShownDay | null {
  const { success, data } = wire.safeParse(jsonOf(value));
  return success ? { date: data.d, timezone: data.z, filter: data.f } : null;
}

function jsonOf(text: string): unknown {
  try {
    return text.length > mostInButton ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
