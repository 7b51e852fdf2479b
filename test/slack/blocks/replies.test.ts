import { describe, expect, test } from 'vitest';
import { parseFilter } from '../../../src/calls/filter.ts';
import { databaseBusy, renderProblem } from '../../../src/slack/blocks/problem.ts';
import { renderUnknownCommand, renderUnknownWords } from '../../../src/slack/blocks/unread-words.ts';
import { renderCall } from '../../../src/slack/calls/call.ts';
import { renderCallList } from '../../../src/slack/calls/call-list.ts';
import type { CallListReply } from '../../../src/slack/calls/call-list-reply.ts';
import {
  renderCallNotFound,
  renderCandidates,
  renderWhichCall,
} from '../../../src/slack/calls/call-lookup.ts';
import { startOfCall } from '../../../src/slack/calls/call-place.ts';
import { renderHelp } from '../../../src/slack/help/help.ts';
import { commandWords, helpTopics } from '../../../src/slack/routes/commands.ts';
import { renderStatus } from '../../../src/slack/status/status.ts';
import {
  aCall,
  aFailedCall,
  appointment,
  healthy,
  now,
  options,
  someCalls,
  turn,
  unwell,
} from '../../../verify/samples/nouns.ts';
import { read } from './read.ts';

const list: CallListReply = {
  filter: 'errored since:24h',
  calls: someCalls,
  above: 10,
  total: { count: 217, isMore: false },
  newerCount: 3,
  newer: null,
  older: 'page-2',
  refresh: 'anew',
  share: 'this-page',
  messageId: null,
  nearest: [],
  contradiction: null,
  searchedFrom: now - 24 * 60 * 60_000,
  searchedUntil: null,
};

test('a list of calls', () => {
  expect(read(renderCallList(list, options))).toMatchInlineSnapshot(`
    "*217 calls* · 11–15 · errors, last 24 hours

    [Errored → list_status: Any status → {"f":"since:24h"}; Completed → {"f":"since:24h completed"}; Errored → {"f":"since:24h errored"}] [Any result → list_result: Any result → {"f":"errored since:24h"}; Human → {"f":"errored since:24h human"}; Voicemail → {"f":"errored since:24h voicemail"}; IVR → {"f":"errored since:24h ivr"}; Unknown → {"f":"errored since:24h unknown"}; iOS call screening → {"f":"errored since:24h screened"}; Your setup → {"f":"errored since:24h ours"}; Carrier or phone → {"f":"errored since:24h theirs"}; Too many calls → {"f":"errored since:24h too_many_calls"}; Country not allowed → {"f":"errored since:24h no_international_permission"}; Call set-up refused → {"f":"errored since:24h precondition_failed"}; Not in service → {"f":"errored since:24h number_non_attributed"}; Unclassified error → {"f":"errored since:24h non_classified_error"}; Busy → {"f":"errored since:24h busy"}; No answer → {"f":"errored since:24h no_answer"}; Phone out of reach → {"f":"errored since:24h temporarily_unavailable"}] [Last 24 hours → list_period: Any time → {"f":"errored"}; Today → {"f":"errored today"}; Yesterday → {"f":"errored yesterday"}; Last 24 hours → {"f":"errored since:24h"}; Last 7 days → {"f":"errored since:7d"}; Last 30 days → {"f":"errored since:30d"}]

    No. | Outcome | Number | Talk time | Ended
    11 | (green) Answered | +33 •••• 5678 | 2 min 14 s | {14 Jul at 14:31}
    12 | (white) Voicemail | +1 •••• 0143 | 1 min 14 s | {14 Jul at 14:30}
    13 | (red) Too many calls | +44 •••• 0123 | – | {14 Jul at 14:29}
    14 | (white) Busy | +33 •••• 1234 | – | {14 Jul at 14:28}
    15 | (white) iOS call screening | +33 •••• 5678 | 0 s | {14 Jul at 14:27}

    [Open a call… → open_call: 11. Answered · +33 •••• 5678 → att_01; 12. Voicemail · +1 •••• 0143 → att_02; 13. Too many calls · +44 •••• 0123 → att_03; 14. Busy · +33 •••• 1234 → att_04; 15. iOS call screening · +33 •••• 5678 → att_05] [3 newer calls → list_refresh anew] [Older → list_older page-2] [Share to channel → share_list this-page] [Export → export_list errored since:24h]"
  `);
});

