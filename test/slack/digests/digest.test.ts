import { expect, test } from 'vitest';
import type { BlindWindow } from '../../../src/calls/blind-window.ts';
import { renderDigest } from '../../../src/slack/digests/digest.ts';
import { digestMessage, digestRestMessage } from '../../../src/slack/digests/digest-message.ts';
import { digest, options, parked, quietDigest } from '../../../verify/samples/nouns.ts';
import { read } from '../blocks/read.ts';

const shown = (changes: Partial<typeof digest>) =>
  read(digestMessage.words({ ...digest, ...changes }, options));

test('a day leads with what needs work, then figures, then pictures', () => {
  expect(shown({})).toMatchInlineSnapshot(`
    "text: Tuesday 14 July: 1,284 calls, 42% of them answered by a person. 56 calls failed because of your setup. 1 incident open: “Few people pick up”. 12 calls need a call-back.

    # Tuesday 14 July: 1,284 calls

    (red) Few people pick up, since 14:10

    (red) Too many calls: 37 calls. Lower the number of simultaneous calls, or spread the campaign over more time. [Browse 37 → list_calls {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z too_many_calls"}]

    (red) Country not allowed: 19 calls. Ask Revox to enable the country for your trunk. [Browse 19 → list_calls {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z no_international_permission"}]

    (orange) Not in service: 25 calls. Remove or correct such numbers in your list. [Browse 25 → list_calls {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z number_non_attributed"}]

    (orange) 12 calls need a call-back. [Browse 12 → list_calls {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z callback"}]

    Day | Tue 14 Jul | vs Mon 13 Jul | vs Tue 7 Jul
    Calls | *1,284* | +12% from 1,146 | −3% from 1,320
    Answered, of all calls | *42%* | +3 points from 39% | −1 point from 43%
    Failed to connect | *283* | +18% from 240 | no change
    Failed, your setup | *56* | up from none | up from 4

    *Results:* Human 539 · Voicemail 348 · IVR 76 · iOS call screening 30 · Unknown 8
    *Talk time:* median 1 min 14 s, 90% under 4 min 11 s
    Couldn’t read Revox from 02:10 to 03:45. Calls of that time were read later, and are counted.

    [See the calls… → list_calls: Every call (1,284) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z"}; Call-backs promised (12) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z callback"}; Human (539) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z human"}; Voicemail (348) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z voicemail"}; IVR (76) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z ivr"}; iOS call screening (30) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z screened"}; Unknown (8) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z unknown"}; No answer (140) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z no_answer"}; Busy (62) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z busy"}; Too many calls (37) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z too_many_calls"}; Country not allowed (19) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z no_international_permission"}; Not in service (25) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z number_non_attributed"}; Failed, ending 5678 (6) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z errored phone:5678"}; Failed, ending 0143 (4) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z errored phone:0143"}; Failed, ending 0123 (3) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z errored phone:0123"}; Conversation finished (502) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:tool_end_call"}; Reached a voicemail (344) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:voicemail"}; Stuck in a phone menu (71) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:ivr_no_navigate"}; Transferred (18) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:transfer"}]

    (Local day in Europe/Paris)"
  `);
});

test('the rest of a day is in its thread', () => {
  expect(read(digestRestMessage.words(digest, options))).toMatchInlineSnapshot(`
    "text: More on Tuesday 14 July: dial errors, end reasons, hours and extracted data.

    *More on Tuesday 14 July*
    *Dial errors:* No answer 140 · Busy 62 · Too many calls 37 · Country not allowed 19 · Not in service 25
    *Failed most often:* +33 •••• 5678 6 times · +1 •••• 0143 4 times · +44 •••• 0123 3 times
    *End reasons:* Conversation finished 502 · Reached a voicemail 344 · Stuck in a phone menu 71 · Transferred 18
    *Hours:* busiest at 11:00 with 212 calls, first calls at 08:00, last calls at 17:00

    *Extracted data*

    - Confirmation status (412): Confirmed 301 · Rescheduled 80 · Cancelled 31
    - Contact reachable (412): Yes 400 · No 12
    - Salary expectation (57): 28,000 to 75,000, median 42,000

    [chart: Results] pie: Human 539, Voicemail 348, IVR 76, iOS call screening 30, Unknown 8

    [chart: Dial errors] Calls: No answer 140, Busy 62, Too many calls 37, Country not allowed 19, Not in service 25"
  `);
});

