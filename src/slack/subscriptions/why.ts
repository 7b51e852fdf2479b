import type { Call, Instant } from '../../calls/call.ts';
import type { Mute } from '../../calls/mute.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { callTopic, isAboutCalls, type Topic } from '../../calls/topics/index.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import { counted } from '../blocks/numbers.ts';
import { channel } from '../blocks/person.ts';
import type { RenderOptions, Shown } from '../blocks/rendered.ts';
import { bold, bullets, code, type Line, paragraph, words } from '../blocks/rich.ts';
import { timeElement } from '../blocks/times.ts';
import { callLine } from '../calls/call-words.ts';
import { nameOf } from './subscription-list.ts';
import { whatIsTold } from './subscription-words.ts';

/** What became of a call for one subscription. */
export type WhyShown =
  | { kind: 'told' | 'counted'; link: string | null }
  | { kind: 'held'; by: 'summary' | 'quiet'; until: Instant }
  | { kind: 'muted'; mute: Mute }
  | { kind: 'filtered-out'; words: string }
  | { kind: 'told-by-another'; topic: string }
  | { kind: 'not-of-topic' }
  | { kind: keyof typeof sentences };

export interface WhyReply {
  call: Call;
  /** Those that this reader may know of. */
  subscriptions: { subscription: Subscription; why: WhyShown }[];
  /** Channels beside them that heard of it. */
  elsewhere: number;
}

const sentences = {
  'on-its-way': 'on its way to the channel',
  parked: 'Slack does not take the message: /revox status says what to do',
  'left-out': 'left out: nothing was left to tell, or an admin discarded it',
  'long-ago': 'told, but the message is too old to be linked',
  'erased-since': 'too old to say: what its filter asks for is erased',
  waiting: 'told in a moment',
  paused: 'kept, since the subscription is paused',
  'not-ended': 'not told: the call is not over',
  'other-topic': 'not told: it tells of no single calls',
  'made-later': 'not told: it was made after the call ended',
  'not-news': 'not told: the call was over before the first start, or the subscription was changed since',
} as const;

/** Which subscriptions heard of a call, and of the others the first reason why they did not. */
export function renderWhy(reply: WhyReply, options: RenderOptions): Shown {
  const { call, subscriptions, elsewhere } = reply;
  const more = elsewhere === 0 ? null : `${counted(elsewhere, 'other channel')} heard of it.`;
  const none = subscriptions.length === 0 ? [words('No subscription here tells of calls.')] : null;
  const blocks = [
    ...paragraph([...callLine(call, options)], none),
    ...bullets(...subscriptions.slice(0, mostShown).map((it) => line(it, options))),
    ...paragraph(more === null ? null : [words(more)]),
  ];
  return maskedWhereAsked({ blocks }, options);
}

const mostShown = 30;

function line({ subscription, why }: WhyReply['subscriptions'][number], options: RenderOptions): Line {
  return [
    ...channel(subscription.channel),
    words(' '),
    code(whatIsTold(subscription), 200),
    words(': '),
    ...reason(why, subscription.topic, options),
  ];
}

function reason(why: WhyShown, topic: Topic, options: RenderOptions): Line {
  switch (why.kind) {
    case 'told':
    case 'counted': {
      const told = bold(why.kind === 'told' ? 'told' : 'counted on the card of an incident');
      return why.link === null ? [told] : [told, words(', '), { type: 'link', url: why.link, text: 'here' }];
    }
    case 'held':
      return [words(`held back by ${heldBy[why.by]} until `), timeElement(why.until, options)];
    case 'muted':
      return [
        words('muted by '),
        code(nameOf(why.mute.filter)),
        words(' until '),
        timeElement(why.mute.until, options),
      ];
    case 'filtered-out':
      return [words('not told: the call does not fit '), code(why.words)];
    case 'told-by-another':
      return [words('not told twice: the channel heard of it under '), code(why.topic)];
    case 'not-of-topic':
      return [words(notOfTopic(topic))];
    default:
      return [words(sentences[why.kind])];
  }
}

function notOfTopic(topic: Topic): string {
  return isAboutCalls(topic) ? `not told: ${callTopic(topic).otherwise}` : sentences['other-topic'];
}

const heldBy = { summary: 'its summary', quiet: 'quiet hours' };
