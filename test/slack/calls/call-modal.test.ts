import { expect, test } from 'vitest';
import { modalView } from '../../../src/slack/blocks/modal.ts';
import { type CallContent, renderCallModal } from '../../../src/slack/calls/call-modal.ts';
import { startOfCall } from '../../../src/slack/calls/call-place.ts';
import { aCall, aFailedCall, appointment, now, options, turn } from '../../../verify/samples/nouns.ts';
import { readView } from '../blocks/read.ts';

const content: CallContent = {
  call: appointment,
  attempts: [
    aFailedCall('busy', { id: 'att_before', endedAt: now - 3_600_000 }),
    aFailedCall('no_answer', { id: 'att_long_before', endedAt: now - 90_000_000 }),
  ],
  attempt: 3,
  mayReveal: true,
  mayUnmask: true,
};
const place = startOfCall(appointment.id);
const shown = (changes: Partial<CallContent> = {}, at = place) =>
  readView(modalView(renderCallModal({ ...content, ...changes }, at, options)));

test('one call, whole', () => {
  expect(shown()).toMatchInlineSnapshot(`
    "(green) *Callback* *{15 Jul at 11:30}* · *Rescheduled* *Tue 21 Jul* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}
    The agent hung up: conversation finished

    [Copy number → reveal_number {"c":"att_8f14e45f","p":0,"n":1}]

    *Extracted data*

    - Callback time: *{15 Jul at 11:30}*
    - New appointment date: *Tue 21 Jul 2026*
    - Confirmation status: *Rescheduled*
    - Contact reachable: *Yes*
    - Remaining balance: *45,000.5*
    - Products: *Starter and Call tracking*
    - Notes: Asked to move the visit to the week after, in the morning if possible, because of a school holiday.

    [Listen to the recording](https://recordings.example.com/att_8f14e45f.mp3)

    *Transcript* · 6 turns

    *Agent:* Bonjour, je vous appelle au sujet de votre rendez-vous de jeudi. Vous convient-il toujours ?

    > *Person:* Ah non, je ne suis pas là cette semaine. On peut décaler ?

    _Tool: Find slots_

    *Agent:* Bien sûr. Mardi 21 à 9 h 30 ?

    > *Person:* Parfait, merci.

    (orange) _Tool: End call_ *failed*

    [Unfold tool calls → call_tools {"c":"att_8f14e45f","p":0,"t":1}]

    - *Dialled* {14 Jul at 14:29}
    - *Answered* {14 Jul at 14:29}, after ringing for 12 s
    - *Ended* {14 Jul at 14:31}, after talking for 2 min 14 s

    *Other attempts to this number*
    1. (white) Busy · {14 Jul at 13:35}
    2. (white) No answer · {13 Jul at 13:35}

    [Open a call… → open_call: 1. Busy · +33 •••• 5678 → att_before; 2. No answer · +33 •••• 5678 → att_long_before]

    (3rd attempt to this number in 7 days)

    *Call id*

        att_8f14e45f"
  `);
});

test('one call, to somebody who may see nothing private', () => {
  expect(shown({ mayReveal: false, mayUnmask: false, attempts: [], attempt: 1 })).toMatchInlineSnapshot(`
    "(green) *Callback* *{15 Jul at 11:30}* · *Rescheduled* *Tue 21 Jul* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}
    The agent hung up: conversation finished

    (Admins of the bot can copy the full number)

    *Extracted data*

    - Callback time: *{15 Jul at 11:30}*
    - New appointment date: *Tue 21 Jul 2026*
    - Confirmation status: *Rescheduled*
    - Contact reachable: *Yes*
    - Remaining balance: *45,000.5*
    - Products: *Starter and Call tracking*
    - Notes: Asked to move the visit to the week after, in the morning if possible, because of a school holiday.

    There’s a recording and a transcript. Admins of the bot can open them.

    - *Dialled* {14 Jul at 14:29}
    - *Answered* {14 Jul at 14:29}, after ringing for 12 s
    - *Ended* {14 Jul at 14:31}, after talking for 2 min 14 s

    *Call id*

        att_8f14e45f"
  `);
});

test('a call that failed on our side, and nothing else is known of', () => {
  const call = aFailedCall('no_international_permission', { startedAt: null });
  expect(shown({ call, attempts: [], attempt: null, mayUnmask: false })).toMatchInlineSnapshot(`
    "(red) *Country not allowed* · +33 •••• 5678 · {14 Jul at 14:31}
    The trunk may not dial this country. Ask Revox to enable the country for your trunk.

    (Admins of the bot can copy the full number)

    - *Ended* {14 Jul at 14:31}

    *Call id*

        att_8f14e45f"
  `);
});

test('a later page of a long conversation', () => {
  const transcript = Array.from({ length: 44 }, (_, index) =>
    turn(index % 2 ? 'user' : 'assistant', `turn ${index}`),
  );
  expect(shown({ call: aCall({ transcript }) }, { ...place, page: 2 })).toMatchInlineSnapshot(`
    "(green) *Answered* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}

    *Transcript* · 44 turns · page 3 of 3

    *Agent:* turn 40

    > *Person:* turn 41

    *Agent:* turn 42

    > *Person:* turn 43

    [Earlier → call_earlier {"c":"att_8f14e45f","p":1}] [Back to the start → call_start {"c":"att_8f14e45f","p":0}]"
  `);
});

test('a page beyond the last is the last', () => {
  const last = shown({}, { ...place, page: 99 });
  expect(last).toContain('Parfait, merci.');
});

test('a turn too long for a page goes on over several, without losing a word', () => {
  const words = Array.from({ length: 5_000 }, (_, index) => `word${index}`);
  const call = aCall({ transcript: [turn('user', words.join(' '))] });
  const read: string[] = [];
  for (let page = 0; page < 30; page += 1) {
    const text = shown({ call }, { ...place, page });
    const found = [...text.matchAll(/word\d+/g)].map(([word]) => word);
    if (found[0] === read.at(-found.length)) break;
    read.push(...found);
  }
  expect(read).toEqual(words);
});
