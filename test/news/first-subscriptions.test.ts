import { expect, it } from 'vitest';

import { firstSubscriptions } from '../../src/news/first-subscriptions.ts';

const nothing = { callsChannel: null, alertsChannel: null, digestChannel: null };
const digest = { digestTime: '08:30', timezone: 'Europe/Paris' };

it('the alerts channel hears of dial errors and of incidents', () => {
  const wanted = firstSubscriptions({ ...nothing, ...digest, alertsChannel: '#call-alerts' });
  expect(wanted.map((it) => [it.channel, it.topic])).toEqual([
    ['#call-alerts', 'errors'],
    ['#call-alerts', 'incidents'],
  ]);
});

it('the digest channel keeps its hour and zone', () => {
  const [wanted] = firstSubscriptions({ ...nothing, ...digest, digestChannel: 'C0DIGEST' });
  expect(wanted).toMatchObject({ topic: 'digest', options: digest });
});

it('no channel, no subscription', () => {
  expect(firstSubscriptions({ ...nothing, ...digest })).toEqual([]);
});
