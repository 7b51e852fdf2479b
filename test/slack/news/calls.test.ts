import { expect, test } from 'vitest';

import type { Bundle } from '../../../src/calls/bundle.ts';
import { plainOf } from '../../../src/slack/blocks/plain.ts';
import { hottestFirst } from '../../../src/slack/calls/headline.ts';
import { bundleMessage } from '../../../src/slack/news/bundle-message.ts';
import {
  aBundle,
  aCall,
  aFailedCall,
  appointment,
  manyCalls,
  now,
  options,
  someCalls,
} from '../../../verify/samples/nouns.ts';
import { read } from '../blocks/read.ts';

test('one call is a card with what it brought', () => {
  expect(
    read(bundleMessage.words({ kind: 'calls', bundle: aBundle([appointment]) }, options)),
  ).toMatchInlineSnapshot(`
    "text: Call to the number ending in 5678: callback 15 Jul at 11:30, rescheduled Tue 21 Jul, 2 min 14 s. The agent hung up: conversation finished.

    (green) *Callback* *{15 Jul at 11:30}* · *Rescheduled* *Tue 21 Jul* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}

    - Contact reachable: *Yes*
    - Remaining balance: *45,000.5*
    - Products: *Starter and Call tracking*
    - Notes: Asked to move the visit to the week after, in the morning if possible, because of a school holiday.

    (The agent hung up: conversation finished · 3rd attempt to this number in 7 days)

    [Open → open_call att_8f14e45f] [Transcript → open_transcript att_8f14e45f] [Recording → open_recording att_8f14e45f]"
  `);
});

test('a call that brought nothing is two lines and a button', () => {
  const call = aCall({ endedBy: 'user', endReason: null, recordingUrl: null });
  const bundle = { ...aBundle([call]), single: { call, attempt: 1 } };
  expect(read(bundleMessage.words({ kind: 'calls', bundle }, options))).toMatchInlineSnapshot(`
    "text: Call to the number ending in 5678: answered, 2 min 14 s. The person hung up.

    (green) *Answered* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}

    (The person hung up)

    [Open → open_call att_8f14e45f]"
  `);
});

test('a call of which little is known says only that', () => {
  const call = aFailedCall(null, { phoneNumber: null, startedAt: null, endedAt: null, result: null });
  const bundle = { ...aBundle([call]), single: { call, attempt: null } };
  expect(read(bundleMessage.words({ kind: 'calls', bundle }, options))).toMatchInlineSnapshot(`
    "text: Call to a withheld number: failed, no reason given.

    (orange) *Failed, no reason given* · number withheld

    [Open → open_call att_8f14e45f]"
  `);
});

test('a few calls are a line each', () => {
  expect(
    read(bundleMessage.words({ kind: 'calls', bundle: aBundle(someCalls) }, options)),
  ).toMatchInlineSnapshot(`
    "text: 5 calls ended: 1 human, 1 voicemail, 1 iOS call screening, 1 too many calls and 1 busy.

    *5 calls ended*

    (green) *Answered* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}
    (white) *Voicemail* · +1 •••• 0143 · 1 min 14 s · {14 Jul at 14:30}
    (red) *Too many calls* · +44 •••• 0123 · {14 Jul at 14:29}
    (white) *Busy* · +33 •••• 1234 · {14 Jul at 14:28}
    (white) *iOS call screening* · +33 •••• 5678 · 0 s · {14 Jul at 14:27}

    [Browse 5 calls → browse_message msg_1]"
  `);
});

test('of a few calls each conversation is a line, and so is every other outcome', () => {
  const calls = [
    aCall({ id: 'att_21', structuredOutput: { lead_score: 'cold' } }),
    aFailedCall('busy', { id: 'att_22', phoneNumber: '+33199001234' }),
    aCall({ id: 'att_23', structuredOutput: { lead_score: 'hot', next_action: 'send_quote' } }),
    aFailedCall('busy', { id: 'att_24', phoneNumber: '+33199004321' }),
  ];
  const shown = read(bundleMessage.words({ kind: 'calls', bundle: aBundle(calls) }, options));
  expect(shown.split('\n\n')[2]).toMatchInlineSnapshot(`
    "(green) *Hot lead* · *Send quote* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}
    (green) *Cold lead* · +33 •••• 5678 · 2 min 14 s · {14 Jul at 14:31}
    (white) *Busy* 2: +33 •••• 1234 {14 Jul at 14:31} · +33 •••• 4321 {14 Jul at 14:31}"
  `);
});

test('of many calls that are alike no rows are shown, and of others those that matter', () => {
  const alike = aBundle([aCall()], { count: 40, results: [{ word: 'human', count: 40 }], single: null });
  expect(read(bundleMessage.words({ kind: 'calls', bundle: alike }, options))).not.toContain('Outcome |');
  const unlike = { ...alike, dialErrors: [{ word: 'busy', count: 3 }] };
  expect(read(bundleMessage.words({ kind: 'calls', bundle: unlike }, options))).toContain(
    '1 | (green) Answered',
  );
});

