import { expect, it } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { formatSubscribe, parseSubscribe } from '../../../src/calls/subscribe-words.ts';
import type { Topic } from '../../../src/calls/topics/index.ts';
import { explain } from '../../../src/news/explain.ts';
import { newsAbout } from '../../../src/news/news-about.ts';
import { renderByTopic } from '../../../src/slack/news/render-by-topic.ts';
import { aBundle, appointment, options, someCalls } from '../../../verify/samples/nouns.ts';
import { failedCall, mondayNoon, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';

const context = { now: mondayNoon, timezone: 'UTC' };
const waiting = sampleCall({ id: 'waiting', structuredOutput: { next_action: 'call_back' } });
const content = sampleCall({ id: 'content', structuredOutput: { next_action: 'none' } });
const voicemail = sampleCall({ id: 'voicemail', result: 'voicemail' });

const callbacks = sampleSubscription({ id: 'callbacks', topic: 'callbacks' });

it('a channel of its own gets calls that ended with the wish for another one, and of no others', () => {
  const news = newsAbout([waiting, content, voicemail, failedCall('busy')], [callbacks], context);
  expect(news.map(({ callId, topic }) => [callId, topic])).toEqual([['waiting', 'callbacks']]);
});

it('a channel that asked for all calls too gets it once, as of a call-back', () => {
  const all = sampleSubscription({ id: 'all', topic: 'calls' });
  expect(topicsOf([waiting, content], 'callbacks', 'calls')).toEqual(['callbacks', 'calls']);
  expect(newsAbout([waiting], [all, callbacks], context)).toHaveLength(1);
});

it('a call that failed is a dial error first, whatever its fields say', () => {
  const failed = failedCall('busy', { structuredOutput: { callback_requested: true } });
  expect(topicsOf([failed], 'calls', 'callbacks', 'errors')).toEqual(['errors']);
});

it('narrowed by a filter, it says so with its own name', () => {
  const { request, problems } = parseSubscribe('Callbacks field:lead_score=hot', context);
  expect(problems).toEqual([]);
  expect(formatSubscribe(request)).toBe('callbacks field:lead_score=hot');
});

it('several are posted under their own heading, and one is a card', () => {
  expect(renderByTopic('callbacks', aBundle(someCalls), options).text).toContain(
    `${someCalls.length} call-backs asked for`,
  );
  const single = renderByTopic('callbacks', aBundle([appointment]), options);
  expect(JSON.stringify(single.blocks)).toContain('Callback');
});

it('why a call was not posted names the wish, and where it is erased says that nobody can tell', () => {
  const because = (call: DetailedCall, forgottenBefore = 0) =>
    explain(call, callbacks, [], context, { firstStartAt: 0, forgottenBefore });
  expect(because(content)).toEqual({ kind: 'not-of-topic' });
  expect(because(waiting)).toEqual({ kind: 'not-news' });
  expect(because({ ...waiting, structuredOutput: null }, mondayNoon + 1)).toEqual({ kind: 'erased-since' });
});

function topicsOf(calls: DetailedCall[], ...topics: Topic[]) {
  const subscriptions = topics.map((topic) => sampleSubscription({ id: topic, topic }));
  return newsAbout(calls, subscriptions, context).map(({ topic }) => topic);
}
