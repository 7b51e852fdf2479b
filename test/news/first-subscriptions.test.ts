import { expect, it } from 'vitest';

import { firstSubscriptions } from '../../src/news/first-subscriptions.ts';

const none = { calls: null, alerts: null, digest: null };
const settings = { digest: { time: '08:30' }, timezone: 'Europe/Paris' };

it('the alerts channel gets dial errors and incidents', () => {
  const wanted = firstSubscriptions({ ...none, alerts: '#call-alerts' }, settings);
  expect(wanted.map((it) => [it.channel, it.topic])).toEqual([
    ['#call-alerts', 'errors'],
    ['#call-alerts', 'incidents'],
  ]);
});

it('the digest channel keeps its hour and zone', () => {
  const [wanted] = firstSubscriptions({ ...none, digest: 'C0DIGEST' }, settings);
  expect(wanted).toMatchObject({
    topic: 'digest',
    options: { digestTime: '08:30', timezone: 'Europe/Paris' },
  });
});

it('no channel, no subscription', () => {
  expect(firstSubscriptions(none, settings)).toEqual([]);
});