test('a list that is empty says what was searched and what to try', () => {
  expect(
    read(renderCallList({ ...list, calls: [], newerCount: 0, older: null }, options)),
  ).toMatchInlineSnapshot(`
    "*No calls match:* errors, last 24 hours
    Searched every stored call from {13 Jul at 14:35} until now.

    [Errored → list_status: Any status → {"f":"since:24h"}; Completed → {"f":"since:24h completed"}; Errored → {"f":"since:24h errored"}] [Any result → list_result: Any result → {"f":"errored since:24h"}; Human → {"f":"errored since:24h human"}; Voicemail → {"f":"errored since:24h voicemail"}; IVR → {"f":"errored since:24h ivr"}; Unknown → {"f":"errored since:24h unknown"}; iOS call screening → {"f":"errored since:24h screened"}; Your setup → {"f":"errored since:24h ours"}; Carrier or phone → {"f":"errored since:24h theirs"}; Too many calls → {"f":"errored since:24h too_many_calls"}; Country not allowed → {"f":"errored since:24h no_international_permission"}; Call set-up refused → {"f":"errored since:24h precondition_failed"}; Not in service → {"f":"errored since:24h number_non_attributed"}; Unclassified error → {"f":"errored since:24h non_classified_error"}; Busy → {"f":"errored since:24h busy"}; No answer → {"f":"errored since:24h no_answer"}; Phone out of reach → {"f":"errored since:24h temporarily_unavailable"}] [Last 24 hours → list_period: Any time → {"f":"errored"}; Today → {"f":"errored today"}; Yesterday → {"f":"errored yesterday"}; Last 24 hours → {"f":"errored since:24h"}; Last 7 days → {"f":"errored since:7d"}; Last 30 days → {"f":"errored since:30d"}]

    - Look at any time: \`/revox calls errored\`
    - Take a word away, or see every call: \`/revox calls\`
    - Look up the words: \`/revox help filters\`"
  `);
});

// words → the same at any time, where that is another question
test.each([
  ['busy human since:7d', '/revox calls human busy`'],
  ['field:note="too late" yesterday', '/revox calls field:note="too late"`'],
  ['busy human', null],
  ['since:24h', null],
])('where there is nothing for %s, time is left out only if it narrows', (filter, offered) => {
  const shown = read(renderCallList({ ...list, filter, calls: [], newerCount: 0, older: null }, options));
  if (offered === null) expect(shown).not.toContain('Look at any time');
  else expect(shown).toContain(`- Look at any time: \`${offered}`);
});

test('a list of everything while nothing is stored', () => {
  const nothing = { ...list, filter: '', calls: [], newerCount: 0, older: null, searchedFrom: null };
  expect(read(renderCallList(nothing, options))).toMatchInlineSnapshot(`
    "*No calls yet*
    Nothing is stored yet: calls appear here as they end.

    See whether Revox is being read: \`/revox status\`"
  `);
});

const alone = {
  ...options,
  mayReveal: true,
  mayUnmask: false,
  place: startOfCall(appointment.id),
  attempt: 3,
};

test('one call, to somebody who may see and hear all of it', () => {
  expect(read(renderCall(appointment, alone))).toMatchInlineSnapshot(`
    "(green) *Callback* *{15 Jul at 11:30}* · *Rescheduled* *Tue 21 Jul* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}
    The agent hung up: conversation finished

    - Callback time: *{15 Jul at 11:30}*
    - New appointment date: *Tue 21 Jul 2026*
    - Confirmation status: *Rescheduled*
    - Contact reachable: *Yes*
    - Remaining balance: *45,000.5*
    - Products: *Starter and Call tracking*
    - Notes: Asked to move the visit to the week after, in the morning if possible, because of a school holiday.

    [Listen to the recording](https://recordings.example.com/att_8f14e45f.mp3)

    *Transcript* · 6 turns

    > *Agent:* Bonjour, je vous appelle au sujet de votre rendez-vous de jeudi. Vous convient-il toujours ?
    > *Person:* Ah non, je ne suis pas là cette semaine. On peut décaler ?
    > _Tool: Find slots_
    > *Agent:* Bien sûr. Mardi 21 à 9 h 30 ?
    > *Person:* Parfait, merci.
    > _Tool: End call, failed_

    Dialled {14 Jul at 14:29}, rang 12 s

    Call \`att_8f14e45f\` · 3rd attempt to this number in 7 days

    [Open → open_call att_8f14e45f]"
  `);
});

