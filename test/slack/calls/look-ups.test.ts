import { expect, test } from 'vitest';

import type { Stats, StatsGroup } from '../../../src/calls/stats.ts';
import { renderLive } from '../../../src/slack/calls/live.ts';
import { renderExportAsked, renderExportNews } from '../../../src/slack/exports/export.ts';
import { renderMenu } from '../../../src/slack/help/menu.ts';
import { renderSavedSearches } from '../../../src/slack/saved/saved-searches.ts';
import { renderStats } from '../../../src/slack/stats/stats.ts';
import { aCall, now, options } from '../../../verify/samples/nouns.ts';
import { read } from '../blocks/read.ts';

const day = 86_400_000;

function group(word: string | null, calls: number, answered: number, failed: number): StatsGroup {
  return { word, calls, answered, failed, callsBefore: null };
}

const week: Stats = {
  period: { from: Date.parse('2026-07-08T00:00:00+02:00'), to: now },
  timezone: 'Europe/Paris',
  filter: 'since:7d',
  listed: 'since:2026-07-08',
  shownAs: 'charts',
  figures: {
    calls: 1284,
    answered: 539,
    failed: 283,
    ours: 56,
    talk: { medianMs: 74_000, p90Ms: 251_000 },
    tries: { average: 1.84, numbers: 420 },
  },
  results: [
    { word: 'human', count: 539 },
    { word: 'voicemail', count: 462 },
  ],
  breakdown: { by: 'country' },
  groups: [group('FR', 900, 400, 200), group('GB', 300, 130, 50), group(null, 4, 0, 4)],
  before: null,
  storedFrom: null,
};

test('figures whose period before is not stored say from when on calls are stored', () => {
  const shown = read(renderStats({ ...week, storedFrom: now - 8 * day }, options));
  expect(shown).toContain('Nothing to compare with: stored calls begin {6 Jul at 14:35}.');
  expect(shown).not.toContain('Compare with before');
});

test('figures of very many calls say that tries are those of some numbers', () => {
  const tries = { average: 2.38, numbers: 682, isSampled: true as const };
  const shown = read(renderStats({ ...week, figures: { ...week.figures, tries } }, options));
  expect(shown).toContain('about 2.4 on average, over a sample of 682 numbers');
});

test('figures of a week, by country', () => {
  expect(read(renderStats(week, options))).toMatchInlineSnapshot(`
    "*Last 7 days* · *1,284 calls*
    Wed 8 Jul to today so far

    - *Answered by a person:* 539 of 1,284 calls (42%)
    - *Failed to connect:* 283 of 1,284 calls (22%), 56 of them because of your setup
    - *Talk time of conversations:* median 1 min 14 s, 90% under 4 min 11 s
    - *Calls per number until a person answered:* 1.8 on average, over 420 numbers

    [chart: Calls by country] Calls: France 900, United Kingdom 300, Unknown 4, Other 80; Answered: France 400, United Kingdom 130, Unknown 0, Other 9

    [chart: Results] pie: Human 539, Voicemail 462

    (Hours and days in Europe/Paris)

    [Compare with before → run_command_1 stats since:7d by country vs previous] [By result → run_command_2 stats since:7d by result] [Show as table → run_command_5 stats since:7d by country table] [List the calls → run_command_4 calls since:2026-07-08]"
  `);
});

