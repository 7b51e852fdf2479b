import type { Incident } from '../../src/calls/incident.ts';
import type { Subject } from '../../src/calls/message.ts';
import type { SettingChange } from '../../src/calls/setting.ts';
import { atOnce } from '../../src/calls/telling.ts';
import {
  aBundle,
  appointment,
  digest,
  manyCalls,
  manyErrors,
  now,
  parked,
  quietDigest,
  someCalls,
  someErrors,
  unreachable,
} from './nouns.ts';

/** One message of each kind, under the name of its picture in docs/messages.md. */
export interface SampleMessage {
  name: string;
  caption: string;
  subject: Subject;
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
    reason: 'The concurrency limit was hit. 37 of 57 calls in 30 min ran into it; usually one does.',
    nextStep: 'Lower the number of simultaneous calls, or spread the campaign over more time.',
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
    reason: 'Only 1 of 56 calls in 4 h reached a person; usually 24 do.',
    nextStep: 'Listen to a few of them, and check the caller id, the list and the time of day.',
    count: 0,
    since: now - 240 * minute,
    filter: '-ours',
  },
};
const silence: Incident = {
  ...unreachable,
  kind: 'no-calls-ending',
  facts: {
    reason: 'No call has ended for 2 h 19 min; at this time it is usually 40 min at most.',
    nextStep: 'Check in Revox that the campaign runs, and that there are numbers left to call.',
    count: 0,
    since: now - 139 * minute,
  },
};

/** All that a channel is told, and what a person is. */
export function sampleMessages(named: Named): SampleMessage[] {
  return subjects(named).map(([name, caption, subject]) => ({ name, caption, subject }));
}

function subjects(named: Named): [name: string, caption: string, subject: Subject][] {
  return [
    ['call', 'one call, with what it yielded', { kind: 'calls', bundle: aBundle([appointment]) }],
    ['few-calls', 'a few calls: a line each', { kind: 'calls', bundle: aBundle(someCalls) }],
    [
      'many-calls',
      'many calls: totals, and a table of the most important',
      { kind: 'calls', bundle: manyCalls },
    ],
    [
      'compact',
      'the same on one line, where a channel asked for it',
      { kind: 'calls', bundle: manyCalls, telling: { ...atOnce, form: 'compact' } },
    ],
    ['error', 'one failed call on our side', { kind: 'errors', bundle: aBundle(someErrors.slice(0, 1)) }],
    ['few-errors', 'a few failed calls: ours first', { kind: 'errors', bundle: aBundle(someErrors) }],
    ['many-errors', 'many failed calls', { kind: 'errors', bundle: manyErrors }],
    ['incident-open', 'an incident while it lasts', { kind: 'incident', incident: unreachable }],
    ['incident-over', 'the same card when it is over', { kind: 'incident', incident: ended }],
    ['incident-closing', 'the one reply in its thread', { kind: 'incident-closing', incident: ended }],
    [
      'incident-spike',
      'a spike, whose calls are counted on its card',
      { kind: 'incident', incident: { ...spike, acknowledged: { by: named.user, at: now - 5 * minute } } },
    ],
    ['incident-answers', 'far fewer people pick up than usual', { kind: 'incident', incident: fewAnswers }],
    [
      'incident-silence',
      'nothing ends at a time when it usually does',
      { kind: 'incident', incident: silence },
    ],
    ['incident-parked', 'an incident that needs a person', { kind: 'incident', incident: parked }],
    ['digest', 'the digest of a busy day', { kind: 'digest', digest }],
    ['quiet-digest', 'the digest of a day without calls, told late', { kind: 'digest', digest: quietDigest }],
    [
      'setting',
      'who changed what in the channel, and the way back',
      { kind: 'setting', change: settingChange(named) },
    ],
    [
      'shared-list',
      'a list that somebody shares',
      {
        kind: 'list',
        list: { messageId: 'msg_1', sharedBy: named.user, filter: 'errored', calls: someErrors },
      },
    ],
    [
      'replay',
      'the head of a thread that retells calls on purpose',
      {
        kind: 'replay',
        replay: { askedBy: named.user, filter: 'human', from: now - 7_200_000, to: now, calls: 12 },
      },
    ],
    ['welcome', 'the welcome, once for each person', { kind: 'welcome' }],
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
