import type { HelpTopic } from '../blocks/help-topic.ts';
import { incidentWords } from '../incidents/kinds/index.ts';

/** What is no command, and has help all the same. */
export const topicsToRead: HelpTopic[] = [
  {
    name: 'filters',
    also: ['filter', 'words', 'grammar'],
    summary: 'the words that narrow a list',
    usage: null,
    examples: [
      { typed: 'completed  errored', does: 'how the attempt ended', tried: 'calls errored' },
      {
        typed: 'human  voicemail  ivr  screened  unknown',
        does: 'who or what picked up',
        tried: 'calls human',
      },
      { typed: 'ours  theirs', does: 'dial errors on our side, on their side', tried: 'calls ours' },
      { typed: 'busy  no_answer  too_many_calls', does: 'a dial error by name' },
      { typed: 'by:agent  by:user  by:system', does: 'who ended it' },
      { typed: 'reason:transfer', does: 'why it ended' },
      { typed: 'phone:+33199005678  phone:5678', does: 'a number, or its last four digits' },
      { typed: 'today  yesterday  7d  since:24h  until:2h', does: 'when it ended', tried: 'calls today' },
      { typed: 'field:interest_level=interested', does: 'what the call yielded' },
      { typed: 'callback', does: 'somebody is to be called back', tried: 'calls callback' },
    ],
    notes: ['Any order. A leading - turns a word around: -voicemail.'],
  },
  {
    name: 'incidents',
    also: ['incident', 'runbook'],
    summary: 'what a red card means, and what to do',
    usage: null,
    examples: [
      ...Object.values(incidentWords).map(({ open, help }) => ({ typed: open, does: help, tried: null })),
      {
        typed: '/revox subscribe incidents spike:10 answer-rate:30% silence:off',
        does: 'other limits for this channel; off leaves one out',
      },
    ],
    notes: [
      'Acknowledge on a card shows everybody who looks after it.',
      'A card turns green when it is over. Whoever runs the bot has a page for each, under docs/runbook.',
    ],
  },
];
