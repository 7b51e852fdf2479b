import { expect, test } from 'vitest';
import { bundleMessage } from '../../../src/slack/news/bundle-message.ts';
import { aBundle, aFailedCall, manyErrors, options, someErrors } from '../../../verify/samples/nouns.ts';
import { read } from '../blocks/read.ts';

const errors = (...calls: ReturnType<typeof aFailedCall>[]) =>
  bundleMessage.words({ kind: 'errors', bundle: aBundle(calls) }, options);

test('an error on our side says what happened and what to do', () => {
  expect(read(errors(aFailedCall('too_many_calls')))).toMatchInlineSnapshot(`
    "text: Too many calls: call to the number ending in 5678. Action needed in your setup. The concurrency limit was hit. Lower the number of simultaneous calls, or spread the campaign over more time.

    (red) *Too many calls* · +33 •••• 5678 · {14 Jul at 14:31}
    *Action needed in your setup.* The concurrency limit was hit. Lower the number of simultaneous calls, or spread the campaign over more time.

    (3rd attempt to this number in 7 days)

    [Open → open_call att_8f14e45f] [Mute… → mute_calls: Mute “Too many calls” for 1 h → {"f":"too_many_calls","u":"1h"}; Mute “Too many calls” for 4 h → {"f":"too_many_calls","u":"4h"}; Mute “Too many calls” until tomorrow → {"f":"too_many_calls","u":"tomorrow"}]"
  `);
});

test('an error on their side is low-key', () => {
  expect(read(errors(aFailedCall('busy')))).toMatchInlineSnapshot(`
    "text: Busy: call to the number ending in 5678. The line was busy. No action needed: Revox retries.

    (white) *Busy* · +33 •••• 5678 · {14 Jul at 14:31}
    The line was busy. No action needed: Revox retries.

    (3rd attempt to this number in 7 days)

    [Open → open_call att_8f14e45f] [Mute… → mute_calls: Mute “Busy” for 1 h → {"f":"busy","u":"1h"}; Mute “Busy” for 4 h → {"f":"busy","u":"4h"}; Mute “Busy” until tomorrow → {"f":"busy","u":"tomorrow"}]"
  `);
});

test('an error Revox added since still has words', () => {
  expect(read(errors(aFailedCall('carrier_on_strike')))).toMatchInlineSnapshot(`
    "text: Carrier on strike: call to the number ending in 5678. Cause unknown. Revox reports “carrier_on_strike”. If it repeats, send the call ids to Revox.

    (orange) *Carrier on strike* · +33 •••• 5678 · {14 Jul at 14:31}
    *Cause unknown.* Revox reports “carrier_on_strike”. If it repeats, send the call ids to Revox.

    (3rd attempt to this number in 7 days)

    [Open → open_call att_8f14e45f] [Mute… → mute_calls: Mute “Carrier on strike” for 1 h → {"f":"error:carrier_on_strike","u":"1h"}; Mute “Carrier on strike” for 4 h → {"f":"error:carrier_on_strike","u":"4h"}; Mute “Carrier on strike” until tomorrow → {"f":"error:carrier_on_strike","u":"tomorrow"}]"
  `);
});

test('a few errors lead with ours and advise once for each kind', () => {
  expect(read(errors(...someErrors))).toMatchInlineSnapshot(`
    "text: 6 calls failed: 2 too many calls, 1 not in service, 1 no reason given, 1 busy and 1 no answer. Action needed in your setup. Lower the number of simultaneous calls, or spread the campaign over more time.

    *6 calls failed* · 2 need action in your setup, 1 in your list

    (red) *Too many calls* · 2 calls
    The concurrency limit was hit. Lower the number of simultaneous calls, or spread the campaign over more time.

    - +33 •••• 5678 · {14 Jul at 14:31}
    - +44 •••• 0123 · {14 Jul at 14:30}

    (orange) *Not in service* · 1 call
    The number doesn’t exist. Remove or correct such numbers in your list.

    - +1 •••• 0143 · {14 Jul at 14:29}

    (orange) *No reason given* · 1 call
    The call failed and Revox gave no reason. If it repeats, send the call ids to Revox.

    - number withheld · {14 Jul at 14:26}

    (white) *No action needed*: Busy 1 · No answer 1
    Revox retries.

    - Busy · +33 •••• 1234 · {14 Jul at 14:28}
    - No answer · +33 •••• 4321 · {14 Jul at 14:27}

    [Browse 6 calls → browse_message msg_1] [Mute… → mute_calls: Mute all errors for 1 h → {"f":"errored","u":"1h"}; Mute all errors for 4 h → {"f":"errored","u":"4h"}; Mute all errors until tomorrow → {"f":"errored","u":"tomorrow"}]"
  `);
});

test('many errors are a paragraph a kind and a table', () => {
  expect(read(bundleMessage.words({ kind: 'errors', bundle: manyErrors }, options))).toMatchInlineSnapshot(`
    "text: 340 calls failed: 37 too many calls, 19 country not allowed, 12 not in service, 180 no answer and 92 busy. Action needed in your setup. Lower the number of simultaneous calls, or spread the campaign over more time.

    *340 calls failed* · 56 need action in your setup, 12 in your list

    (red) *Too many calls* · 37 calls
    The concurrency limit was hit. Lower the number of simultaneous calls, or spread the campaign over more time.

    (red) *Country not allowed* · 19 calls
    The trunk may not dial this country. Ask Revox to enable the country for your trunk.

    (orange) *Not in service* · 12 calls
    The number doesn’t exist. Remove or correct such numbers in your list.

    (white) *No action needed*: No answer 180 · Busy 92
    Revox retries.

    No. | Outcome | Number | Ended
    1 | (red) Too many calls | +33 •••• 5678 | {14 Jul at 14:31}
    2 | (orange) Not in service | +1 •••• 0143 | {14 Jul at 14:29}
    3 | (orange) Failed, no reason given | number withheld | {14 Jul at 14:26}

    [Open a call… → open_call: 1. Too many calls · +33 •••• 5678 → att_11; 2. Not in service · +1 •••• 0143 → att_13; 3. Failed, no reason given · number withheld → att_16] [Browse 340 calls → browse_message msg_1] [Mute… → mute_calls: Mute these errors for 1 h → {"f":"no_answer busy too_many_calls no_international_permission number_non_attributed","u":"1h"}; Mute these errors for 4 h → {"f":"no_answer busy too_many_calls no_international_permission number_non_attributed","u":"4h"}; Mute these errors until tomorrow → {"f":"no_answer busy too_many_calls no_international_permission number_non_attributed","u":"tomorrow"}]"
  `);
});
