import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRow } from '../../src/revox/to-call.ts';
import type { ListedRow } from '../../src/sync/call-list.ts';
import { aCall } from '../support/revox-server.ts';

const noon = Date.UTC(2026, 2, 3, 12);

describe('a row', () => {
  test('as the reference shows it is a call without times', () => {
    const reference = {
      id: 'id',
      answered_at: {},
      dial_error: 'number_non_attributed',
      ended_at: {},
      phone_number: 'phone_number',
      recording_url: 'recording_url',
      result: 'IVR',
      started_at: {},
      status: 'queued',
      end_reason: 'end_reason',
      ended_by: 'agent',
      structured_output: { foo: 'bar' },
      transcript: [
        {
          content: 'content',
          role: 'user',
          tool_arguments: { foo: 'bar' },
          tool_is_error: true,
          tool_name: 'tool_name',
        },
      ],
    };
    expect(callOf(reference)).toEqual({
      id: 'id',
      phoneNumber: 'phone_number',
      status: 'queued',
      result: 'IVR',
      dialError: 'number_non_attributed',
      startedAt: null,
      answeredAt: null,
      endedAt: null,
      endReason: 'end_reason',
      endedBy: 'agent',
      recordingUrl: null,
      structuredOutput: { foo: 'bar' },
      transcript: [
        {
          role: 'user',
          content: 'content',
          toolName: 'tool_name',
          toolArguments: { foo: 'bar' },
          toolIsError: true,
        },
      ],
      // “recording_url” is no link, so it is kept where nobody makes a button of it.
      unknownFields: { recording_url: 'recording_url' },
    });
  });

  test('needs nothing but an id', () => {
    const bare = {
      phoneNumber: null,
      status: 'unknown',
      result: null,
      dialError: null,
      startedAt: null,
      answeredAt: null,
      endedAt: null,
      endReason: null,
      endedBy: null,
      recordingUrl: null,
      structuredOutput: null,
      transcript: null,
      unknownFields: null,
    };
    expect(callOf({ id: 'a' })).toEqual({ id: 'a', ...bare });
    expect(callOf({ id: 7 })).toEqual({ id: '7', ...bare });
    const nulls = Object.fromEntries(Object.keys(aCall()).map((name) => [name, null]));
    expect(callOf({ ...nulls, id: 'a' })).toEqual({ id: 'a', ...bare });
  });

  test.each([
    ['2026-03-03T12:00:00Z', noon],
    ['2026-03-03T12:00:00.250Z', noon + 250],
    ['2026-03-03T12:00:00.250123456Z', noon + 250],
    ['2026-03-03T13:00:00+01:00', noon],
    ['2026-03-03T13:00:00+0100', noon],
    ['2026-03-03 13:00:00+01', noon],
    // A time without a zone is UTC, wherever the bot runs.
    ['2026-03-03T12:00:00', noon],
    ['2026-03-03 12:00', noon],
    ['2026-03-03', Date.UTC(2026, 2, 3)],
    [noon, noon],
    [noon / 1000, noon],
    [noon / 1000 + 0.25, noon + 250],
    [String(noon), noon],
    [String(noon / 1000), noon],
    [' 1772539200.5 ', noon + 500],
    [{}, null],
    [null, null],
    [undefined, null],
    ['', null],
    ['yesterday', null],
    ['2026-13-45T99:00:00Z', null],
    [true, null],
    [[], null],
    // Placeholders for “no time”.
    [0, null],
    ['0', null],
    [-1, null],
    ['0001-01-01T00:00:00Z', null],
    [Number.MAX_SAFE_INTEGER, null],
  ])('that ended at %j ended at %j', (ended_at, endedAt) => {
    expect(callOf(aCall({ ended_at })).endedAt).toBe(endedAt);
  });

  test('keeps a time it cannot read', () => {
    const ended_at = { seconds: 1_772_539_200, nanos: 0 };
    expect(callOf(aCall({ ended_at }))).toMatchObject({ endedAt: null, unknownFields: { ended_at } });
  });

  test('keeps words that are new to us, and fields too', () => {
    const row = aCall({
      status: 'transferred',
      result: 'fax',
      dial_error: 'solar_flare',
      ended_by: 'carrier',
      campaign: null,
      cost: { eur: 1 },
    });
    expect(callOf(row)).toMatchObject({
      status: 'transferred',
      result: 'fax',
      dialError: 'solar_flare',
      endedBy: 'carrier',
      unknownFields: { campaign: null, cost: { eur: 1 } },
    });
  });

  test('is reported even when a detail is of another type than documented', () => {
    const odd = {
      phone_number: 33_639_980_001,
      result: ['human'],
      transcript: 'Hello',
      structured_output: 'none',
      recording_url: 'javascript:1',
    };
    expect(callOf(aCall(odd))).toMatchObject({
      phoneNumber: '33639980001',
      result: null,
      transcript: null,
      structuredOutput: null,
      recordingUrl: null,
      unknownFields: {
        result: ['human'],
        transcript: 'Hello',
        structured_output: 'none',
        recording_url: 'javascript:1',
      },
    });
  });

  test('has a transcript of any roles, tool calls and missing words', () => {
    const transcript = [
      { role: 'system', content: null },
      { content: 'Hi' },
      { role: 'tool', content: { ok: true }, tool_name: 'book', tool_arguments: '{"at":9}' },
    ];
    expect(callOf(aCall({ transcript })).transcript).toEqual([
      { role: 'system', content: '', toolName: null, toolArguments: null, toolIsError: false },
      { role: 'unknown', content: 'Hi', toolName: null, toolArguments: null, toolIsError: false },
      {
        role: 'tool',
        content: '{"ok":true}',
        toolName: 'book',
        toolArguments: '{"at":9}',
        toolIsError: false,
      },
    ]);
  });

  test.each([
    ['https://recordings.example.com/a.mp3?signature=1', 'https://recordings.example.com/a.mp3?signature=1'],
    ['HTTPS://FILES.EXAMPLE.COM/a', 'HTTPS://FILES.EXAMPLE.COM/a'],
    [' https://files.example.com/a ', 'https://files.example.com/a'],
    ['https://fi\nles.example.com/\ta', 'https://files.example.com/a'],
    ['http:files.example.com', null],
    ['https://a..example.com:99999/', null],
    ['https://1.2.3.4.5/a', null],
    ['ftp://files.example.com/a', null],
    ['files.example.com/a', null],
  ])('with its recording at %j has the link %j', (recording_url, link) => {
    const { recordingUrl, unknownFields } = callOf(aCall({ recording_url }));
    expect(recordingUrl).toBe(link);
    expect(unknownFields).toEqual(link === null ? { recording_url } : null);
  });

  test('carries no NUL, which Postgres would refuse', () => {
    const recordingUrl = 'https://files.example.com/a\0';
    expect(
      callOf(aCall({ id: 'a\0b', end_reason: 'x\0', phone_number: '\0', recording_url: recordingUrl })),
    ).toMatchObject({
      id: 'a�b',
      endReason: 'x�',
      recordingUrl: 'https://files.example.com/a�',
    });
  });

  test('keeps a word that no index takes among what it cannot read', () => {
    const endless = 'x'.repeat(301);
    const words = {
      status: endless,
      result: endless,
      dial_error: endless,
      end_reason: endless,
      ended_by: endless,
      phone_number: endless,
    };

    expect(callOf(aCall(words))).toMatchObject({
      status: 'unknown',
      result: null,
      dialError: null,
      endReason: null,
      endedBy: null,
      phoneNumber: null,
      unknownFields: words,
    });
    expect(callOf(aCall({ end_reason: 'x'.repeat(300) })).endReason).toHaveLength(300);
  });

  test('cannot change what objects are by a field named __proto__', () => {
    const call = callOf(
      JSON.parse('{"id":"a","__proto__":{"endedAt":1},"structured_output":{"__proto__":{"x":1}}}'),
    );
    expect(Object.getPrototypeOf(call)).toBe(Object.prototype);
    expect(({} as { x?: number }).x).toBeUndefined();
    expect(Object.hasOwn(call.unknownFields ?? {}, '__proto__')).toBe(true);
  });
});