test('one call, to somebody who may not', () => {
  const shown = read(renderCall(appointment, { ...alone, mayReveal: false }));
  expect(shown).toContain('There’s a recording and a transcript. Admins of the bot can open them.');
  expect(shown).not.toContain('recordings.example.com');
  expect(shown).not.toContain('Bonjour');
});

test('a call that is still going on', () => {
  const call = aCall({
    status: 'ongoing',
    result: null,
    endedAt: null,
    endReason: null,
    endedBy: null,
    recordingUrl: null,
  });
  expect(read(renderCall(call, { ...alone, attempt: 1 }))).toMatchInlineSnapshot(`
    "(white) *Ongoing* · +33 •••• 5678

    Dialled {14 Jul at 14:29}, rang 12 s, still going on

    Call \`att_8f14e45f\`

    [Open → open_call att_8f14e45f]"
  `);
});

test('a call that failed on our side', () => {
  expect(read(renderCall(aFailedCall('no_international_permission'), alone))).toMatchInlineSnapshot(`
    "(red) *Country not allowed* · +33 •••• 5678 · {14 Jul at 14:31}
    The trunk may not dial this country. Ask Revox to enable the country for your trunk.

    Dialled {14 Jul at 14:29}, rang 2 min 26 s

    Call \`att_8f14e45f\` · 3rd attempt to this number in 7 days

    [Open → open_call att_8f14e45f]"
  `);
});

test('of a long transcript the start and the end are shown', () => {
  const transcript = Array.from({ length: 40 }, (_, index) =>
    turn(index % 2 ? 'user' : 'assistant', `turn ${index + 1}`),
  );
  const shown = read(renderCall(aCall({ transcript }), alone));
  expect(shown).toContain('> *Agent:* turn 1\n');
  expect(shown).toContain('> … 28 turns left out …');
  expect(shown).toContain('> *Person:* turn 40');
});

test('a recording that is no web address is not linked', () => {
  const shown = read(renderCall(aCall({ recordingUrl: 'javascript:alert(1)' }), alone));
  expect(shown).not.toContain('Listen');
});

test('several calls that fit are offered to pick from', () => {
  expect(read(renderCandidates('call', 'att_0', someCalls, options))).toMatchInlineSnapshot(`
    "*Which call?* 5 calls match \`att_0\`

    No. | Outcome | Number | Talk time | Ended
    1 | (green) Answered | +33 •••• 5678 | 2 min 14 s | {14 Jul at 14:31}
    2 | (white) Voicemail | +1 •••• 0143 | 1 min 14 s | {14 Jul at 14:30}
    3 | (red) Too many calls | +44 •••• 0123 | – | {14 Jul at 14:29}
    4 | (white) Busy | +33 •••• 1234 | – | {14 Jul at 14:28}
    5 | (white) iOS call screening | +33 •••• 5678 | 0 s | {14 Jul at 14:27}

    [Open a call… → open_call: 1. Answered · +33 •••• 5678 → att_01; 2. Voicemail · +1 •••• 0143 → att_02; 3. Too many calls · +44 •••• 0123 → att_03; 4. Busy · +33 •••• 1234 → att_04; 5. iOS call screening · +33 •••• 5678 → att_05]"
  `);
});

test('of several calls that fit, the same is asked of the one that is picked', () => {
  const shown = read(renderCandidates('why', '5678', someCalls.slice(0, 1), options));
  expect(shown).toContain(
    '[Ask why about a call… → run_command_1: 1. Answered · +33 •••• 5678 → why att_01]',
  );
});

test.each(['call', 'why'] as const)('%s without saying which call', (lookup) => {
  expect(read(renderWhichCall(lookup))).toBe(
    `*Which call?*
Give its id, the beginning of it, or the last digits of the number:

- \`/revox ${lookup} 5678\``,
  );
});

test('no call with that id', () => {
  expect(read(renderCallNotFound('zzz'))).toMatchInlineSnapshot(`
    "*No call has the id “zzz”.*
    It may be older than the stored calls, or not over yet. Open one from a list, or search by number:

    - \`/revox calls\`
    - \`/revox calls phone:5678\`"
  `);
});

test('status when all is well', () => {
  expect(read(renderStatus(healthy, options))).toMatchInlineSnapshot(`
    "(green) *Healthy*

    - Last read from Revox {14 Jul at 14:34}, 25 s ago
    - Last message sent {14 Jul at 14:31}, 4 min ago
    - 12,304 calls stored, 3 in progress
    - Nothing queued

    (Revox for Slack 0.1.0 · running for 30 h)"
  `);
});

