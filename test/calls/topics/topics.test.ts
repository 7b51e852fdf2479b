import { describe, expect, it } from 'vitest';

import { formatFilter, parseFilter } from '../../../src/calls/filter.ts';
import { publicKind } from '../../../src/calls/message.ts';
import { splitTopic } from '../../../src/calls/subscribe-words.ts';
import {
  callTopic,
  callTopics,
  isAboutCalls,
  offeredTopics,
  topicOfAll,
  topics,
} from '../../../src/calls/topics/index.ts';
import { tellingFirst, verdictOn } from '../../../src/news/news-about.ts';
import { failedCall, mondayNoon, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';

const context = { now: mondayNoon, timezone: 'UTC' };

it('what is typed for a topic means that topic alone', () => {
  const words = offeredTopics.flatMap(({ name, also }) => [name, ...also]);
  expect(new Set(words).size).toBe(words.length);
  for (const { name, also } of offeredTopics)
    for (const word of [name, ...also])
      expect(splitTopic(`${word.toUpperCase()} ours`)).toEqual({ topic: name, rest: 'ours' });
});

describe.each(callTopics)('the topic %s', (topic) => {
  const { chooses, happened, otherwise } = callTopic(topic);

  it('chooses by filter words, as they are written', () => {
    const { filter, problems } = parseFilter(chooses, context);
    expect(problems).toEqual([]);
    expect(formatFilter(filter)).toBe(chooses);
  });

  it('has words for one call and for many, and for a call that it does not tell of', () => {
    expect([happened.one, happened.many, otherwise]).not.toContain('');
    expect(happened.one).not.toBe(happened.many);
  });

  it('is posted before all calls, and paused after', () => {
    const subscription = sampleSubscription({ id: topic, topic });
    const calls = sampleSubscription({ id: 'all', topic: 'calls' });
    const paused = { at: mondayNoon, reason: 'asked', by: 'U1' };
    if (topic !== 'calls') expect(tellingFirst([calls, subscription]).id).toBe(topic);
    expect(tellingFirst([{ ...subscription, paused }, calls]).id).toBe('all');
  });
});

it('all that ended is the last topic of calls, and posts whatever happened', () => {
  expect(callTopics.at(-1)).toBe('calls');
  const calls = sampleSubscription({ topic: 'calls' });
  expect([sampleCall(), failedCall('busy')].map((call) => verdictOn(call, calls, context))).toEqual([
    'told',
    'told',
  ]);
});

it('calls of one topic are posted under it, and those of several as calls', () => {
  for (const topic of callTopics) expect(topicOfAll(new Set([topic]))).toBe(topic);
  expect(topicOfAll(new Set(callTopics))).toBe('calls');
});

it('outside, a message of calls is one of errors or one of calls', () => {
  expect(new Set(topics.filter(isAboutCalls).map(publicKind))).toEqual(new Set(['errors', 'calls']));
});
