import { expect, it } from 'vitest';

import { numberOf, spokenNumber } from '../../../src/slack/calls/call-words.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';

const inChannels = { phoneNumbers: 'masked', timezone: 'UTC', runbookUrl: null, now: mondayNoon } as const;
const forWhoMaySee = { ...inChannels, phoneNumbers: 'full' } as const;

// number, erased or not → shown and said in channels, then to who may see numbers; what is said makes no link
const said: [string | null, boolean, string, string, string, string][] = [
  [null, false, 'number withheld', 'a withheld number', 'number withheld', 'a withheld number'],
  [null, true, 'number erased', 'an erased number', 'number erased', 'an erased number'],
  ['anonymous', false, 'number withheld', 'a withheld number', 'number withheld', 'a withheld number'],
  ['Anna Martin', false, 'name hidden', 'a hidden name', 'Anna Martin', 'Anna Martin'],
  [
    'sip:anna@pbx.example',
    false,
    'sip:•••@pbx.example',
    'a SIP address at pbx․example',
    'sip:anna@pbx.example',
    'sip:anna＠pbx․example',
  ],
  [
    'sip:+33199001234@pbx.example',
    false,
    'sip:+33 •••• 1234',
    'the number ending in 1234',
    'sip:+33199001234@pbx.example',
    'sip:+33199001234＠pbx․example',
  ],
  [
    '+33199001234',
    false,
    '+33 •••• 1234',
    'the number ending in 1234',
    '+33 1 99 00 12 34',
    '+33 1 99 00 12 34',
  ],
];

it.each(said)(
  'a call to %s, erased: %s, is shown as %s and said as %s',
  (phoneNumber, isErased, ...words) => {
    const call = { ...sampleCall({ phoneNumber }), isErased };
    const shown = [inChannels, forWhoMaySee].flatMap((it) => [numberOf(call, it), spokenNumber(call, it)]);
    expect(shown).toEqual(words);
  },
);