// calls and messages that wait → what is said
test.each([
  [1, 0, '1 call queued'],
  [0, 2, '2 messages queued'],
])('status with %d calls and %d messages that wait', (untoldCalls, waitingMessages, said) => {
  const shown = read(renderStatus({ ...healthy, untoldCalls, waitingMessages }, options));
  expect(shown).toContain(`- ${said}\n`);
});

test('status when something waits for a person', () => {
  expect(read(renderStatus(unwell, options))).toMatchInlineSnapshot(`
    "(orange) *Messages are parked*
    Slack rejects them; the incident card says what to do.

    - Last read from Revox {14 Jul at 14:34}, 25 s ago
    - Last message sent {14 Jul at 14:31}, 4 min ago
    - 12,304 calls stored, 3 in progress
    - 14 calls and 2 messages queued, the oldest for 4 min
    - 1 message parked
    - 1 incident open
    - 2 rows from Revox I can’t read: kept, and tried again
    - Importing history: 4,300 calls read so far

    (Revox for Slack 0.1.0 · running for 30 h)

    [Retry parked → retry_parked]"
  `);
});

test.each([
  ['Can’t read from Revox', { lastPollProblem: 'Revox answered 503 five times' }],
  ['Not polling', { lastGoodPollAt: now - 11 * 60_000, pollDueAt: now - 10.5 * 60_000 }],
  ['Not posting', { oldestWaitingAt: now - 6 * 60_000, untoldCalls: 2, parkedMessages: 1 }],
  ['Healthy', { lastGoodPollAt: now - 59 * 60_000, pollDueAt: now + 60_000, pollEveryMs: 3_600_000 }],
  ['Starting', { lastGoodPollAt: null, lastSentAt: null }],
  ['Working, with an open incident', { openIncidents: 1 }],
  ['The disk is full', { databaseTrouble: { says: 'the disk is full', next: 'make room' } }],
])('status says “%s”', (title, changes) => {
  const shown = read(renderStatus({ ...healthy, ...changes }, options));
  expect(shown).toContain(`*${title}*`);
});

describe('status of a bot that keeps nightly copies', () => {
  const copiedAt = now - 11 * 3_600_000;
  const copies = {
    since: 0,
    night: '2026-07-14',
    triedAt: copiedAt,
    copiedAt,
    problem: null,
    leftOver: null,
  };
  const shown = (changes: object) =>
    read(renderStatus({ ...healthy, nightlyCopy: { ...copies, ...changes } }, options));

  test('says how old the last one is', () => {
    expect(shown({})).toMatch(/\*Healthy\*[\s\S]*- Last nightly copy \{14 Jul at 03:3\d\}, 11 h ago/);
    expect(shown({ copiedAt: null, since: now, triedAt: null })).toMatch(
      /\*Healthy\*[\s\S]*- No nightly copy of the database yet/,
    );
    expect(shown({ copiedAt: now + 26 * 3_600_000 })).toContain('before the clock was set back');
  });

  test.each([
    [
      { problem: "BACKUP_FOLDER (/copies) can't be written: it is mounted read-only (EROFS)" },
      'Working, but the nightly copy failed',
      "BACKUP_FOLDER (/copies) can't be written: it is mounted read-only (EROFS). I try again every hour.",
    ],
    [
      { problem: 'pg_dump failed: connection to server at "db.internal" (10.0.0.5) failed' },
      'Working, but the nightly copy failed',
      'The tool pg_dump failed, and the log says why. I try again every hour.',
    ],
    [
      { copiedAt: now - 50 * 3_600_000 },
      'Working, but the nightly copy is late',
      'For the person who runs the bot: the log says why.',
    ],
    [
      { leftOver: { triedAt: now, files: 1, problem: 'EPERM' } },
      'Working, but old copies aren’t deleted',
      'For the person who runs the bot: 1 file of older nightly copies can’t be deleted (EPERM); retried every hour.',
    ],
  ])('says what is wrong with them (%#)', (changes, title, advice) => {
    expect(shown(changes)).toContain(`(orange) *${title}*\n${advice}\n`);
  });
});

