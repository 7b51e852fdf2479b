import { expect, test } from 'vitest';

import type { Subscription } from '../../../src/calls/subscription.ts';
import {
  renderSubscriptions,
  type SubscriptionList,
} from '../../../src/slack/subscriptions/subscription-list.ts';
import { now, options } from '../../../verify/samples/nouns.ts';
import { sampleSubscription } from '../../support/sample-calls.ts';
import { read } from '../blocks/read.ts';

const hour = 60 * 60_000;
const list: SubscriptionList = {
  channel: 'C0CALLS',
  subscriptions: [sampleSubscription({ madeAt: now - 3 * hour })],
  mutes: [],
  managed: {},
  skipped: 0,
  isAdmin: true,
};

function mutes(count: number): SubscriptionList['mutes'] {
  const mute = {
    channel: 'C0CALLS',
    filter: 'busy',
    madeBy: 'U0ANNA',
    madeAt: now,
    until: now + hour,
    endedAt: null,
  };
  return Array.from({ length: count }, (_, index) => ({ ...mute, id: `mute-${index}` }));
}

test('what the settings made says since when', () => {
  expect(read(renderSubscriptions(list, options))).toMatchInlineSnapshot(`
    "*This channel: 1 subscription*

    *calls*
    set in .env {14 Jul at 11:35}

    [Edit → edit_subscription subscription-1] [Pause → pause_subscription subscription-1] [Remove → remove_subscription subscription-1]

    [Everywhere → run_command_3 subscriptions everywhere]"
  `);
});

test('what a file manages is marked, and what it will undo', () => {
  const [one] = list.subscriptions as [Subscription];
  const other = { ...one, id: 'subscription-2', filter: 'busy', madeBy: 'U0ANNA' };
  const subscriptions = [{ ...one, madeBy: 'configuration' }, other];
  const shown = read(
    renderSubscriptions({ ...list, subscriptions, managed: { C0CALLS: [one.id] } }, options),
  );

  expect(shown).toContain(
    'set in the configuration file {14 Jul at 11:35} · managed by the configuration file',
  );
  expect(shown).toContain('set by @U0ANNA {14 Jul at 11:35} · the configuration file undoes this');
  expect(read(renderSubscriptions({ ...list, managed: { C0OTHER: [] } }, options))).not.toContain('file');
});

test('from everywhere there is a way back', () => {
  expect(read(renderSubscriptions({ ...list, channel: null }, options))).toContain(
    '[This channel → run_command_3 subscriptions]',
  );
});

// how many mutes → what is said of those not shown
test.each([
  [5, null],
  [6, 'and 1 more mute'],
  [8, 'and 3 more mutes'],
])('of %i mutes, those that are not shown are counted', (count, said) => {
  const shown = read(renderSubscriptions({ ...list, mutes: mutes(count) }, options));
  expect(shown.match(/\*Muted:\*/g)).toHaveLength(5);
  expect(/and \d+ more mutes?$/m.exec(shown)?.[0] ?? null).toBe(said);
});
