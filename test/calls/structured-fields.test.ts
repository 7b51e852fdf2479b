import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { comparedText, scalarFields } from '../../src/calls/structured-fields.ts';

describe('the fields a filter can compare', () => {
  it('are the texts, numbers and booleans, in lower case', () => {
    const output = { Objection: ' Too Expensive ', lead_score: 42, contacted: true, rate: 0.5 };
    expect(scalarFields(output)).toEqual([
      { name: 'objection', value: 'too expensive' },
      { name: 'lead_score', value: '42' },
      { name: 'contacted', value: 'true' },
      { name: 'rate', value: '0.5' },
    ]);
  });

  it('leave out what has no single value', () => {
    expect(scalarFields({ none: null, list: ['a'], nested: { a: 1 } })).toEqual([]);
    expect(scalarFields(null)).toEqual([]);
  });

  it('keep the first of two names that differ in case only', () => {
    expect(scalarFields({ Email: 'a', email: 'b' })).toEqual([{ name: 'email', value: 'a' }]);
  });

  it('are cut at 200 characters, none of them halved', () => {
    const [field] = scalarFields({ note: '😀'.repeat(300) });
    expect(field?.value).toBe('😀'.repeat(200));
  });

  it('hold nothing that a database refuses', () => {
    expect(scalarFields({ note: 'a\0b', half: '\ud83d!' })).toEqual([
      { name: 'note', value: 'ab' },
      { name: 'half', value: '\ufffd!' },
    ]);
  });

  it('do not depend on the quotes, spaces and invisible marks that editors put in', () => {
    expect(comparedText(' D’accord,\u00a0“oui”\u200b ')).toBe('d\'accord, "oui"');
  });

  it('compare the same however often a text is brought into its one spelling', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(comparedText(comparedText(text))).toBe(comparedText(text));
      }),
    );
  });
});
