import { expect, test } from 'vitest';
import { activityOf } from '../../../src/calls/incidents/activity.ts';
import { dialErrorOf, judge, watchesOf } from '../../../src/calls/incidents/watches.ts';
import type { SubscriptionOptions } from '../../../src/calls/options/index.ts';
import { mondayNoon, sampleSubscription } from '../../support/sample-calls.ts';
import { hoursOf } from './hours-of.ts';

const hears = (channel: string, options: SubscriptionOptions = {}) =>
  sampleSubscription({ channel, topic: 'incidents', options });
const shown = ['dial-errors-spike', 'answer-rate-low', 'no-calls-ending'];
const listed = (...args: Parameters<typeof watchesOf>) =>
  watchesOf(...args)
    .filter(({ kind }) => shown.includes(kind))
    .map(({ kind, about, channels }) => [kind, about, ...channels].join(' '));

test('where nobody set anything, each kind is judged once for all channels, a spike for each dial error on our side', () => {
  expect(listed([hears('C0A'), hears('C0B')], [])).toEqual([
    'dial-errors-spike too_many_calls C0A C0B',
    'dial-errors-spike no_international_permission C0A C0B',
    'dial-errors-spike precondition_failed C0A C0B',
    'answer-rate-low  C0A C0B',
    'no-calls-ending  C0A C0B',
  ]);
});

test('a limit of its own is judged on its own, and the usual one written out is the usual one', () => {
  const own: SubscriptionOptions = { spikeCalls: 'off', answerRatePercent: 30, silenceMinutes: 90 };
  expect(listed([hears('C0A', { spikeCalls: 'off' }), hears('C0B', own)], [])).toEqual([
    'answer-rate-low  C0A',
    'no-calls-ending  C0A C0B',
    'answer-rate-low answer-rate:30% C0B',
  ]);
});

test('what is open is judged until it closes, also where nobody wants it', () => {
  const open = { kind: 'dial-errors-spike', about: 'too_many_calls spike:50' } as const;
  const off: SubscriptionOptions = { spikeCalls: 'off', answerRatePercent: 'off', silenceMinutes: 'off' };
  expect(listed([hears('C0A', off)], [open, { kind: 'messages-parked', about: 'C0B' }])).toEqual([
    'dial-errors-spike too_many_calls spike:50',
  ]);
  expect(dialErrorOf(open)).toBe('too_many_calls');
});

test('who paused their subscription sets no limits', () => {
  const paused = { at: 0, reason: '', by: 'U0ANNA' };
  const own = sampleSubscription({ topic: 'incidents', options: { spikeCalls: 20 }, paused });
  expect(listed([own], [])).toHaveLength(5);
});

test('a limit decides whether something is an incident', () => {
  const at = mondayNoon - 10 * 60_000;
  const slices = [{ at, calls: 20, answered: 2, errors: { too_many_calls: 14 } }];
  const scene = {
    activity: activityOf(hoursOf(slices), at, mondayNoon),
    beginnings: [],
    now: mondayNoon,
    open: null,
  };
  const verdictFor = (about: string) => judge({ kind: 'dial-errors-spike', about }, scene).verdict;
  expect(verdictFor('too_many_calls')).toBe('open');
  expect(verdictFor('too_many_calls spike:10')).toBe('open');
  expect(verdictFor('too_many_calls spike:15')).toBe('keep');
  expect(verdictFor('precondition_failed')).toBe('keep');
});
