import { describe, expect, it } from 'vitest';

import { promisesCallBack } from '../../src/calls/call-back.ts';
import { scalarFields } from '../../src/calls/structured-fields.ts';

const promises = (structuredOutput: Record<string, unknown>) =>
  promisesCallBack(scalarFields(structuredOutput));

describe('a call-back is promised', () => {
  it.each([
    { next_action: 'call_back' },
    { next_step: 'Callback requested' },
    { outcome: 'schedule call-back' },
    { callback_requested: true },
    { 'Call back': 'Yes' },
    { callbackWanted: 'tomorrow morning' },
    { callback_time: '2026-07-15T09:30:00Z' },
    { call_back_date: '2026-07-15' },
    { callback_time: '14h30' },
    { next_action: 'send_email', callback_time: '14:30' },
  ])('by %j', (output) => {
    expect(promises(output)).toBe(true);
  });
});

describe('no call-back is promised', () => {
  it.each([
    {},
    { next_action: 'no_action' },
    { next_action: 'no_callback' },
    { next_action: 'callback_declined' },
    { callback_requested: false },
    { callback_requested: 'not requested' },
    { callback_time: null },
    { callback_time: 'none' },
    { callback_time: '' },
    { callback_count: 'two' },
    { callback_notes: 'asked nicely' },
    { callback_number: '+33199001234' },
    { notes: 'She said that we could call back, but that she would not answer.' },
    { recall: true },
  ])('by %j', (output) => {
    expect(promises(output)).toBe(false);
  });
});
