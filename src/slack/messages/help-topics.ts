import { topics } from '../../calls/topics/index.ts';

export interface HelpTopic {
  /** What follows `/revox help`. */
  name: string;
  /** Other words that find it. */
  also: string[];
  /** What it is for, in a few words, beside its command. */
  summary: string;
  /** How its commands are written, with commas between them, for the short help; null for what is not a command. */
  usage: string | null;
  examples: HelpExample[];
  notes: string[];
}

export interface HelpExample {
  typed: string;
  does: string;
  /** What a click runs, where it is not what is typed; null for what cannot be tried out. */
  tried?: string | null;
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
    usage: '/revox call <id or last digits>',
    examples: [
      { typed: '/revox call 8f14e45f', does: 'the start of an id is enough', tried: null },
      { typed: '/revox call 5678', does: 'the last digits of a number', tried: null },
    ],
    notes: ['Transcript and recording are shown to people who may see them.'],
  },
  {
    name: 'live',
    also: ['now', 'ringing', 'ongoing'],
    summary: 'calls that ring or talk now',
    usage: '/revox live',
    examples: [{ typed: '/revox live', does: 'who is in conversation, and for how long' }],
    notes: ['It is what Revox told when it was last read; Refresh shows it anew in the same place.'],
  },
  {
    name: 'stats',
    also: ['statistics', 'numbers', 'figures', 'chart', 'by', 'vs'],
    summary: 'how calls went over a time, as picture and numbers',
    usage: '/revox stats [period] [filter…] [by …] [vs previous]',
    examples: [
      { typed: '/revox stats', does: 'the last 7 days, day by day' },
      { typed: '/revox stats today vs previous', does: 'today beside yesterday until now' },
      { typed: '/revox stats 30d by hour', does: 'when people pick up' },
      { typed: '/revox stats 7d by country', does: 'where they pick up' },
      { typed: '/revox stats 7d by field:interest_level', does: 'what the calls yielded', tried: null },
    ],
    notes: [
      'by takes hour, day, result, error, country, end_reason or field:<name>.',
      'A call is answered when a person picked up. The words of a filter narrow what is counted.',
    ],
  },
  {
    name: 'export',
    also: ['csv', 'download', 'excel', 'file'],
    summary: 'a CSV file of calls, to you',
    usage: '/revox export [filter…]',
    examples: [
      { typed: '/revox export 7d', does: 'every call of the last seven days', tried: null },
      { typed: '/revox export human since:2026-03-01', does: 'what people answered since then', tried: null },
    ],
    notes: [
      'The file comes in a direct message. Numbers are masked unless you may see them; what was said is not in it.',
    ],
  },
  {
    name: 'save',
    also: ['run', 'saved'],
    summary: 'keep a search under a name',
    usage: '/revox save <name> = <search>, /revox run <name>',
    examples: [
      { typed: '/revox save errors-fr = errored phone:+33 7d', does: 'saved for you alone', tried: null },
      { typed: '/revox run errors-fr', does: 'run it; /revox errors-fr does the same', tried: null },
      { typed: '/revox save', does: 'all you have saved' },
      { typed: '/revox save errors-fr =', does: 'forget it', tried: null },
    ],
    notes: ['Lists, figures and the other commands that look something up can be saved.'],
  },
  {
    name: 'digest',
    also: ['report', 'daily', 'weekly'],
    summary: 'a day in numbers, now or regularly',
    usage: '/revox digest [now | daily 09:00 [weekdays] | weekly monday | off]',
    examples: [
      { typed: '/revox digest now', does: 'today so far, to you; share it from there' },
      { typed: '/revox digest daily 08:30 Europe/Paris weekdays', does: 'to this channel', tried: null },
      { typed: '/revox digest weekly monday 09:00', does: 'the week before, every Monday', tried: null },
      { typed: '/revox digest daily 18:00 human', does: 'only what these words choose', tried: null },
      { typed: '/revox digest off', does: 'no more digests here', tried: null },
    ],
    notes: ['It tells of the days since the one before. Without a time zone it is yours.'],
  },
  {
    name: 'subscribe',
    also: ['subscription', 'quiet', 'summary', 'compact', 'mention'],
    summary: 'choose what this channel hears of',
    usage: `/revox subscribe [${topics.join(' | ')}] [filter…] [options…]`,
    examples: [
      { typed: '/revox subscribe', does: 'a form to click it together' },
      { typed: '/revox subscribe errors ours', does: 'dial errors on our side' },
      { typed: '/revox subscribe calls human -reason:voicemail', does: 'what people answered' },
      { typed: '/revox subscribe calls summary every 1h', does: 'together, once an hour' },
      {
        typed: '/revox subscribe errors quiet 19:00-08:00 weekdays',
        does: 'nothing at night or at weekends',
      },
      { typed: '/revox subscribe errors compact', does: 'one line, the rest in the thread' },
      {
        typed: '/revox subscribe errors mention:@oncall',
        does: 'mentions a group when it is severe',
        tried: null,
      },
    ],
    notes: [
      'First you see what it would have told in the last seven days. Every change is told here in one line, with Undo.',
      'What comes in quiet hours is kept, and told together when they end.',
    ],
  },
  {
    name: 'subscriptions',
    also: ['unsubscribe'],
    summary: 'what this channel hears of: edit, pause, remove',
    usage: '/revox subscriptions, /revox unsubscribe …',
    examples: [
      { typed: '/revox subscriptions', does: 'all there is here, each with its buttons' },
      { typed: '/revox unsubscribe errors', does: 'no longer told here', tried: null },
      { typed: '/revox unsubscribe all', does: 'nothing at all told here', tried: null },
    ],
    notes: ['What is removed is told here in one line, with Undo.'],
  },
  {
    name: 'mute',
    also: ['unmute', 'silence', 'snooze'],
    summary: 'not to hear of some calls here for a while',
    usage: '/revox mute [filter…] 2h, /revox unmute',
    examples: [
      { typed: '/revox mute busy 2h', does: 'no busy lines for two hours', tried: null },
      { typed: '/revox mute until tomorrow', does: 'no calls at all until 08:00', tried: null },
      { typed: '/revox unmute', does: 'all of it again', tried: null },
    ],
    notes: ['Nothing is lost: what was muted is counted, and told in one message when the mute ends.'],
  },
  {
    name: 'why',
    also: ['explain'],
    summary: 'who heard of a call, who did not, and why',
    usage: '/revox why <id>',
    examples: [{ typed: '/revox why 8f14e45f', does: 'every subscription here, with a link', tried: null }],
    notes: ['Of other channels you see how many heard of it; admins see all of them.'],
  },
  {
    name: 'replay',
    also: ['retell', 'again'],
    summary: 'retell calls in a thread here, on purpose',
    usage: '/revox replay since:2h [filter…]',
    examples: [
      { typed: '/revox replay since:2h human', does: 'asks first, then tells them again', tried: null },
    ],
    notes: ['The thread says that it is no news. A thousand calls at most.'],
  },
  {
    name: 'held',
    also: ['privacy', 'personal'],
    summary: 'what is stored about a number, as a file too',
    usage: '/revox held <number>',
    examples: [{ typed: '/revox held +33199001234', does: 'what there is, and a file of it', tried: null }],
    notes: ['For admins. It changes nothing.', 'To erase it: /revox help forget.'],
  },
  {
    name: 'forget',
    also: ['erase', 'gdpr'],
    summary: 'erase what is stored about a number; asks first',
    usage: '/revox forget <number>',
    examples: [
      { typed: '/revox forget +33199001234', does: 'asks first, then erases it', tried: null },
      { typed: '/revox forget', does: 'what was erased, when, and who asked for it' },
    ],
    notes: [
      'For admins. Messages here are edited too; how calls ended stays, for counts.',
      'Revox keeps its own copy: have the number erased there as well.',
    ],
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
    // Each is the headline of a card.
    examples: [
      {
        typed: 'Revox does not answer',
        does: 'nothing is read, nothing is lost; wait, or check the way from the bot to Revox',
        tried: null,
      },
      {
        typed: 'Revox refuses the API key',
        does: 'whoever runs the bot puts a valid key into its settings and restarts it',
        tried: null,
      },
      {
        typed: 'Messages cannot be delivered',
        does: 'do what the card says, then press Retry parked in /revox status; an admin may discard them',
        tried: null,
      },
      {
        typed: 'Calls fail on our side',
        does: 'far more than usual; the card says why, and counts them instead of telling each',
        tried: null,
      },
      {
        typed: 'Few people pick up',
        does: 'far fewer than usual at this time; check the caller id and the list',
        tried: null,
      },
      {
        typed: 'No calls are ending',
        does: 'quiet for longer than usual at this time; check that the campaign runs',
        tried: null,
      },
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