test('today so far stands beside the same part of the days before, and beside nothing that is not stored', () => {
  const until = Date.parse('2026-07-14T14:30:00+02:00');
  const today = shown({ until });
  expect(today).toContain('# Tuesday 14 July so far: 1,284 calls');
  expect(today).toContain('Until 14:30 | Tue 14 Jul | vs Mon 13 Jul | vs Tue 7 Jul');
  expect(shown({ dayBefore: null })).toContain('Day | Tue 14 Jul | vs Tue 7 Jul\n');
  const first = { ...quietDigest, until, dayBefore: null, sameDayLastWeek: null, lateByMs: null };
  expect(shown({ ...digest, dayBefore: null, sameDayLastWeek: null })).toContain('Day | Tue 14 Jul\n');
  expect(read(renderDigest(first))).toContain('No calls ended so far.\n');
});

test('a day on which nothing needs work says so, and its spare picture shows the hours', () => {
  const day = { ...digest.day, failed: 4, ours: 0 };
  const changes = {
    day,
    dialErrors: [{ word: 'busy', count: 4 }],
    openIncidents: [],
    callBacks: 0,
    failingNumbers: [],
    blindWindows: [],
    filter: 'human -voicemail',
    fields: [],
  };
  expect(shown(changes)).toMatchInlineSnapshot(`
    "text: Tuesday 14 July: 1,284 calls, 42% of them answered by a person.

    # Tuesday 14 July: 1,284 calls

    Only human, not voicemail

    (green) Nothing needs your attention.

    Day | Tue 14 Jul | vs Mon 13 Jul | vs Tue 7 Jul
    Calls | *1,284* | +12% from 1,146 | −3% from 1,320
    Answered, of all calls | *42%* | +3 points from 39% | −1 point from 43%
    Failed to connect | *4* | −98% from 240 | −99% from 283
    Failed, your setup | *0* | no change | down from 4

    *Results:* Human 539 · Voicemail 348 · IVR 76 · iOS call screening 30 · Unknown 8
    *Talk time:* median 1 min 14 s, 90% under 4 min 11 s

    [See the calls… → list_calls: Every call (1,284) → {"f":"human -voicemail since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z"}; Human (539) → {"f":"-voicemail since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z human"}; Voicemail (348) → {"f":"-voicemail since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z voicemail"}; IVR (76) → {"f":"-voicemail since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z ivr"}; iOS call screening (30) → {"f":"-voicemail since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z screened"}; Unknown (8) → {"f":"-voicemail since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z unknown"}; Busy (4) → {"f":"-voicemail since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z busy"}; Conversation finished (502) → {"f":"human -voicemail since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:tool_end_call"}; Reached a voicemail (344) → {"f":"human -voicemail since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:voicemail"}; Stuck in a phone menu (71) → {"f":"human -voicemail since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:ivr_no_navigate"}; Transferred (18) → {"f":"human -voicemail since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:transfer"}]

    (Local day in Europe/Paris)"
  `);
});

test('a day without calls is said plainly, and a late digest says so', () => {
  expect(shown(quietDigest)).toMatchInlineSnapshot(`
    "text: Tuesday 14 July: no calls.

    # Tuesday 14 July: no calls

    No calls ended that day. The day before had 1,146 calls; Tuesday 7 July had 1,320 calls.
    Posted 3 h 30 min late: the bot wasn’t running.

    (Local day in Europe/Paris)"
  `);
});

test('one call a day is in the singular', () => {
  const day = { calls: 1, answered: 1, failed: 0, ours: 0 };
  const results = [{ word: 'human', count: 1 }];
  const none = { calls: 0, answered: 0, failed: 0, ours: 0 };
  const changes = {
    day,
    results,
    dayBefore: none,
    sameDayLastWeek: none,
    dialErrors: [],
    endReasons: [],
    fields: [],
    callBacks: 1,
    failingNumbers: [],
    blindWindows: [],
  };
  expect(
    shown({ ...changes, openIncidents: [], talk: null, hours: [{ hour: '11', calls: 1, failed: 0 }] }),
  ).toMatchInlineSnapshot(`
    "text: Tuesday 14 July: 1 call, 100% answered by a person. 1 call needs a call-back.

    # Tuesday 14 July: 1 call

    (orange) 1 call needs a call-back. [Browse 1 → list_calls {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z callback"}]

    Day | Tue 14 Jul | vs Mon 13 Jul | vs Tue 7 Jul
    Calls | *1* | up from none | up from none
    Answered, of all calls | *100%* | no calls | no calls
    Failed to connect | *0* | no change | no change
    Failed, your setup | *0* | no change | no change

    *Results:* Human 1

    [See the calls… → list_calls: Every call (1) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z"}; Call-backs promised (1) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z callback"}; Human (1) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z human"}]

    (Local day in Europe/Paris)"
  `);
});

