import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeCursor, encodeCursor, type ListCursor } from '../../../src/slack/calls/list-cursor.ts';
import { mondayNoon } from '../../support/sample-calls.ts';

const cursors: fc.Arbitrary<ListCursor> = fc.record({
  filter: fc.string({ maxLength: 200 }),
  messageId: fc.option(fc.uuid()),
  anchor: fc.nat(),
  openedAt: fc.nat(8_640_000_000_000),
  beyond: fc.option(fc.record({ endedAt: fc.integer(), id: fc.string({ minLength: 1, maxLength: 60 }) })),
  direction: fc.constantFrom('older', 'newer'),
});

describe('the place in a list that a button carries', () => {
  it('is the same when it comes back', () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        const value = encodeCursor(cursor);
        expect(decodeCursor(value ?? '')).toEqual(cursor);
        expect(value?.length).toBeLessThanOrEqual(2_000);
      }),
    );
  });

  it('is none when the filter is longer than a button can carry', () => {
    const cursor: ListCursor = {
      filter: 'reason:x '.repeat(300),
      messageId: null,
      anchor: 1,
      openedAt: mondayNoon,
      beyond: { endedAt: mondayNoon, id: 'call-1' },
      direction: 'older',
    };
    expect(encodeCursor(cursor)).toBeNull();
  });

  it('would be found in the values below, were they not forged', () => {
    expect(decodeCursor('{"f":"","a":1,"t":1,"d":"o","b":[1,"id"]}')).not.toBeNull();
  });

  it('is not found in anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (value) => {
        expect(decodeCursor(value)).toBeNull();
      }),
    );
  });

  const forged: [string, string][] = [
    ['an anchor that is no number', '{"f":"","a":"1","t":1,"d":"o"}'],
    ['a negative anchor', '{"f":"","a":-1,"t":1,"d":"o"}'],
    ['a fraction of an anchor', '{"f":"","a":1.5,"t":1,"d":"o"}'],
    ['a direction of nobody', '{"f":"","a":1,"t":1,"d":"up"}'],
    ['a place without an id', '{"f":"","a":1,"t":1,"d":"o","b":[1]}'],
    ['a place that is no time', '{"f":"","a":1,"t":1,"d":"o","b":["now","id"]}'],
    ['a time beyond all dates', '{"f":"","a":1,"t":8640000000000001,"d":"o"}'],
    ['fields of somebody else', '{"f":"","a":1,"t":1,"d":"o","sql":"drop table calls"}'],
    ['a prototype', '{"f":"","a":1,"t":1,"d":"o","__proto__":{"m":"x"}}'],
    ['nothing', ''],
    ['too much', JSON.stringify({ f: 'x'.repeat(5_000), a: 1, t: 1, d: 'o' })],
  ];
  it.each(forged)('is not found in %s', (_, value) => {
    expect(decodeCursor(value)).toBeNull();
  });
});
