import type { Bundle } from '../../src/calls/bundle.ts';
import type { FollowUp } from '../../src/calls/follow-ups/follow-up.ts';
import type { Incident } from '../../src/calls/incident.ts';
import type { SettingChange } from '../../src/calls/setting.ts';
import type { Rendered } from '../../src/slack/blocks/rendered.ts';
import { digestMessage, digestRestMessage } from '../../src/slack/digests/digest-message.ts';
import {
  followUpReminderMessage,
  followUpSaidMessage,
  followUpsDueMessage,
} from '../../src/slack/follow-ups/reminder-message.ts';
import { incidentClosedMessage, incidentMessage } from '../../src/slack/incidents/incident-message.ts';
import { messageKinds } from '../../src/slack/message-kinds.ts';
import { bundleMessage, dailyMessage } from '../../src/slack/news/bundle-message.ts';
import {
  replayMessage,
  settingMessage,
  sharedListMessage,
} from '../../src/slack/subscriptions/asked-message.ts';
import {
  aBundle,
  aFollowUp,
  appointment,
  digest,
  manyCalls,
  manyErrors,
  now,
  options,
  parked,
  quietDigest,
  quietErrors,
  someCallBacks,
  someCalls,
  someErrors,
  unreachable,
  withFollowUps,
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
const oldestDueAt = now - 4 * 24 * 60 * minute;
const followUps = { total: 12, done: 7, taken: 3, open: 0, overdue: 2, oldestDueAt };
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
    filter: 'in:fr in:be',
  },
};

const overdue = aFollowUp({ dueAt: now - 15 * minute });
const reminding = {
  call: appointment,
  followUp: overdue,
  reminder: 'due',
  owner: null,
  group: null,
} as const;
const cardLink = 'https://example.slack.com/archives/C0CALLS/p1784032500000100';

function annas({ user }: Named): FollowUp {
  return { ...overdue, state: 'taken', owner: user, takenAt: now - 60 * minute };
}

function settled(named: Named): FollowUp {
  return { ...annas(named), state: 'settled', settledBy: 'att_2', endedAt: now - minute };
}

/** All that a channel gets, and what a person gets. */
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
      bundleMessage.words({ kind: 'callbacks', bundle: callBacks(named.user) }, options),
    ],
    [
      'follow-up',
      'a call that somebody returns',
      bundleMessage.words({ kind: 'calls', bundle: followedUp(takenBy(named.user)) }, options),
    ],
    [
      'follow-up-done',
      'the same card when it is done',
      bundleMessage.words({ kind: 'calls', bundle: followedUp(doneBy(named.user)) }, options),
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
    [
      'daily',
      'what needed nobody today',
      dailyMessage.words({ date: '2026-07-14', bundle: quietErrors }, options),
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
    ['digest', 'a digest', digestMessage.words({ ...digest, followUps }, options)],
    ['digest-rest', 'the rest of a digest', digestRestMessage.words(digest, options)],
    ['quiet-digest', 'a digest without calls', digestMessage.words(quietDigest, options)],
    [
      'setting',
      'a change of settings',
      settingMessage.words({ changes: [settingChange(named)], isManaged: false, followUps: 0 }, options),
    ],
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
    [
      'follow-up-reminder',
      'a follow-up that is overdue',
      followUpReminderMessage.words(
        { ...reminding, followUp: annas(named), reminder: 'overdue', owner: named.user },
        options,
      ),
    ],
    [
      'follow-ups-due',
      'several follow-ups that are due',
      followUpsDueMessage.words(
        [
          { ...reminding, link: cardLink },
          { ...reminding, followUp: annas(named), reminder: 'overdue', owner: named.user, link: cardLink },
        ],
        options,
      ),
    ],
    [
      'follow-up-said',
      'a follow-up that a later call settled',
      followUpSaidMessage.words(
        { ...reminding, followUp: settled(named), what: 'settled', owner: named.user },
        options,
      ),
    ],
    ['invited', 'what can be posted in a channel', messageKinds.invited.words({}, options)],
    ['first-run', 'the first start', messageKinds['first-run'].words({}, options)],
    ['welcome', 'the welcome', messageKinds.welcome.words({ welcome: true }, options)],
  ];
}

function takenBy(owner: string): Partial<FollowUp> {
  return { state: 'taken', owner, takenAt: now - 2 * minute };
}

function doneBy(by: string): Partial<FollowUp> {
  const note = 'Wants the first slot of the week.';
  return { ...takenBy(by), state: 'done', endedBy: by, endedAt: now - minute, note };
}

function followedUp(changes: Partial<FollowUp>): Bundle {
  return withFollowUps(aBundle([appointment]), aFollowUp(changes));
}

function callBacks(user: string): Bundle {
  const [first, second, third] = someCallBacks.map(({ id }) => aFollowUp({ callId: id }));
  const of = [first, second && { ...second, ...takenBy(user) }, third && { ...third, dueAt: now - minute }];
  return withFollowUps(aBundle(someCallBacks), ...of.filter((it) => it !== undefined));
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