test('figures beside those before', () => {
  const before = {
    period: { from: week.period.from - 7 * day, to: now - 7 * day },
    figures: { ...week.figures, calls: 1146, answered: 447, talk: null, tries: null },
  };
  const groups = week.groups.map((one, index) => ({ ...one, callsBefore: [850, 296, 0][index] ?? 0 }));
  const compared = { ...week, filter: '', before, groups };
  expect(read(renderStats({ ...compared, shownAs: 'table' }, options))).toMatchInlineSnapshot(`
    "*Last 7 days* · *1,284 calls*
    Wed 8 Jul to today so far, vs Wed 1 Jul to Tue 7 Jul, 14:35

    - *Calls:* +12% from 1,146
    - *Answered by a person:* 539 of 1,284 calls (42%), +3 points from 39%
    - *Failed to connect:* 283 of 1,284 calls (22%), 56 of them because of your setup, no change
    - *Talk time of conversations:* median 1 min 14 s, 90% under 4 min 11 s, before: no conversations
    - *Calls per number until a person answered:* 1.8 on average, over 420 numbers, before: nobody answered

    Country | Calls | Answered by a person | % of calls | Failed to connect | Calls vs before
    France | 900 | 400 | 44% | 200 | +6% from 850
    United Kingdom | 300 | 130 | 43% | 50 | +1% from 296
    Unknown | 4 | 0 | 0% | 4 | up from none
    Other | 80 | 9 | 11% | 29 | up from none

    (Hours and days in Europe/Paris)

    [By result → run_command_2 stats by result vs previous] [Show as charts → run_command_5 stats by country vs previous] [List the calls → run_command_4 calls since:2026-07-08]"
  `);
  expect(read(renderStats(compared, options))).toMatchInlineSnapshot(`
    "*Last 7 days* · *1,284 calls*
    Wed 8 Jul to today so far, vs Wed 1 Jul to Tue 7 Jul, 14:35

    - *Calls:* +12% from 1,146
    - *Answered by a person:* 539 of 1,284 calls (42%), +3 points from 39%
    - *Failed to connect:* 283 of 1,284 calls (22%), 56 of them because of your setup, no change
    - *Talk time of conversations:* median 1 min 14 s, 90% under 4 min 11 s, before: no conversations
    - *Calls per number until a person answered:* 1.8 on average, over 420 numbers, before: nobody answered

    [chart: Calls by country] Calls: France 900, United Kingdom 300, Unknown 4, Other 80; Before: France 850, United Kingdom 296, Unknown 0, Other 0

    [chart: Results] pie: Human 539, Voicemail 462

    (Hours and days in Europe/Paris)

    [By result → run_command_2 stats by result vs previous] [Show as table → run_command_5 stats by country vs previous table] [List the calls → run_command_4 calls since:2026-07-08]"
  `);
});

test('figures by the hour share a bar where there are more than Slack draws', () => {
  const groups = Array.from({ length: 24 }, (_, hour) => group(String(hour).padStart(2, '0'), hour, 1, 0));
  const stats: Stats = {
    ...week,
    breakdown: { by: 'hour' },
    groups,
    figures: { ...week.figures, calls: 276 },
  };
  const said = read(renderStats(stats, options));
  expect(said).toContain('[chart: Calls by hour] Calls: 00–01 1, 02–03 5,');
  expect(read(renderStats({ ...stats, shownAs: 'table' }, options))).toContain('23:00 | 23 | 1 | 4% | 0');
});

test('figures by several days name the first and the last', () => {
  const groups = [group('2026-03-02/2026-03-08', 700, 1, 0), group('2026-03-09/2026-03-15', 584, 1, 0)];
  const said = read(renderStats({ ...week, breakdown: { by: 'day' }, groups, shownAs: 'table' }, options));
  expect(said).toContain('2 Mar – 8 Mar | 700');
});

test('a day of which a part is counted says which', () => {
  const groups = [group('2026-07-13', 700, 1, 0), group('2026-07-14', 584, 1, 0)];
  const stats: Stats = { ...week, breakdown: { by: 'day' }, groups };
  expect(read(renderStats(stats, options))).toContain(
    '[chart: Calls by day] Calls: Mon 13 Jul 700, 14 Jul until 14:35 584;',
  );
  const period = { from: now - 29 * 3_600_000, to: now };
  const said = read(renderStats({ ...stats, filter: 'since:29h', period, shownAs: 'table' }, options));
  expect(said).toContain('13 Jul from 09:35 | 700');
  expect(said).toContain('Mon 13 Jul, 09:35 to Tue 14 Jul, 14:35');
});

test('figures by result say what each is of all', () => {
  const groups = [group('human', 539, 539, 0), group(null, 283, 0, 283)];
  const stats: Stats = { ...week, breakdown: { by: 'result' }, groups, shownAs: 'table' };
  const said = read(renderStats(stats, options));
  expect(said).toContain('Result | Calls | % of 1,284 calls');
  expect(said).toContain('Human | 539 | 42%');
});

test('a time that is still to come is named so', () => {
  const from = now + 365 * day;
  const stats = { ...week, filter: 'since:2027-07-14', period: { from, to: from }, groups: [] };
  const none = { ...stats, figures: { ...week.figures, calls: 0 } };
  expect(read(renderStats(none, options))).toMatchInlineSnapshot(`
    "*No calls* · since 14 Jul 2027
    That time is in the future.

    [Last 7 days → run_command_1 stats 7d]"
  `);
});

