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