test('help is short first', () => {
  expect(read(renderHelp('', helpTopics))).toMatchInlineSnapshot(`
    "Revox posts how your calls went, and answers questions about them.

    *Look up*

    - \`/revox calls [filter…]\` list calls, newest first
    - \`/revox call <id or last digits>\` one call in full
    - \`/revox live\` calls in progress
    - \`/revox stats [period] [filter…] [by …] [vs previous] [table]\` how calls went over a time, in charts or as a table
    - \`/revox export [filter…]\` a CSV, sent to you
    - \`/revox save <name> = <search>\`, \`/revox run <name>\` keep a search under a name

    *Follow*

    - \`/revox todo [mine | all | today | tomorrow | overdue | @person]\` calls to follow up: take one, or mark it as done
    - \`/revox digest [now | daily 09:00 [weekdays] | weekly monday | off]\` a day’s calls in numbers, now or on a schedule
    - \`/revox subscribe [errors | callbacks | calls | incidents | digest] [filter…] [options…]\` choose what’s posted in this channel
    - \`/revox subscriptions\`, \`/revox unsubscribe\` what’s posted in this channel: edit, pause, remove
    - \`/revox why <id>\` where a call was posted, and why not elsewhere
    - \`/revox replay since:2h [filter…]\` post calls again, in a thread here

    *Quiet*

    - \`/revox mute [filter…] 2h\`, \`/revox unmute\` hold some calls back here for a while

    *Admin*

    - \`/revox held <number>\` what’s stored about a number, also as a file
    - \`/revox forget <number>\` erase everything about a number; asks first
    - \`/revox status\` whether the bot is healthy, and what it did last

    [Calls that failed today → run_command_1 calls errored today] [Calls in progress → run_command_2 live] [Last 7 days → run_command_3 stats 7d vs previous] [Search words → run_command_4 help filters]

    (/revox help calls, or the name of any other command, shows examples to run)"
  `);
});

test.each(commandWords.filter((word) => word !== 'menu' && word !== 'help'))(
  'the short help names /revox %s',
  (word) => {
    expect(read(renderHelp('', helpTopics))).toMatch(new RegExp(`\`/revox ${word}[ \`]`));
  },
);

test('help on filters', () => {
  expect(read(renderHelp('Filter', helpTopics))).toMatchInlineSnapshot(`
    "*Help on filters*: the words that narrow a search

    - \`completed errored\` how the attempt ended
    - \`human voicemail ivr screened unknown\` who or what picked up
    - \`ours theirs\` dial errors in your setup or list, of carriers and phones
    - \`busy no_answer too_many_calls\` a dial error by name
    - \`by:agent by:user by:system\` who ended it
    - \`reason:transfer\` why it ended
    - \`phone:+33199005678 phone:5678\` a number, or its last four digits
    - \`in:fr from france us\` the country of the number
    - \`longer:2m shorter:30s\` for how long somebody talked
    - \`today monday last week 7d since 9am until:2h\` when it ended
    - \`field:interest_level=interested extracted:interest_level\` extracted data: a value, or any
    - \`callback\` somebody is waiting for a call

    In any order, and in plain words: “answered calls from france last week”.
    A leading - leaves calls out: -voicemail.

    [/revox calls errored → run_command_1 calls errored] [/revox calls human → run_command_2 calls human] [/revox calls ours → run_command_3 calls ours] [/revox calls today → run_command_4 calls today] [/revox calls callback → run_command_5 calls callback]"
  `);
});

test.each(helpTopics.map(({ name }) => name))('there is help on %s', (name) => {
  expect(read(renderHelp(name, helpTopics))).toContain(name);
});

test('help on what does not exist lists what does', () => {
  expect(read(renderHelp('zebras', helpTopics))).toMatchInlineSnapshot(`
    "*There’s no help on “zebras”.*
    There’s help on:

    [calls → run_command_1 help calls] [call → run_command_2 help call] [live → run_command_3 help live] [stats → run_command_4 help stats] [export → run_command_5 help export] [save → run_command_6 help save] [todo → run_command_7 help todo] [digest → run_command_8 help digest] [subscribe → run_command_9 help subscribe] [subscriptions → run_command_10 help subscriptions] [mute → run_command_11 help mute] [why → run_command_12 help why] [replay → run_command_13 help replay] [held → run_command_14 help held] [forget → run_command_15 help forget] [status → run_command_16 help status] [filters → run_command_17 help filters] [follow-ups → run_command_18 help follow-ups] [incidents → run_command_19 help incidents]"
  `);
});

