import type { HelpTopic } from '../blocks/help-topic.ts';
import { incidentWords } from '../incidents/kinds/index.ts';

/** What is no command, and has help all the same. */
export const topicsToRead: HelpTopic[] = [
  {
    name: 'filters',
    also: ['filter', 'words', 'grammar'],
    group: null,
    summary: 'the words that narrow a search',
    usage: null,
    examples: [
      { typed: 'completed  errored', does: 'how the attempt ended', tried: 'calls errored' },
      {
        typed: 'human  voicemail  ivr  screened  unknown',
        does: 'who or what picked up',
        tried: 'calls human',
      },
      {
        typed: 'ours  theirs',
        does: 'dial errors in your setup or list, of carriers and phones',
        tried: 'calls ours',
      },
      { typed: 'busy  no_answer  too_many_calls', does: 'a dial error by name' },
      { typed: 'by:agent  by:user  by:system', does: 'who ended it' },
      { typed: 'reason:transfer', does: 'why it ended' },
      { typed: 'phone:+33199005678  phone:5678', does: 'a number, or its last four digits' },
      { typed: 'in:fr  from france  us', does: 'the country of the number', tried: null },
      { typed: 'longer:2m  shorter:30s', does: 'for how long somebody talked', tried: null },
      {
        typed: 'today  monday  last week  7d  since 9am  until:2h',
        does: 'when it ended',
        tried: 'calls today',
      },
      {
        typed: 'field:interest_level=interested  extracted:interest_level',
        does: 'extracted data: a value, or any',
      },
      { typed: 'callback', does: 'somebody is waiting for a call', tried: 'calls callback' },
    ],
    notes: [
      'In any order, and in plain words: “answered calls from france last week”.',
      'A leading - leaves calls out: -voicemail.',
    ],
  },
  {
    name: 'follow-ups',
    also: [
      'follow-up',
      'followup',
      'followups',
      'follow up',
      'follow ups',
      'callbacks',
      'call-backs',
      'callback',
      'call-back',
      'call back',
      'rappels',
      'rappel',
    ],
    group: null,
    summary: 'calls that somebody is to return: what makes one, who has it, and when you’re reminded',
    usage: null,
    examples: [
      { typed: '/revox todo', does: 'yours, then nobody’s; Take it and Done on each line' },
      {
        typed: '/revox subscribe calls',
        does: 'each call that asks for a call-back makes one; with callbacks too',
        tried: null,
      },
      {
        typed: '/revox subscribe calls field:lead_score=hot follow-up within:2h',
        does: 'each call that matches makes one, due 2 hours after it at the latest',
        tried: null,
      },
      { typed: '/revox subscribe calls follow-up:off', does: 'this channel makes none', tried: null },
      {
        typed: 'mention:@leads  escalate:#sales',
        does: 'who is notified when it’s due, and when it stays overdue',
        tried: null,
      },
      { typed: '/revox stats by follow-up', does: 'how many are done, and how many are open' },
    ],
    notes: [
      [
        'A call asks for one by its extracted data, such as next_action: call_back or callback_time, in',
        'English and French.',
      ].join(' '),
      [
        'It’s due when the person asked to be called, in their own time zone and in working hours; if',
        'they said nothing readable, within the time that the subscription sets, or by the end of the',
        'next working day. What was asked for outside working hours is said beside it.',
      ].join(' '),
      [
        'It’s open until somebody takes it. Its owner marks it as done or not needed, snoozes it, or',
        'gives it back. Anyone in a channel where the call was posted can take what’s open.',
      ].join(' '),
      [
        'It settles itself when a later call to the number reaches a person. If that call asks for',
        'another time, or Revox changes what its own call asks for, it moves there.',
      ].join(' '),
      [
        'I remind in the thread of the card: when it’s due and nobody has it; its owner 15 minutes',
        'before and when it’s overdue; then at most twice a day, outside quiet hours.',
      ].join(' '),
      'Numbers stay masked. Admins can copy a number, and that’s recorded. Who did what is recorded too.',
    ],
  },
  {
    name: 'incidents',
    also: ['incident', 'runbook'],
    group: null,
    summary: 'what an incident card means, and what to do',
    usage: null,
    examples: [
      ...Object.values(incidentWords).map(({ open, help }) => ({ typed: open, does: help, tried: null })),
      {
        typed: '/revox subscribe incidents spike:10 answer-rate:30% silence:off',
        does: 'other limits for this channel; off leaves a kind out',
      },
    ],
    notes: [
      'On a card, Acknowledge shows everyone who’s on it, Resolve closes it, and Snooze leaves it alone for a while.',
      'A card turns green when it’s resolved. docs/runbook has a page for each kind.',
    ],
  },
];
