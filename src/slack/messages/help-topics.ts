export interface HelpTopic {
  /** What follows `/revox help`. */
  name: string;
  /** Other words that find it. */
  also: string[];
  /** What it is for, in a few words, beside its command. */
  summary: string;
  /** How its command is written, for the short help; null for what is not a command. */
  usage: string | null;
  examples: HelpExample[];
  notes: string[];
}

export interface HelpExample {
  typed: string;
  does: string;
}

/** All the help there is. A command without a topic here cannot be found by anyone. */
export const helpTopics: HelpTopic[] = [
  {
    name: 'calls',
    also: ['list', 'search'],
    summary: 'list calls, newest first',
    usage: '/revox calls [filter…]',
    examples: [
      { typed: '/revox calls', does: 'every call, newest first' },
      { typed: '/revox calls errored today', does: 'what failed since midnight' },
      { typed: '/revox calls ours 7d', does: 'dial errors on our side, this week' },
      { typed: '/revox calls human -by:user', does: 'answered, and not ended by the person' },
      { typed: '/revox calls phone:5678', does: 'a number by its last digits' },
    ],
    notes: [
      'Only you see the list. Rows stay where they are while you read; new calls are offered by a button.',
    ],
  },
  {
    name: 'call',
    also: ['id'],
    summary: 'one call, whole',
    usage: '/revox call <id>',
    examples: [{ typed: '/revox call 8f14e45f', does: 'the start of an id is enough' }],
    notes: ['Transcript and recording are shown to people who may see them.'],
  },
  {
    name: 'digest',
    also: ['summary', 'report'],
    summary: 'a day in numbers',
    usage: '/revox digest now',
    examples: [{ typed: '/revox digest now', does: 'today so far, to you' }],
    notes: ['The daily digest goes to its channel by itself, once a day.'],
  },
  {
    name: 'status',
    also: ['health', 'ping'],
    summary: 'is the bot healthy, and what it last did',
    usage: '/revox status',
    examples: [{ typed: '/revox status', does: 'last read, last sent, what waits' }],
    notes: [],
  },
  {
    name: 'filters',
    also: ['filter', 'words', 'grammar'],
    summary: 'the words that narrow a list',
    usage: null,
    examples: [
      { typed: 'completed  errored', does: 'how the attempt ended' },
      { typed: 'human  voicemail  ivr  screened  unknown', does: 'who or what picked up' },
      { typed: 'ours  theirs', does: 'dial errors on our side, on their side' },
      { typed: 'busy  no_answer  too_many_calls', does: 'a dial error by name' },
      { typed: 'by:agent  by:user  by:system', does: 'who ended it' },
      { typed: 'reason:transfer', does: 'why it ended' },
      { typed: 'phone:+33199005678  phone:5678', does: 'a number, or its last digits' },
      { typed: 'today  yesterday  7d  since:24h  until:2h', does: 'when it ended' },
      { typed: 'field:interest_level=interested', does: 'what the call yielded' },
    ],
    notes: ['Any order. A leading - turns a word around: -voicemail.'],
  },
];
