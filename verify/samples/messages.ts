import type { Incident } from '../../src/calls/incident.ts';
import type { SettingChange } from '../../src/calls/setting.ts';
import type { Rendered } from '../../src/slack/blocks/rendered.ts';
import { digestMessage, digestRestMessage } from '../../src/slack/digests/digest-message.ts';
import { incidentClosedMessage, incidentMessage } from '../../src/slack/incidents/incident-message.ts';
import { bundleMessage } from '../../src/slack/news/bundle-message.ts';
import { welcomeMessage } from '../../src/slack/status/notices-message.ts';
import {
  replayMessage,
  settingMessage,
  sharedListMessage,
} from '../../src/slack/subscriptions/asked-message.ts';
import {
  aBundle,
  appointment,
  digest,
  manyCalls,
  manyErrors,
  now,
  options,
  parked,
  quietDigest,
  someCallBacks,
  someCalls,
  someErrors,
  unreachable,
} from './nouns.ts';

/** One message of each kind, under the name of its picture in docs/messages.md. */
export interface SampleMessage {
  name: string;
  caption: string;
  rendered: Rendered;
}

/** Whom and which channel the samples name, since Slack shows the names behind ids. */
export interface Named {
  user: string;
  channel: string;
}

const ended = { ...unreachable, closedAt: now - 60_000 };

const minute = 60_000;
const spike: Incident = {
  ...unreachable,
  kind: 'dial-errors-spike',
  about: 'too_many_calls',
  facts: {
    figures: { errors: 37, calls: 57, usual: 1, spanMs: 30 * minute },
    count: 412,
    since: now - 30 * minute,
    filter: 'too_many_calls',
  },
  acknowledged: null,
};
const fewAnswers: Incident = {
  ...unreachable,
  kind: 'answer-rate-low',
  facts: {
    figures: { calls: 56, answered: 1, usual: 24, spanMs: 240 * minute },
    count: 0,
    since: now - 240 * minute,
    filter: '-ours',
  },
};
const silence: Incident = {
  ...unreachable,
  kind: 'no-calls-ending',
  facts: {
    figures: { silentMs: 139 * minute, usualMs: 40 * minute },
    count: 0,
    since: now - 139 * minute,
  },
};

const lateCalls: Incident = {
  ...unreachable,
  kind: 'outside-hours',
  about: 'hours:10:00-13:00,14:00-20:00 weekdays',
  facts: {
    figures: {
      hours: {
        ranges: [
          { from: '10:00', to: '13:00' },
          { from: '14:00', to: '20:00' },
        ],
        days: 'weekdays',
      },
      countries: { FR: 12, BE: 3 },
      last: { at: now - 64 * minute, country: 'FR' },
    },
    count: 15,
    since: now - 93 * minute,
  },
};

/** All that a channel is told, and what a person is. */
export function sampleMessages(named: Named): SampleMessage[] {
  return messages(named).map(([name, caption, rendered]) => ({ name, caption, rendered }));
}

function messages(named: Named): [name: string, caption: string, rendered: Rendered][] {
  return [
    ['call', 'one call', bundleMessage.words({ kind: 'calls', bundle: aBundle([appointment]) }, options)],
    ['few-calls', 'a few calls', bundleMessage.words({ kind: 'calls', bundle: aBundle(someCalls) }, options)],
    ['many-calls', 'many calls', bundleMessage.words({ kind: 'calls', bundle: manyCalls }, options)],
    [
      'compact',
      'calls on one line',
      bundleMessage.words({ kind: 'calls', bundle: manyCalls, cards: 'compact' }, options),
    ],
    [
      'call-backs',
      'calls to return',
      bundleMessage.words({ kind: 'callbacks', bundle: aBundle(someCallBacks) }, options),
    ],
    [
      'error',
      'one failed call',
      bundleMessage.words({ kind: 'errors', bundle: aBundle(someErrors.slice(0, 1)) }, options),
    ],
    [
      'few-errors',
      'a few failed calls',
      bundleMessage.words({ kind: 'errors', bundle: aBundle(someErrors) }, options),
    ],
    [
      'many-errors',
      'many failed calls',
      bundleMessage.words({ kind: 'errors', bundle: manyErrors }, options),
    ],
    ['incident-open', 'Revox doesn’t answer', incidentMessage.words({ incident: unreachable }, options)],
    ['incident-over', 'the same card when it is over', incidentMessage.words({ incident: ended }, options)],
    ['incident-closing', 'the reply in its thread', incidentClosedMessage.words(ended, options)],
    [
      'incident-spike',
      'a spike of one error',
      incidentMessage.words(
        { incident: { ...spike, acknowledged: { by: named.user, at: now - 5 * minute } } },
        options,
      ),
    ],
    [
      'incident-answers',
      'fewer people pick up than usual',
      incidentMessage.words({ incident: fewAnswers }, options),
    ],
    ['incident-silence', 'no calls ending', incidentMessage.words({ incident: silence }, options)],
    [
      'incident-hours',
      'calls outside the set hours',
      incidentMessage.words({ incident: lateCalls }, options),
    ],
    ['incident-parked', 'a message in doubt', incidentMessage.words({ incident: parked }, options)],
    ['digest', 'a digest', digestMessage.words(digest, options)],
    ['digest-rest', 'the rest of a digest', digestRestMessage.words(digest, options)],
    ['quiet-digest', 'a digest without calls', digestMessage.words(quietDigest, options)],
    ['setting', 'a change of settings', settingMessage.words(settingChange(named), options)],
    [
      'shared-list',
      'a shared list',
      sharedListMessage.words(
        { messageId: 'msg_1', sharedBy: named.user, filter: 'errored', calls: someErrors },
        options,
      ),
    ],
    [
      'replay',
      'calls posted again',
      replayMessage.words(
        { askedBy: named.user, filter: 'human', from: now - 7_200_000, to: now, calls: 12 },
        options,
      ),
    ],
    ['welcome', 'the welcome', welcomeMessage.words({ welcome: true }, options)],
  ];
}

function settingChange({ user, channel }: Named): SettingChange {
  return {
    id: 'change',
    at: now,
    by: user,
    channel,
    before: null,
    after: {
      kind: 'subscription',
      subscription: {
        id: 'subscription-1',
        channel,
        topic: 'errors',
        filter: 'ours',
        options: {},
        madeBy: 'environment',
        madeAt: 0,
        paused: null,
      },
    },
    isUndo: false,
    isUndone: false,
  };
}