describe('a row that cannot be read', () => {
  test.each([
    [{ status: 'completed' }, 'The field “id” is missing or of an unknown kind.'],
    [{ id: '' }, 'The field “id” is missing or of an unknown kind.'],
    [{ id: ' \t\u00a0' }, 'The field “id” is missing or of an unknown kind.'],
    [{ id: { uuid: 'x' } }, 'The field “id” is missing or of an unknown kind.'],
    [{ id: 'x'.repeat(301) }, 'The field “id” is too long.'],
    [null, 'The row is not an object.'],
    ['+33639980001', 'The row is not an object.'],
    [[], 'The row is not an object.'],
  ])('is set aside whole, with a reason that does not quote it: %j', (raw, reason) => {
    expect(readRow(raw)).toEqual({
      kind: 'set-aside',
      key: expect.stringMatching(/^row-.{22}$/),
      raw: JSON.stringify(raw),
      reason,
    });
  });

  test('has the same key each time it is met', () => {
    expect(keyOf(readRow({ a: 1, b: 2 }))).toBe(keyOf(readRow({ b: 2, a: 1 })));
    expect(keyOf(readRow({ a: 1 }))).not.toBe(keyOf(readRow({ a: 2 })));
  });

  test('because it is nested without end does not take its page with it', () => {
    const deep = JSON.parse(`{"id":"a","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
    expect(readRow(deep)).toMatchObject({
      kind: 'set-aside',
      raw: '{"id":"a"}',
      reason: 'The row is nested too deeply.',
    });
  });

  test('is all that can happen: no document makes the reader throw', () => {
    fc.assert(
      fc.property(fc.record({ id: fc.anything() }, { requiredKeys: [] }), fc.jsonValue(), (known, value) => {
        const fields = Object.fromEntries(Object.keys(aCall()).map((name) => [name, value]));
        const rows: ListedRow[] = [value, { ...fields, ...JSON.parse(JSON.stringify(known)) }].map(readRow);
        for (const row of rows) expect(['call', 'set-aside']).toContain(row.kind);
      }),
    );
  });
});

describe('the fingerprint', () => {
  test('is the same for the same content in any order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const row = { ...fields, id: 'a' };
        const turned = Object.fromEntries(Object.entries(row).toReversed());
        expect(fingerprint(turned)).toBe(fingerprint(row));
      }),
    );
  });

  test('changes with anything in the row', () => {
    const row = aCall();
    const changes = [
      { result: 'voicemail' },
      { structured_output: { a: 2 } },
      { new_field: 0 },
      { transcript: [] },
      { recording_url: 'https://a.example/1' },
    ];
    const prints = [row, ...changes.map((change) => ({ ...row, ...change }))].map(fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('distinguishes texts from structure', () => {
    expect(fingerprint({ id: 'a', x: '1' })).not.toBe(fingerprint({ id: 'a', x: 1 }));
    expect(fingerprint({ id: 'a', x: ['b', 'c'] })).not.toBe(fingerprint({ id: 'a', x: ['b,c'] }));
  });

  test('does not change when a recording link is merely signed again', () => {
    const signed = (signature: string) =>
      aCall({ id: 'a', recording_url: `https://files.example/a.mp3?signature=${signature}` });
    const row = signed('one');
    expect(fingerprint({ ...row, recording_url: signed('two').recording_url })).toBe(fingerprint(row));
  });
});

function callOf(raw: unknown) {
  const row = readRow(raw);
  if (row.kind !== 'call') throw new Error(row.reason);
  return row.call;
}

function fingerprint(raw: unknown): string {
  const row = readRow(raw);
  return row.kind === 'call' ? row.fingerprint : row.key;
}

function keyOf(row: ListedRow): string {
  return row.kind === 'call' ? row.call.id : row.key;
}
