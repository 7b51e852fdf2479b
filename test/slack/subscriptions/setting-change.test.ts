import { expect, it } from 'vitest';

import type { SettingChange } from '../../../src/calls/setting.ts';
import { renderSettingChanges } from '../../../src/slack/subscriptions/setting-change.ts';
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
    'changed this channel’s subscription to calls (busy). Before: calls.',
    'undid that: this channel gets calls (busy) again.',
  ],
  [calls, paused, 'paused calls.', 'undid that: paused again: calls.'],
  [paused, calls, 'resumed calls.', 'undid that: this channel gets calls again.'],
  [muted, unmuted, 'unmuted busy here.', 'undid that: this channel gets busy again.'],
];
it.each(lines)('%j → %j', (before, after, done, undone) => {
  const change = { id: 'c', at: mondayNoon, by: 'U0ANNA', channel: 'C0CALLS', before, after };
  const text = (isUndo: boolean) =>
    renderSettingChanges([{ ...change, isUndo, isUndone: false } as SettingChange], options).text;
  expect(text(false)).toBe(`<@U0ANNA> ${done}`);
  expect(text(true)).toBe(`<@U0ANNA> ${undone}`);
});

const digest = {
  kind: 'subscription',
  subscription: sampleSubscription({ topic: 'digest', options: { digestTime: '09:00', timezone: 'UTC' } }),
} as const;

// what was changed at once → what the channel reads, and what it reads where that is an undo
const together: [Ends[], string, string][] = [
  [
    [
      [null, busy],
      [null, calls],
      [null, digest],
    ],
    'subscribed this channel to calls (busy), calls and digest. Digest: every day at 09:00 (UTC).',
    'undid that: this channel gets calls (busy), calls and digest again.',
  ],
  [
    [
      [calls, null],
      [digest, null],
    ],
    'unsubscribed this channel from calls and digest.',
    'undid that: this channel no longer gets calls and digest.',
  ],
  [
    [
      [muted, unmuted],
      [null, null],
    ],
    'unmuted busy and something erased since here.',
    'undid that: this channel gets busy and something erased since again.',
  ],
];
it.each(together)('%j at once → %j', (ends, done, undone) => {
  const changes = (isUndo: boolean) =>
    ends.map(([before, after], index) => ({
      id: `c${index}`,
      at: mondayNoon,
      by: 'U0ANNA',
      channel: 'C0CALLS',
      before,
      after,
      isUndo,
      isUndone: false,
    }));
  const { text, blocks } = renderSettingChanges(changes(false), options);
  expect(text).toBe(`<@U0ANNA> ${done}`);
  expect(JSON.stringify(blocks).match(/undo_change/g)).toHaveLength(1);
  expect(renderSettingChanges(changes(true), options).text).toBe(`<@U0ANNA> ${undone}`);
});

it('where a file manages the channel, a change by a person says that the file undoes it, and its own does not', () => {
  const change = { id: 'c', at: mondayNoon, channel: 'C0CALLS', before: null, after: calls };
  const said = (by: string, isUndone = false) =>
    renderSettingChanges([{ ...change, by, isUndo: false, isUndone }], options, { isManaged: true }).text;

  expect(said('U0ANNA')).toBe(
    '<@U0ANNA> subscribed this channel to calls. ' +
      'The configuration file manages this channel: when it’s applied next, this is undone.',
  );
  expect(said('U0ANNA', true)).toBe('<@U0ANNA> subscribed this channel to calls. Undone.');
  expect(said('configuration')).toBe('The configuration file subscribed this channel to calls.');
});

it('what a channel no longer gets has follow-ups left, which are counted', () => {
  const gone = { id: 'c', at: mondayNoon, by: 'U0ANNA', channel: 'C0CALLS', before: calls, after: null };
  const change = { ...gone, isUndo: false, isUndone: false } as const;
  expect(renderSettingChanges([change], options, { followUps: 2 }).text).toBe(
    '<@U0ANNA> unsubscribed this channel from calls. ' +
      '2 follow-ups from it are left: /revox todo everywhere. Who has one is still reminded.',
  );
});