test('calls right now', () => {
  const open = { endedAt: null, result: null, endReason: null, endedBy: null };
  const live = {
    calls: [
      aCall({ ...open, id: 'att_1', status: 'ringing', startedAt: now - 9_000, answeredAt: null }),
      aCall({ ...open, id: 'att_2', status: 'ongoing', startedAt: now - 95_000, answeredAt: now - 80_000 }),
      aCall({ ...open, id: 'att_3', status: 'ongoing', startedAt: now - 600_000, answeredAt: null }),
    ],
    inConversation: 40,
    ringing: 1,
    queued: 12,
    probablyOver: 2,
    readAt: now - 4_000,
  };
  expect(read(renderLive(live, options))).toMatchInlineSnapshot(`
    "*41 calls right now: 40 in conversation and 1 ringing.* 12 queued.

    No. | Now | Number | For
    1 | (green) In conversation | +33 •••• 5678 | 10 min
    2 | (green) In conversation | +33 •••• 5678 | 1 min 20 s
    3 | (white) Ringing | +33 •••• 5678 | 9 s

    and 38 more calls

    (Updated 4 s ago · 2 more calls are open for over a day, and probably ended)

    [Open a call… → open_call: 1. Ongoing · +33 •••• 5678 → att_3; 2. Ongoing · +33 •••• 5678 → att_2; 3. Ringing · +33 •••• 5678 → att_1] [Refresh → live_refresh]"
  `);
});

test('calls right now, when Revox was not read for a while', () => {
  const live = {
    calls: [],
    inConversation: 0,
    ringing: 0,
    queued: 0,
    probablyOver: 0,
    readAt: now - 5 * 60_000,
  };
  expect(read(renderLive(live, options))).toMatchInlineSnapshot(`
    "*No call right now.*

    (Revox was last read 5 min ago, so this may be out of date: see /revox status)

    [Refresh → live_refresh]"
  `);
});

test('a menu of what people want most', () => {
  expect(read(renderMenu([{ name: 'errors-fr', command: 'calls errored' }]))).toMatchInlineSnapshot(`
    "*What would you like to see?*

    [Calls today → run_command_1 calls today] [Failed today → run_command_2 calls errored today] [Live now → run_command_3 live] [Last 7 days → run_command_4 stats 7d vs previous] [Today in numbers → run_command_5 digest now]

    Your saved searches

    [errors-fr → run_command_100 run errors-fr]

    Or type \`/revox calls human today\`. Everything else: \`/revox help\`"
  `);
});

test('saved searches, with numbers masked', () => {
  const searches = [
    { name: 'callback', command: 'calls phone:+33639985678' },
    { name: 'week', command: 'stats 7d vs previous' },
  ];
  expect(read(renderSavedSearches(searches))).toMatchInlineSnapshot(`
    "*Your saved searches*

    - *callback* \`/revox calls phone:•••• 5678\`
    - *week* \`/revox stats 7d vs previous\`

    [callback → run_command_100 run callback] [week → run_command_101 run week]"
  `);
});

test('what is said of a file on its way', () => {
  const news = [
    renderExportAsked('human since:7d', {}),
    renderExportNews({ kind: 'written', calls: 12_000, of: 30_500 }),
    renderExportNews({ kind: 'sent', calls: 30_500, masked: true }),
    renderExportNews({ kind: 'nothing', filter: 'voicemail' }),
    renderExportNews({ kind: 'refused', reason: 'missing_scope' }),
    renderExportNews({ kind: 'given-up' }),
    renderExportNews({ kind: 'in-doubt' }),
  ];
  expect(news.map((one) => read(one).split('\n\n')[0])).toMatchInlineSnapshot(`
    [
      "*Making a file*
    Calls: human, last 7 days
    I’ll send it to you in a direct message.",
      "12,000 of 30,500 calls written. I’ll send the file when it’s complete.",
      "Done: the file with 30,500 calls is in our direct messages.",
      "*No calls match “voicemail”, so there’s nothing to export.*
    To see the calls there are:",
      "*Slack didn’t let me send you the file (missing_scope).*
    Ask the person who runs the bot to add the scopes files:write and im:write, and to install it again.",
      "*I tried several times and couldn’t make or send the file.*
    The log says why. A shorter period may work:",
      "*I was interrupted while sending your file.*
    Look in our direct messages. If it isn’t there, ask for it again:",
    ]
  `);
});
