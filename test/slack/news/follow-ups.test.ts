import { expect, test } from 'vitest';

import type { FollowUp } from '../../../src/calls/follow-ups/follow-up.ts';
import { bundleMessage } from '../../../src/slack/news/bundle-message.ts';
import { aBundle, aCall, aFailedCall, now, options, someCallBacks } from '../../../verify/samples/nouns.ts';
import { sampleFollowUp } from '../../support/sample-follow-up.ts';
import { read } from '../blocks/read.ts';

const [minute, hour] = [60_000, 3_600_000];
const call = aCall({ structuredOutput: { next_action: 'call_back' }, recordingUrl: null });
const taken = { state: 'taken', owner: 'U0ANNA', takenAt: now - 5 * minute } as const;

function followUp(different: Partial<FollowUp> = {}): FollowUp {
  return sampleFollowUp({ callId: call.id, dueAt: now + 2 * hour, askedAt: now + 2 * hour, ...different });
}

function bundle(...some: FollowUp[]) {
  const followUps = new Map(some.map((it) => [it.callId, it]));
  return { ...aBundle([call]), followUps };
}

/** What a follow-up adds to the card of its call. */
function onCard(different: Partial<FollowUp> = {}, shownTo = options): string {
  const shown = read(bundleMessage.words({ kind: 'calls', bundle: bundle(followUp(different)) }, shownTo));
  return shown.split('\n\n').slice(-2).join('\n');
}

test('on its card nobody has it yet, and it can be taken', () => {
  expect(
    read(bundleMessage.words({ kind: 'callbacks', bundle: bundle(followUp()) }, options)),
  ).toMatchInlineSnapshot(`
    "text: Call to the number ending in 5678: call back, 2 min 14 s. The agent hung up: conversation finished. Follow-up due 14 Jul at 16:35, nobody has it yet.

    (green) *Call back* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}

    (The agent hung up: conversation finished · 3rd attempt to this number in 7 days)

    (orange) *Follow-up* · nobody has it yet · due {14 Jul at 16:35}

    [Take it → follow_take {"c":"att_8f14e45f"}] [Not needed → follow_not_needed {"c":"att_8f14e45f"}] [Open → open_call att_8f14e45f]"
  `);
});

test('the card says who has it and since when, and what they can press', () => {
  expect(onCard(taken)).toMatchInlineSnapshot(`
    "(white) *Follow-up* · @U0ANNA has it since {14 Jul at 14:30} · due {14 Jul at 16:35}
    [Done → follow_done {"c":"att_8f14e45f"}] [Snooze… → follow_snooze: Snooze for 30 min → {"c":"att_8f14e45f","u":"30m"}; Snooze for 1 h → {"c":"att_8f14e45f","u":"1h"}; Snooze for 4 h → {"c":"att_8f14e45f","u":"4h"}; Snooze until this afternoon → {"c":"att_8f14e45f","u":"afternoon"}; Snooze until tomorrow morning → {"c":"att_8f14e45f","u":"tomorrow"}; Snooze until next week → {"c":"att_8f14e45f","u":"week"}] [Not needed → follow_not_needed {"c":"att_8f14e45f"}] [Give back → follow_give_back {"c":"att_8f14e45f"}] [Open → open_call att_8f14e45f]"
  `);
});

test('where there is a recording to open too, what is pressed less often is in a menu', () => {
  const recorded = { ...call, recordingUrl: 'https://recordings.example.com/att_8f14e45f.mp3' };
  const followUps = new Map([[call.id, followUp({ ...taken, movedBy: 'att_later' })]]);
  const told = { kind: 'calls' as const, bundle: { ...aBundle([recorded]), followUps } };
  const labels = read(bundleMessage.words(told, options)).match(/\[[^\]→]+(?= →)/g);
  expect(labels).toEqual(['[Done', '[More…', '[Open the later call', '[Open', '[Recording']);
});

