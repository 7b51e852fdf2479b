import type { Call, Instant } from '../../calls/call.ts';
import type { Mute } from '../../calls/mute.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { type CallTopic, callTopic, isAboutCalls, type Topic } from '../../calls/topics/index.ts';
import { filterInWords } from '../blocks/filter-in-words.ts';
import { link } from '../blocks/link.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import { counted } from '../blocks/numbers.ts';
import { channel } from '../blocks/person.ts';
import type { MessageBlock, RenderOptions, Shown } from '../blocks/rendered.ts';
import { bold, bullets, type Line, paragraph, words } from '../blocks/rich.ts';
import { timeElement } from '../blocks/times.ts';
import { callLine } from '../calls/headline.ts';
import { mutedInWords, subscriptionInWords } from './subscription-words.ts';

/** What became of a call for one subscription. */
export type WhyShown =
  | { kind: 'told'; link: string | null }
  | { kind: 'counted'; on: 'incident' | 'daily'; link: string | null }
  | { kind: 'deferred'; by: 'summary' | 'quiet'; until: Instant }
  | { kind: 'muted'; mute: Mute }
  | { kind: 'filtered-out'; words: string }
  | { kind: 'told-by-another'; topic: string }
  | { kind: 'other-topic' | 'not-of-topic' }
  | { kind: keyof typeof sentences };

/** News of the call in a channel; the subscription is null where somebody removed it since. */
export interface Happened {
  channel: string;
  topic: CallTopic;
  subscription: Subscription | null;
  why: WhyShown;
}

export interface WhyReply {
  call: Call;
  /** In the channels that this reader may know of. */
  history: Happened[];
  /** The other subscriptions there. */
  rules: { subscription: Subscription; why: WhyShown }[];
  /** Other channels that got it. */
  elsewhere: number;
}

const sentences = {
  'on-its-way': 'on its way to the channel',
  parked: 'Slack rejects the message; /revox status says what to do',
  'left-out': 'not posted: an admin discarded it, or its data was erased',
  'long-ago': 'posted, too long ago to link to it',
  'erased-since': 'can’t say any more: the data that it filters by has been erased',
  waiting: 'will be posted in a moment',
  paused: 'kept: the subscription is paused',
  'not-ended': 'not posted: the call is still in progress',
  'made-later': 'not posted: the subscription was made after the call ended',
  'not-news':
    'not posted: the call ended before the bot’s first start, or the subscription was changed since',
} as const;

/** First what happened, then why the other subscriptions left the call out. */
export function renderWhy(reply: WhyReply, options: RenderOptions): Shown {
  const { call, history, rules, elsewhere } = reply;
  const isElsewhere = elsewhere === 0 ? null : [words(`Posted in ${counted(elsewhere, 'other channel')}.`)];
  const nothing = history.length > 0 ? null : [words(rules.length > 0 ? nothingPosted : notSubscribed)];
  const blocks = [
    ...paragraph([...callLine(call, options)], nothing),
    ...bullets(...history.slice(0, mostShown).map((it) => happenedLine(it, options))),
    ...paragraph(isElsewhere),
    ...rulesOf(reply, options),
  ];
  return maskedWhereAsked({ blocks }, options);
}

const mostShown = 30;
const nothingPosted = 'Nothing was posted here about this call.';
const notSubscribed = 'This channel isn’t subscribed to calls.';

function happenedLine({ channel: id, topic, subscription, why }: Happened, options: RenderOptions): Line {
  const gone = subscription === null ? [words(' (unsubscribed since)')] : [];
  return line(id, subscription === null ? topic : subscriptionInWords(subscription, options), [
    ...reason(why, topic, options),
    ...gone,
  ]);
}

function rulesOf({ history, rules }: WhyReply, options: RenderOptions): MessageBlock[] {
  const lines = rules
    .slice(0, mostShown)
    .map(({ subscription, why }) =>
      line(
        subscription.channel,
        subscriptionInWords(subscription, options),
        reason(why, subscription.topic, options),
      ),
    );
  const title = history.length === 0 || lines.length === 0 ? null : [bold('Other subscriptions')];
  return [...paragraph(title), ...bullets(...lines)];
}

function line(id: string, subscription: string, said: Line): Line {
  return [...channel(id), words(' '), bold(subscription, 200), words(': '), ...said];
}

function reason(why: WhyShown, topic: Topic, options: RenderOptions): Line {
  switch (why.kind) {
    case 'told':
    case 'counted': {
      const there = link(why.link, 'open it');
      return [
        bold(why.kind === 'told' ? 'posted' : countedOn[why.on]),
        ...(there === null ? [] : [words(', '), there]),
      ];
    }
    case 'deferred':
      return [words(`held back by ${deferredBy[why.by]} until `), timeElement(why.until, options)];
    case 'muted':
      return [
        words('muted by '),
        bold(mutedInWords(why.mute.filter, options)),
        words(' until '),
        timeElement(why.mute.until, options),
      ];
    case 'filtered-out':
      return [words('not posted: the call doesn’t match '), bold(filterInWords(why.words, options))];
    case 'told-by-another':
      return [words('not posted twice: it’s under '), bold(why.topic)];
    case 'not-of-topic':
    case 'other-topic':
      return [
        words(isAboutCalls(topic) ? `not posted: ${callTopic(topic).otherwise}` : noSingleCalls[topic]),
      ];
    default:
      return [words(sentences[why.kind])];
  }
}

const noSingleCalls = {
  digest: 'not posted: digests don’t list single calls',
  incidents: 'not posted: incident cards don’t list single calls',
} as const;

const countedOn = { incident: 'counted on an incident card', daily: 'counted on the card of its day' };
const deferredBy = { summary: 'its summary', quiet: 'quiet hours' };
