import { expect, it } from 'vitest';

import type { SettingChange } from '../../../src/calls/setting.ts';
import { renderSettingChange } from '../../../src/slack/subscriptions/setting-change.ts';
import { options } from '../../../verify/samples/nouns.ts';
import { mondayNoon, sampleSubscription } from '../../support/sample-calls.ts';

const calls = { kind: 'subscription', subscription: sampleSubscription() } as const;
const busy = { kind: 'subscription', subscription: sampleSubscription({ filter: 'busy' }) } as const;
const pause = { at: mondayNoon, reason: '', by: 'U0ANNA' };
const paused = { kind: 'subscription', subscription: sampleSubscription({ paused: pause }) } as const;
const mute = {
  id: 'm',
  channel: 'C0CALLS',
  filter: 'busy',
  madeBy: 'U0ANNA',
  madeAt: mondayNoon,
  until: mondayNoon,
  endedAt: null,
};
const muted = { kind: 'mute', mute } as const;
const unmuted = { kind: 'mute', mute: { ...mute, endedAt: mondayNoon } } as const;

type Ends = [SettingChange['before'], SettingChange['after']];

// before and after → what the channel reads, and what it reads where that is an undo
const lines: [...Ends, string, string | null][] = [
  [null, calls, 'subscribed this channel to calls.', 'undid that: this channel gets calls again.'],
  [calls, null, 'unsubscribed this channel from calls.', 'undid that: this channel no longer gets calls.'],
  [
    calls,
    busy,
    'changed this channel’s subscription to calls busy. Before: calls.',
    'undid that: this channel gets calls busy again.',
  ],
  [calls, paused, 'paused calls.', 'undid that: paused again: calls.'],
  [paused, calls, 'resumed calls.', 'undid that: this channel gets calls again.'],
  [muted, unmuted, 'unmuted busy here.', 'undid that: this channel gets busy again.'],
];
it.each(lines)('%j → %j', (before, after, done, undone) => {
  const change = { id: 'c', at: mondayNoon, by: 'U0ANNA', channel: 'C0CALLS', before, after };
  const text = (isUndo: boolean) =>
    renderSettingChange({ ...change, isUndo, isUndone: false } as SettingChange, options).text;
  expect(text(false)).toBe(`<@U0ANNA> ${done}`);
  expect(text(true)).toBe(`<@U0ANNA> ${undone}`);
});