test('it is red once it is overdue', () => {
  expect(onCard({ ...taken, dueAt: now - hour })).toMatchInlineSnapshot(`
    "(red) *Follow-up* · @U0ANNA has it since {14 Jul at 14:30} · overdue since {14 Jul at 13:35}
    [Done → follow_done {"c":"att_8f14e45f"}] [Snooze… → follow_snooze: Snooze for 30 min → {"c":"att_8f14e45f","u":"30m"}; Snooze for 1 h → {"c":"att_8f14e45f","u":"1h"}; Snooze for 4 h → {"c":"att_8f14e45f","u":"4h"}; Snooze until this afternoon → {"c":"att_8f14e45f","u":"afternoon"}; Snooze until tomorrow morning → {"c":"att_8f14e45f","u":"tomorrow"}; Snooze until next week → {"c":"att_8f14e45f","u":"week"}] [Not needed → follow_not_needed {"c":"att_8f14e45f"}] [Give back → follow_give_back {"c":"att_8f14e45f"}] [Open → open_call att_8f14e45f]"
  `);
});

test('the card says until when it is snoozed', () => {
  expect(onCard({ ...taken, state: 'snoozed', snoozedUntil: now + 20 * hour })).toMatchInlineSnapshot(`
    "(white) *Follow-up* · @U0ANNA snoozed it until {15 Jul at 10:35} · due {14 Jul at 16:35}
    [Done → follow_done {"c":"att_8f14e45f"}] [Snooze… → follow_snooze: Snooze for 30 min → {"c":"att_8f14e45f","u":"30m"}; Snooze for 1 h → {"c":"att_8f14e45f","u":"1h"}; Snooze for 4 h → {"c":"att_8f14e45f","u":"4h"}; Snooze until this afternoon → {"c":"att_8f14e45f","u":"afternoon"}; Snooze until tomorrow morning → {"c":"att_8f14e45f","u":"tomorrow"}; Snooze until next week → {"c":"att_8f14e45f","u":"week"}] [Not needed → follow_not_needed {"c":"att_8f14e45f"}] [Give back → follow_give_back {"c":"att_8f14e45f"}] [Open → open_call att_8f14e45f]"
  `);
});

test('the card says how it ended, by whom, and the note that was left', () => {
  const ended = { endedBy: 'U0ANNA', endedAt: now - minute };
  const note = 'Wants a quote by Friday, call +33 6 39 98 12 34';
  expect(onCard({ ...taken, ...ended, state: 'done', note })).toMatchInlineSnapshot(`
    "(green) *Follow-up done* · by @U0ANNA {14 Jul at 14:34}
    *Note:* Wants a quote by Friday, call •••• 1234
    [Open → open_call att_8f14e45f]"
  `);
  expect(onCard({ ...ended, state: 'not-needed' })).toMatchInlineSnapshot(`
    "(white) *Follow-up not needed* · by @U0ANNA {14 Jul at 14:34}
    [Open → open_call att_8f14e45f]"
  `);
});

test('the card says by which call it was settled or moved', () => {
  expect(onCard({ state: 'settled', settledBy: 'att_later', endedAt: now })).toMatchInlineSnapshot(`
    "(green) *Follow-up settled* · by a later call {14 Jul at 14:35}
    [Open the later call → open_other_call att_later] [Open → open_call att_8f14e45f]"
  `);
  expect(onCard({ ...taken, movedBy: 'att_later' })).toMatchInlineSnapshot(`
    "(white) *Follow-up* · @U0ANNA has it since {14 Jul at 14:30} · due {14 Jul at 16:35} · moved by a later call
    [Done → follow_done {"c":"att_8f14e45f"}] [More… → follow_more: Snooze for 30 min → {"c":"att_8f14e45f","u":"30m"}; Snooze for 1 h → {"c":"att_8f14e45f","u":"1h"}; Snooze for 4 h → {"c":"att_8f14e45f","u":"4h"}; Snooze until this afternoon → {"c":"att_8f14e45f","u":"afternoon"}; Snooze until tomorrow morning → {"c":"att_8f14e45f","u":"tomorrow"}; Snooze until next week → {"c":"att_8f14e45f","u":"week"}; Not needed → {"c":"att_8f14e45f","u":"not-needed"}; Give back → {"c":"att_8f14e45f","u":"give-back"}] [Open the later call → open_other_call att_later] [Open → open_call att_8f14e45f]"
  `);
});

test('the card of the call that moved it leads back to the first', () => {
  const first = followUp({ ...taken, callId: 'att_first', movedBy: call.id });
  const followUps = new Map([[call.id, first]]);
  const shown = read(
    bundleMessage.words({ kind: 'calls', bundle: { ...aBundle([call]), followUps } }, options),
  );
  expect(shown).toContain('[Done → follow_done {"c":"att_first"}]');
  expect(shown).toContain('[Open the first call → open_other_call att_first]');
});