test('of many calls, those that failed alike are one row', () => {
  const calls = ['att_1', 'att_2', 'att_3'].map((id) => aFailedCall('too_many_calls', { id }));
  const bundle = { ...manyCalls, calls: [...calls, aCall()] };
  const shown = read(bundleMessage.words({ kind: 'calls', bundle }, options));
  expect(shown).toContain('1 | (red) Too many calls');
  expect(shown).toContain('2 | (green) Answered');
});

test('a hot lead comes first, and one whose field is hidden is as any other', () => {
  const calls = ['cold', 'warm', 'hot'].map((lead_score) =>
    aCall({ id: lead_score, structuredOutput: { lead_score } }),
  );
  expect(hottestFirst(calls, options).map(({ id }) => id)).toEqual(['hot', 'warm', 'cold']);
  const hidden = { ...options, hiddenFields: ['lead_score'] };
  expect(hottestFirst(calls, hidden)).toEqual(calls);
});

test('many calls are totals and a table of the most important', () => {
  expect(read(bundleMessage.words({ kind: 'calls', bundle: manyCalls }, options))).toMatchInlineSnapshot(`
    "text: 1,204 calls ended: 512 human, 401 voicemail, 88 IVR, 120 no answer, 52 busy and 31 too many calls.

    *1,204 calls ended*
    *Results:* Human 512 · Voicemail 401 · IVR 88
    *Dial errors:* No answer 120 · Busy 52 · Too many calls 31
    *End reasons:* Conversation finished 480 · Reached a voicemail 400

    No. | Outcome | Number | Talk time | Ended
    1 | (green) Answered | +33 •••• 5678 | 2 min 14 s | {14 Jul at 14:31}
    2 | (red) Too many calls | +44 •••• 0123 | – | {14 Jul at 14:29}

    [Open a call… → open_call: 1. Answered · +33 •••• 5678 → att_01; 2. Too many calls · +44 •••• 0123 → att_03] [Browse 1,204 calls → browse_message msg_1]"
  `);
});

const hour = 60 * 60_000;
const lateCalls = { count: 2, from: now - 29 * hour, to: now - 24.25 * hour, foundAt: now - 60_000 };

test('late news says so first', () => {
  const bundle = { ...aBundle(someCalls.slice(0, 2)), late: lateCalls };
  const rendered = bundleMessage.words({ kind: 'calls', bundle }, options);
  expect(read(rendered).split('\n\n').slice(0, 2).join('\n')).toMatchInlineSnapshot(`
    "text: 2 calls ended: 1 human and 1 voicemail. Late news: from 13 Jul at 09:35 to 14:20, found now.
    *Late news:* from {13 Jul at 09:35} to {14:20}, found now."
  `);
});

const lateness: [what: string, calls: number, late: Partial<Bundle['late']>, said: string][] = [
  [
    'one call alone',
    1,
    { count: 1, from: now - hour, to: now - hour },
    'Late news: ended 14 Jul at 13:35, found now.',
  ],
  [
    'some among others',
    3,
    { from: now - 2 * hour, to: now - hour },
    'Late news: 2 of these ended from 14 Jul at 12:35 to 13:35, found now.',
  ],
  [
    'one among others',
    3,
    { count: 1, from: now - hour, to: now - hour },
    'Late news: 1 of these ended 14 Jul at 13:35, found now.',
  ],
  [
    'some of one minute',
    3,
    { from: now - hour, to: now - hour + 5_000 },
    'Late news: 2 of these ended 14 Jul at 13:35, found now.',
  ],
  [
    'news that was held back since',
    2,
    { from: now - 4 * hour, to: now - 3 * hour, foundAt: now - 2 * hour },
    'Late news: from 14 Jul at 10:35 to 11:35, found by 12:35.',
  ],
];

test.each(lateness)('late news counts what is late: %s', (_, calls, late, said) => {
  const bundle = { ...aBundle(someCalls.slice(0, calls)), late: { ...lateCalls, ...late } };
  const { text } = bundleMessage.words({ kind: 'calls', bundle }, options);
  expect(text.slice(text.indexOf('Late news'))).toBe(said);
});

test('numbers are whole where the workspace chose so', () => {
  const rendered = bundleMessage.words(
    { kind: 'calls', bundle: aBundle([aCall()]) },
    { ...options, phoneNumbers: 'full' },
  );
  expect(read(rendered)).toContain('+33 6 39 98 56 78');
});

test('without blocks the same news is lines of text', () => {
  expect(plainOf(bundleMessage.words({ kind: 'calls', bundle: manyCalls }, options))).toMatchInlineSnapshot(`
    {
      "blocks": [],
      "text": "1,204 calls ended
    Results: Human 512 · Voicemail 401 · IVR 88
    Dial errors: No answer 120 · Busy 52 · Too many calls 31
    End reasons: Conversation finished 480 · Reached a voicemail 400
    No. · Outcome · Number · Talk time · Ended
    1 · :large_green_circle: Answered · +33 •••• 5678 · 2 min 14 s · <!date^1784032286^{date_short_pretty} at {time}|14 Jul at 14:31>
    2 · :red_circle: Too many calls · +44 •••• 0123 · – · <!date^1784032166^{date_short_pretty} at {time}|14 Jul at 14:29>",
    }
  `);
});
