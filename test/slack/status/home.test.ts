import { expect, test } from 'vitest';
import { homeView } from '../../../src/slack/blocks/home-view.ts';
import { renderIncident } from '../../../src/slack/incidents/incident.ts';
import { renderHome } from '../../../src/slack/status/home.ts';
import { digest, healthy, options, parked, quietDigest } from '../../../verify/samples/nouns.ts';
import { readView } from '../blocks/read.ts';

test('Home on a busy day, with something saved', () => {
  const saved = [{ name: 'errors-fr', command: 'calls errored phone:+33 7d' }];
  const home = renderHome({ today: digest, incidents: [], saved, health: healthy }, options);
  expect(readView(homeView(home))).toMatchInlineSnapshot(`
    "# Today, Tuesday 14 July

    (red) Too many calls: 37 calls. Lower the number of simultaneous calls, or spread the campaign over more time. [Browse 37 → list_calls {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z too_many_calls"}]

    (red) Country not allowed: 19 calls. Ask Revox to enable the country for your trunk. [Browse 19 → list_calls {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z no_international_permission"}]

    (orange) Not in service: 25 calls. Remove or correct such numbers in your list. [Browse 25 → list_calls {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z number_non_attributed"}]

    (orange) 12 calls need a call-back. [Browse 12 → list_calls {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z callback"}]

    *1,284 calls* · 42% answered by a person · 283 failed, 56 in your setup
    *Results:* Human 539 · Voicemail 348 · IVR 76 · iOS call screening 30 · Unknown 8
    *Hours:* busiest at 11:00 with 212 calls, first calls at 08:00, last calls at 17:00

    [See the calls… → list_calls: Every call (1,284) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z"}; Call-backs promised (12) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z callback"}; Human (539) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z human"}; Voicemail (348) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z voicemail"}; IVR (76) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z ivr"}; iOS call screening (30) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z screened"}; Unknown (8) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z unknown"}; No answer (140) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z no_answer"}; Busy (62) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z busy"}; Too many calls (37) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z too_many_calls"}; Country not allowed (19) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z no_international_permission"}; Not in service (25) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z number_non_attributed"}; Failed, ending 5678 (6) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z errored phone:5678"}; Failed, ending 0143 (4) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z errored phone:0143"}; Failed, ending 0123 (3) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z errored phone:0123"}; Conversation finished (502) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:tool_end_call"}; Reached a voicemail (344) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:voicemail"}; Stuck in a phone menu (71) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:ivr_no_navigate"}; Transferred (18) → {"f":"since:2026-07-13T22:00:00Z until:2026-07-14T22:00:00Z reason:transfer"}] [Failed today → list_failed {"f":"errored today"}] [Live now → run_command_1 live] [Last 7 days → run_command_2 stats 7d vs previous] [Subscribe a channel → subscribe_a_channel] [Help → run_command_3 help] [Status → run_command_4 status] [Refresh → home_refresh]

    ---

    *Your saved searches*

    - *errors-fr* \`/revox calls errored phone:+33 7d\`

    [errors-fr → run_command_100 run errors-fr]

    ---

    (green) Bot: healthy · Last read from Revox {14 Jul at 14:34}, 25 s ago · Nothing queued"
  `);
});

test('Home before the first call of the day', () => {
  const home = renderHome({ today: quietDigest, incidents: [], saved: [], health: healthy }, options);
  expect(readView(homeView(home))).toMatchInlineSnapshot(`
    "# Today, Tuesday 14 July

    (green) Nothing needs your attention.

    No calls have ended yet.

    [All calls → list_all {"f":""}] [Live now → run_command_1 live] [Last 7 days → run_command_2 stats 7d vs previous] [Subscribe a channel → subscribe_a_channel] [Help → run_command_3 help] [Status → run_command_4 status] [Refresh → home_refresh]

    ---

    (green) Bot: healthy · Last read from Revox {14 Jul at 14:34}, 25 s ago · Nothing queued"
  `);
});

test('Home with open incidents shows each as its card does', () => {
  const home = renderHome({ today: digest, incidents: [parked], saved: [], health: healthy }, options);
  const shown = readView(homeView(home));
  expect(shown).not.toContain('Nothing needs your attention.');
  // The line about it in a digest.
  expect(shown).not.toContain('Few people pick up');
  for (const block of renderIncident(parked, options).blocks) expect(home.blocks).toContainEqual(block);
});

test('Home says what an incident is about on its card alone', () => {
  const spike = { ...parked, kind: 'dial-errors-spike', about: 'too_many_calls' } as const;
  const facts = { figures: { errors: 37, calls: 57, usual: 1, spanMs: 1_800_000 }, count: 37 };
  const incidents = [{ ...spike, facts }];
  const home = renderHome({ today: digest, incidents, saved: [], health: healthy }, options);
  const shown = readView(homeView(home));
  expect(shown).toContain('Spike: calls rejected by the concurrency limit');
  expect(shown).not.toContain('Too many calls: 37 calls.');
  expect(shown).toContain('Not in service: 25 calls.');
});