test('an unknown word comes with the command that was probably meant', () => {
  const problems = [
    {
      word: 'erorred',
      message: 'I didn’t understand “erorred”.',
      suggestion: 'errored',
      isUnknown: true as const,
    },
  ];
  expect(read(renderUnknownWords(problems, '/revox calls erorred today'))).toMatchInlineSnapshot(`
    "text: I didn’t understand “erorred”.
    Did you mean /revox calls errored today?

    *I didn’t understand “erorred”.*

    Did you mean:

    [/revox calls errored today → run_command_1 calls errored today]"
  `);
});

// what is said of the word → how it is shown
test.each([
  ['-erorred', 'I didn’t understand “erorred”. Try human.', true, 'Try human.'],
  ['by:robot', 'by: takes agent, user or system.', undefined, 'by: takes agent, user or system.'],
  ['2026-13-01', 'There is no day 2026-13-01.', undefined, 'There is no day 2026-13-01.'],
] as const)('%s is said once', (word, message, isUnknown, line) => {
  const problem = { word, message, suggestion: null, ...(isUnknown && { isUnknown }) };
  expect(read(renderUnknownWords([problem], '/revox calls'))).toContain(
    `*I didn’t understand “${word}”.*\n${line}\n`,
  );
  const two = [problem, { ...problem, word: 'other' }];
  const both = read(renderUnknownWords(two, '/revox calls'));
  expect(both).toContain(isUnknown ? `“other”.*\n${line}\n` : `- \`${word}\` · ${line}\n`);
  expect(both.split(line)).toHaveLength(isUnknown ? 2 : 3);
});

test('what words to try is not said where a whole line is suggested', () => {
  const problems = ['yestrday', 'busi'].map((word) => ({
    word,
    message: `I didn’t understand “${word}”. Try human.`,
    suggestion: null,
    isUnknown: true as const,
    commands: ['calls yesterday busy'],
  }));
  const shown = read(renderUnknownWords(problems, '/revox calls yestrday busi'));
  expect(shown).toContain('*I didn’t understand “yestrday” and “busi”.*\n\nDid you mean:');
  expect(shown).not.toContain('Try human');
});

test('a word that could be two things is asked about, with a button for each', () => {
  const choices = ['2026-03-05', '2026-05-03'];
  const problem = { word: '5/3', message: '“5/3” may be either day.', suggestion: null, choices };
  expect(read(renderUnknownWords([problem], '/revox calls human 5/3'))).toMatchInlineSnapshot(`
    "text: What do you mean by “5/3”?
    “5/3” may be either day.
    Did you mean /revox calls human 2026-03-05 or /revox calls human 2026-05-03?

    *What do you mean by “5/3”?*
    “5/3” may be either day.

    [/revox calls human 2026-03-05 → run_command_1 calls human 2026-03-05] [/revox calls human 2026-05-03 → run_command_2 calls human 2026-05-03]"
  `);
});

test('an unknown word without a likeness points to the words', () => {
  const problems = [{ word: 'qqqq', message: 'not a word of the filter', suggestion: null }];
  expect(read(renderUnknownWords(problems, '/revox calls qqqq'))).toMatchInlineSnapshot(`
    "*I didn’t understand “qqqq”.*
    not a word of the filter

    [All filter words → run_command_1 help filters]"
  `);
});

test('an unknown command', () => {
  expect(read(renderUnknownCommand('cals', 'calls'))).toMatchInlineSnapshot(`
    "text: I didn’t understand “cals”.
    Did you mean /revox calls or /revox help?

    *I didn’t understand “cals”.*

    Did you mean:

    [/revox calls → run_command_1 calls] [/revox help → run_command_2 help]"
  `);
});

test('a problem says what did not work and what to do', () => {
  expect(read(renderProblem(databaseBusy))).toMatchInlineSnapshot(`
    "*The database is busy and didn’t answer in time.*
    Nothing is lost. Try again in a moment. If it keeps happening, check the status.

    - \`/revox status\`"
  `);
});

const examples = helpTopics.flatMap(({ name, examples }) => examples.map(({ typed }) => ({ name, typed })));
const filters = examples
  .filter(({ name, typed }) => name === 'filters' || typed.startsWith('/revox calls'))
  .map(({ typed }) => typed.replace('/revox calls', '').trim());

test.each(filters)('the help says “%s”, and the filter understands it', (typed) => {
  expect(parseFilter(typed, { now, timezone: 'Europe/Paris' }).problems).toEqual([]);
});
