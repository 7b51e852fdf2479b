import { describe, expect, it } from 'vitest';

import { newsAbout, verdictOn } from '../../src/news/news-about.ts';
import { failedCall, mondayNoon, sampleCall, sampleSubscription } from '../support/sample-calls.ts';

const context = { now: mondayNoon, timezone: 'UTC' };
const calls = sampleSubscription({ id: 'calls', topic: 'calls' });
const errors = sampleSubscription({ id: 'errors', topic: 'errors' });

describe('who gets a call that ended', () => {
  const cases = [
    // A plain call is news for calls only.
    { call: sampleCall(), subscriptions: [calls, errors], topics: ['calls'] },
    // A dial error is told as an error where the channel asked for errors …
    { call: failedCall('busy'), subscriptions: [calls, errors], topics: ['errors'] },
    // … and as a call where it did not.
    { call: failedCall('busy'), subscriptions: [calls], topics: ['calls'] },
    // An error without a dial error is an error too.
    { call: failedCall('busy', { dialError: null }), subscriptions: [errors], topics: ['errors'] },
    // Nobody asked.
    { call: sampleCall(), subscriptions: [errors], topics: [] },
    { call: sampleCall(), subscriptions: [sampleSubscription({ topic: 'digest' })], topics: [] },
    // Filters decide, negated ones too.
    { call: sampleCall(), subscriptions: [sampleSubscription({ filter: 'voicemail' })], topics: [] },
    { call: failedCall('busy'), subscriptions: [sampleSubscription({ filter: '-busy' })], topics: [] },
  ];
  for (const { call, subscriptions, topics } of cases) {
    const asked = subscriptions.map((it) => `${it.topic} ${it.filter}`.trim()).join(', ');
    it(`${call.dialError ?? call.status} with subscriptions to ${asked}: ${topics.join() || 'nobody'}`, () => {
      expect(newsAbout([call], subscriptions, context).map((it) => it.topic)).toEqual(topics);
    });
  }

  it('is posted once in each channel', () => {
    const elsewhere = sampleSubscription({ id: 'other', channel: 'C0OTHER' });
    const twice = sampleSubscription({ id: 'twice', filter: 'human' });
    const news = newsAbout([sampleCall()], [calls, twice, elsewhere], context);
    expect(news.map((it) => it.key)).toEqual(['call-ended:call-1:C0CALLS', 'call-ended:call-1:C0OTHER']);
  });

  it('is kept for a channel that is paused', () => {
    const paused = sampleSubscription({ paused: { at: mondayNoon, reason: 'not in channel', by: null } });
    expect(newsAbout([sampleCall()], [paused], context)).toHaveLength(1);
  });
});

describe('a call that belongs to a spike that lasts', () => {
  const call = failedCall('too_many_calls');
  const cards = [{ messageId: 'card', channel: 'C0CALLS', dialError: 'too_many_calls' }];
  const mute = { id: 'm', channel: 'C0CALLS', filter: '', madeBy: 'U0ANNA', madeAt: 0 };
  const mutes = [{ ...mute, until: mondayNoon + 1, endedAt: null }];
  const elsewhere = sampleSubscription({ id: 'other', channel: 'C0OTHER' });

  it('is counted on the card of its channel, and posted where there is none', () => {
    const news = newsAbout([call], [errors, elsewhere], context, { cards });
    expect(news.map(({ channel, cardId }) => [channel, cardId])).toEqual([
      ['C0CALLS', 'card'],
      ['C0OTHER', undefined],
    ]);
  });

  it('is counted even where it is muted, and then not posted when the mute ends', () => {
    expect(newsAbout([call], [errors], context, { cards, mutes })).toMatchObject([{ cardId: 'card' }]);
    expect(newsAbout([call], [errors], context, { cards, mutes })[0]).not.toHaveProperty('muteId');
    expect(newsAbout([call], [errors], context, { mutes })).toMatchObject([{ muteId: 'm' }]);
  });

  it('is no other call, and is kept for a channel that is paused', () => {
    const paused = sampleSubscription({ paused: { at: mondayNoon, reason: '', by: 'U0ANNA' } });
    expect(newsAbout([failedCall('busy')], [errors], context, { cards })[0]?.cardId).toBeUndefined();
    expect(newsAbout([call], [paused], context, { cards })[0]?.cardId).toBeUndefined();
  });
});

it('a verdict names the first reason why a call is not posted', () => {
  expect(verdictOn(sampleCall(), sampleSubscription({ topic: 'digest' }), context)).toBe('other-topic');
  expect(verdictOn(sampleCall(), errors, context)).toBe('not-of-topic');
  expect(verdictOn(sampleCall(), sampleSubscription({ filter: '-human' }), context)).toBe('filtered-out');
  expect(verdictOn(sampleCall(), calls, context)).toBe('told');
});