test('a week says which days it sums up, and stands beside the week before', () => {
  const week = shown({ date: '2026-07-12', days: 7 });
  expect(week).toContain('# Monday 6 July to Sunday 12 July: 1,284 calls');
  expect(week).toContain('Days | Mon 6 Jul to Sun 12 Jul | vs Mon 29 Jun to Sun 5 Jul');
  expect(week).toContain('Local days in Europe/Paris');
});

test('times and days that nobody could see are shown in the time of the channel', () => {
  const at = (time: string) => Date.parse(`2026-07-${time}+02:00`);
  const blindWindows: BlindWindow[] = [
    { from: at('13T23:50:00'), to: at('14T00:20:00'), cause: 'revox' },
    { from: at('14T02:10:00'), to: at('14T03:45:00'), cause: 'revox' },
    { from: at('14T12:00:00'), to: at('14T13:00:00'), cause: 'bot' },
    { from: at('14T23:40:00'), to: null, cause: 'revox' },
  ];
  const unsent = { date: '2026-07-13', days: 3 };
  expect(read(renderDigest({ ...quietDigest, lateByMs: null, blindWindows, unsent }))).toMatchInlineSnapshot(`
    "text: Tuesday 14 July: no calls.

    # Tuesday 14 July: no calls

    No calls ended that day. The day before had 1,146 calls; Tuesday 7 July had 1,320 calls.
    Couldn’t read Revox from 23:50 on Mon 13 Jul to 00:20 and from 02:10 to 03:45. Calls of that time were read later, and are counted.
    The bot wasn’t running from 12:00 to 13:00. Calls of that time were read later, and are counted.
    Couldn’t read Revox since 23:40. Calls that ended since then aren’t counted yet.
    No digest for Saturday 11 July to Monday 13 July: the bot wasn’t running.

    (Local day in Europe/Paris)"
  `);
});

test('a week is shown beside the week before', () => {
  const week = { days: 7, unsent: { date: '2026-07-07', days: 7 } };
  const said = shown({ ...week, fields: [], hours: [] });
  expect(said).toContain('No digest for Wednesday 1 July to Tuesday 7 July: the bot wasn’t running.');
  expect(said).toContain('Days | Wed 8 Jul to Tue 14 Jul | vs Wed 1 Jul to Tue 7 Jul');
});

test('each open incident is named, and where there are many the rest is counted', () => {
  const began = Date.parse('2026-07-14T17:00:00+02:00');
  const silent = { ...parked, kind: 'no-calls-ending' as const, openedAt: began, about: '' };
  const before = {
    ...silent,
    kind: 'dial-errors-spike' as const,
    about: 'too_many_calls',
    openedAt: began - 86_400_000,
  };
  const said = shown({ openIncidents: [before, silent] });
  expect(said).toContain(
    '2 incidents open: “Spike: calls rejected by the concurrency limit” and “No calls are ending”.',
  );
  expect(said).toContain('(red) Spike: calls rejected by the concurrency limit, since 17:00 on Mon 13 Jul');
  expect(said).toContain('(red) No calls are ending, since 17:00\n');
  expect(shown({ openIncidents: Array.from({ length: 7 }, () => silent) })).toContain(
    '(red) 4 more open incidents: /revox status',
  );
});

test('a number is masked in the menu, and so are the words that find its calls', () => {
  const message = JSON.stringify(renderDigest(digest));
  expect(message).toContain('phone:5678');
  expect(message).not.toContain('39985678');
});

test('numbers that end alike share a line of the menu, since both are found by it', () => {
  const failingNumbers = [
    { phoneNumber: '+33199005678', failures: 6 },
    { phoneNumber: '+12025550143', failures: 4 },
    { phoneNumber: '+33639985678', failures: 3 },
  ];

  const { blocks } = digestMessage.words({ ...digest, failingNumbers }, options);
  const menus = JSON.stringify(blocks).match(/Failed, ending \d+ \(\d+\)/g);
  expect(menus).toEqual(['Failed, ending 5678 (9)', 'Failed, ending 0143 (4)']);
});