test('what nobody could read is said as it is, but for a field that is hidden from these readers', () => {
  const wish = 'quand il rentre, au 06 39 98 12 34';
  const asking = { ...call, structuredOutput: { callback_time: wish } };
  const followUps = new Map([[call.id, followUp({ wish, wishField: 'callback_time', askedAt: null })]]);
  const asked = { kind: 'calls' as const, bundle: { ...aBundle([asking]), followUps } };
  const shown = read(bundleMessage.words(asked, options));
  expect(shown).toContain('They asked for: *quand il rentre, au •••• 1234*');
  const hidden = read(bundleMessage.words(asked, { ...options, hiddenFields: ['callback_*'] }));
  expect(hidden).not.toContain('rentre');
});

test('of several calls each has a line with its buttons, before the others', () => {
  const [first, second, third] = someCallBacks as [typeof call, typeof call, typeof call];
  const calls = [aFailedCall('busy', { id: 'att_31' }), first, second, third];
  const followUps = new Map([
    [first.id, followUp({ callId: first.id })],
    [second.id, followUp({ ...taken, callId: second.id })],
    [third.id, followUp({ callId: third.id, state: 'settled', settledBy: 'att_41', endedAt: now })],
  ]);
  const told = { kind: 'calls' as const, bundle: { ...aBundle(calls), followUps } };
  expect(read(bundleMessage.words(told, options))).toMatchInlineSnapshot(`
    "text: 4 calls ended: 3 human and 1 busy. 2 calls to follow up.

    *4 calls ended*

    (green) *Call back* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}
    (orange) *Follow-up* · nobody has it yet · due {14 Jul at 16:35}

    [Take it → follow_take {"c":"att_21"}]

    (green) *Callback requested* · +33 •••• 4321 · 1 min 14 s · {14 Jul at 14:30}
    (white) *Follow-up* · @U0ANNA has it since {14 Jul at 14:30} · due {14 Jul at 16:35}

    [Done → follow_done {"c":"att_22"}] [More… → follow_more: Snooze for 30 min → {"c":"att_22","u":"30m"}; Snooze for 1 h → {"c":"att_22","u":"1h"}; Snooze for 4 h → {"c":"att_22","u":"4h"}; Snooze until this afternoon → {"c":"att_22","u":"afternoon"}; Snooze until tomorrow morning → {"c":"att_22","u":"tomorrow"}; Snooze until next week → {"c":"att_22","u":"week"}; Not needed → {"c":"att_22","u":"not-needed"}; Give back → {"c":"att_22","u":"give-back"}]

    (green) *Call back* · +1 •••• 0143 · 14 s · {14 Jul at 14:29}
    (green) *Follow-up settled* · by a later call {14 Jul at 14:35}

    (white) *Busy* · +33 •••• 5678 · {14 Jul at 14:31}

    [Browse 4 calls → browse_message msg_1]"
  `);
});

test('of more than ten calls they are taken from a list', () => {
  const followUps = new Map([[call.id, followUp()]]);
  const told = { kind: 'calls' as const, bundle: { ...aBundle([call]), single: null, count: 40, followUps } };
  expect(read(bundleMessage.words(told, options))).toContain('[To follow up → run_command_1 todo]');
});

test('a call on one line has it too', () => {
  const told = { kind: 'calls' as const, bundle: bundle(followUp()), cards: 'compact' as const };
  expect(read(bundleMessage.words(told, options))).toMatchInlineSnapshot(`
    "text: Call to the number ending in 5678: call back, 2 min 14 s. The agent hung up: conversation finished. Follow-up due 14 Jul at 16:35, nobody has it yet.

    (green) *Call back* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}

    (orange) *Follow-up* · nobody has it yet · due {14 Jul at 16:35}

    [Take it → follow_take {"c":"att_8f14e45f"}] [Not needed → follow_not_needed {"c":"att_8f14e45f"}]"
  `);
});

test('with an id that no option can carry, the card has buttons alone', () => {
  const long = { ...call, id: 'c'.repeat(200) };
  const followUps = new Map([[long.id, followUp({ ...taken, callId: long.id })]]);
  const told = { kind: 'calls' as const, bundle: { ...aBundle([long]), followUps } };
  const shown = read(bundleMessage.words(told, options));
  expect(shown).toContain('[Give back → follow_give_back');
  expect(shown).not.toContain('Snooze');
});
