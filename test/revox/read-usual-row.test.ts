import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readUsualRow } from '../../src/revox/read-usual-row.ts';
import { readBySchema } from '../../src/revox/to-call.ts';
import { aCall } from '../support/revox-calls.ts';

const texts = [
  'completed',
  'busy',
  '+33639980001',
  '',
  '\0',
  'a\0b',
  ' ',
  'é',
  'x'.repeat(300),
  'x'.repeat(301),
];
const links = [
  'https://recordings.example.com/a.mp3?signature=1',
  'http://a.b/ c',
  'https://1.2.3.4.5/a',
  'https://a..example.com/',
  'https://xn--a.example.com/',
  'https://user@files.example.com/',
  'HTTPS://FILES.EXAMPLE.COM/a',
  'ftp://files.example.com/a',
  'files.example.com',
  ' https://files.example.com/a ',
  'https://files.example.com',
  'https://files.example.com/a\0b',
];
const times = ['2026-03-02T09:01:00.000Z', '2026-03-02 09:01', 'soon', {}, 0, 1_772_442_060, '1772442060000'];

const odd = fc.oneof(fc.constantFrom<unknown>(null, undefined, 0, 7, true, {}, []), fc.jsonValue());
const text = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...texts) }, odd);
const time = fc.oneof({ weight: 4, arbitrary: fc.constantFrom<unknown>(...times) }, odd);
const turn = fc.record({
  role: text,
  content: text,
  tool_name: text,
  tool_arguments: odd,
  tool_is_error: odd,
  said_at: odd,
});
const anyRow = fc.record(
  {
    id: fc.oneof(fc.constantFrom('a', 'b\0', '', 'x'.repeat(300), 'x'.repeat(301)), odd),
    phone_number: text,
    status: text,
    result: text,
    dial_error: text,
    started_at: time,
    answered_at: time,
    ended_at: time,
    end_reason: text,
    ended_by: text,
    recording_url: fc.oneof(fc.constantFrom(...links), odd),
    structured_output: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), odd),
    transcript: fc.oneof(fc.array(fc.oneof({ weight: 8, arbitrary: turn }, odd), { maxLength: 3 }), odd),
    new_field: odd,
    ['__proto__']: odd,
  },
  { requiredKeys: [] },
);

describe('a usual row', () => {
  it('is read by hand as the schema reads it', () => {
    fc.assert(
      fc.property(fc.constantFrom(aCall(), { id: 'a' }), anyRow, (base, changes) => {
        for (const [name, value] of Object.entries(changes)) {
          const raw: unknown = JSON.parse(JSON.stringify({ ...base, [name]: value }));
          const byHand = readUsualRow(raw);
          if (byHand !== null) expect(byHand).toEqual(callOf(readBySchema(raw)));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['completed', 'error', 'ringing', 'queued'])('that is %s is one that the hand reads', (status) => {
    expect(readUsualRow(aCall({ status }))).not.toBeNull();
  });

  it('with a field that is new to us is still usual', () => {
    expect(readUsualRow(aCall({ campaign: 'spring' }))?.unknownFields).toEqual({ campaign: 'spring' });
  });
});

function callOf(row: ReturnType<typeof readBySchema>) {
  return row.kind === 'call' ? row.call : null;
}
