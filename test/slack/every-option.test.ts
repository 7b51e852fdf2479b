import type { InputBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { differences, documentOf } from '../../src/calls/configuration/differences.ts';
import { readConfiguration } from '../../src/calls/configuration/read.ts';
import { onClock } from '../../src/calls/options/clock.ts';
import type { Escalation } from '../../src/calls/options/escalate.ts';
import {
  allOptions,
  describeOptions,
  formatOptions,
  type OptionKey,
  type RequestedOptions,
  type SubscriptionOptions,
} from '../../src/calls/options/index.ts';
import { parseOptions } from '../../src/calls/options/parse.ts';
import { parseSubscribe } from '../../src/calls/subscribe-words.ts';
import type { Subscription } from '../../src/calls/subscription.ts';
import { topics } from '../../src/calls/topics/index.ts';
import { renderHelp } from '../../src/slack/help/help.ts';
import { helpTopics } from '../../src/slack/routes/commands.ts';
import { readSubscribeForm } from '../../src/slack/subscriptions/read-subscribe-form.ts';
import { renderSettingChanges } from '../../src/slack/subscriptions/setting-change.ts';
import { subscribeForm } from '../../src/slack/subscriptions/subscribe-form.ts';
import { mondayNoon, sampleSubscription } from '../support/sample-calls.ts';

const context = { now: mondayNoon, timezone: 'UTC' };
const shownAs = { ...context, phoneNumbers: 'full' as const, hiddenFields: [], runbookUrl: null };
const change = {
  id: 'change-1',
  at: mondayNoon,
  by: 'U0ANNA',
  channel: 'C0CALLS',
  isUndo: false,
  isUndone: false,
};

/** Of each option some values, and in which words a person reads that it is set. */
const samples: { [Key in OptionKey]: [NonNullable<SubscriptionOptions[Key]>, string][] } = {
  digestDays: [
    ['weekdays', 'Monday to Friday'],
    ['friday', 'every Friday'],
  ],
  digestTime: [['08:30', 'at 08:30']],
  daily: [['theirs', 'on one card a day']],
  summaryMinutes: [
    [15, 'a summary every 15m'],
    [720, 'a summary every 12h'],
  ],
  quiet: [
    [{ hours: null, weekends: true }, 'quiet at weekends'],
    [{ hours: { from: '19:00', to: '08:00' }, weekends: false }, 'quiet from 19:00 to 08:00'],
    [{ hours: { from: '19:00', to: '08:00' }, weekends: true }, 'from 19:00 to 08:00 and at weekends'],
  ],
  timezone: [['America/New_York', '(America/New York)']],
  cards: [['compact', 'one line each']],
  headline: [
    [['lead_score', 'next_action'], 'headline from lead_score, next_action'],
    [['Prochaine étape'], 'headline from Prochaine étape'],
  ],
  mention: [[{ id: 'S0ONCALL', handle: 'oncall' }, 'when an error is severe']],
  followUp: [
    ['on', 'a follow-up for every call'],
    ['off', 'no follow-ups'],
  ],
  withinMinutes: [
    [30, 'follow-ups due within 30m'],
    [2_880, 'follow-ups due within 48h'],
  ],
  escalate: [
    [{ to: 'channel', channel: '#managers' }, 'managers too'],
    [{ to: 'channel', channel: 'C0MANAGERS' }, 'what stays overdue goes to another channel too'],
    [{ to: 'group', group: { id: 'S0LEADS', handle: 'leads' } }, 'leads too'],
  ],
  spikeCalls: [
    [20, 'spikes from 20 calls on'],
    [25, 'spikes from 25 calls on'],
    ['off', 'no spikes'],
  ],
  answerRatePercent: [
    [30, 'answer rates below 30%'],
    ['off', 'no answer rates'],
  ],
  silenceMinutes: [
    [120, 'silence from 2h more'],
    ['off', 'no silence'],
  ],
  callingHours: [
    [
      { ranges: [{ from: '09:00', to: '21:00' }], days: 'daily' },
      'calls outside calling hours (09:00–21:00 every day)',
    ],
    [
      {
        ranges: [
          { from: '10:00', to: '13:00' },
          { from: '14:00', to: '20:00' },
        ],
        days: 'weekdays',
      },
      'calls outside calling hours (10:00–13:00 and 14:00–20:00 on weekdays)',
    ],
  ],
};

/** A group is asked for by its handle. */
const askedAs: { [Key in OptionKey]?: (value: unknown) => string | undefined } = {
  mention: () => '@oncall',
  escalate: (value) => ((value as Escalation).to === 'group' ? '@leads' : undefined),
};

/** The zone is said where something goes by the clock. */
const beside: { [Key in OptionKey]?: SubscriptionOptions } = {
  timezone: { quiet: { hours: null, weekends: true } },
};

const cases = allOptions.flatMap(({ key, topics: taking }) =>
  samples[key].flatMap(([value, words]) =>
    taking.map((topic) => ({ topic, key, value, words, options: { ...beside[key], [key]: value } })),
  ),
);

describe.each(cases)('$key of $topic, $value,', ({ topic, key, value, words, options }) => {
  // The group is looked up once it was asked for.
  const asked = askedAs[key]?.(value) ?? value;
  const subscription = sampleSubscription({ topic, options });

  it('is read back from what it writes', () => {
    const written = formatOptions({ [key]: value });
    expect(parseOptions(written, topic)).toEqual({ options: { [key]: asked }, rest: '', problems: [] });
    expect(parseSubscribe(`${topic} ${written}`, context)).toMatchObject({
      request: { options: { [key]: asked } },
      problems: [],
    });
  });

  it('is in the file of the configuration, and read back from it', () => {
    const kept = onClock(topic, { [key]: value }, 'UTC');
    const current = { subscriptions: [sampleSubscription({ topic, options: kept })], mutes: [] };
    const { wanted, problems } = readConfiguration(documentOf(current, mondayNoon), context);
    expect(problems).toEqual([]);
    expect(wanted.get(subscription.channel)?.subscriptions[0]?.options).toMatchObject({ [key]: asked });
    expect(differences(current, wanted, mondayNoon)).toEqual([]);
  });

  it('is said where it is set, and only there', () => {
    expect(describeOptions(topic, options).join(', ')).toContain(words);
    expect(describeOptions(topic, { ...beside[key] }).join(', ')).not.toContain(words);
  });

  it('is shown in the form and read from it', () => {
    expect(optionsInForm(subscription)).toMatchObject({ [key]: asked });
    expect(optionsInForm({ ...subscription, options: {} })).not.toMatchObject({ [key]: asked });
  });

  it('is announced when it is changed', () => {
    const before = {
      kind: 'subscription' as const,
      subscription: { ...subscription, options: { ...beside[key] } },
    };
    const after = { kind: 'subscription' as const, subscription };
    const { text } = renderSettingChanges([{ ...change, before, after }], shownAs);
    const [is, was] = text.split('Before: ');
    expect(is).toContain(words);
    expect(was).not.toContain(words);
  });

  it('is refused by the topics that do not take it', () => {
    const { topics: taking } = allOptions.find((it) => it.key === key) as (typeof allOptions)[number];
    const written = formatOptions({ [key]: value });
    for (const other of topics.filter((it) => !taking.includes(it))) {
      const { problems } = parseSubscribe(`${other} ${written}`, context);
      expect(problems.length, `${other} ${written}`).toBeGreaterThan(0);
    }
  });
});

/** Alone, `daily` is about digests, and `follow-up` about what is to be done. */
function nameIn([name = '']: readonly string[]): string {
  return ['daily', 'follow-up'].includes(name) ? 'subscribe' : name;
}

describe.each(allOptions.filter(({ example }) => example !== undefined))(
  'the example of $key',
  ({ key, example, names }) => {
    it('is understood, and is in the help that its name finds', () => {
      const typed = example?.typed ?? '';
      const { request, problems } = parseSubscribe(typed.replace('/revox subscribe ', ''), context);
      expect(problems).toEqual([]);
      expect(request.options).toHaveProperty(key);
      expect(JSON.stringify(renderHelp(nameIn(names), helpTopics).blocks)).toContain(typed);
    });
  },
);

/** As they are asked for by whoever opens the form and sends it as it is. */
function optionsInForm(subscription: Subscription): RequestedOptions {
  const blocks = subscribeForm(subscription).blocks as InputBlock[];
  const form = Object.fromEntries(
    blocks.map((it) => [it.block_id, { [it.block_id as string]: untouched(it) }]),
  );
  const read = readSubscribeForm(form);
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  const { request, problems } = parseSubscribe(read.words, context);
  expect(problems).toEqual([]);
  return request.options;
}

/** What Slack sends of an input that nobody touched. */
function untouched({ element }: InputBlock) {
  const { initial_value, initial_option, initial_options, initial_time } = element as unknown as Record<
    string,
    unknown
  >;
  return {
    value: initial_value,
    selected_option: initial_option,
    selected_options: initial_options,
    selected_time: initial_time,
  };
}
