import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUpsIn } from '../../src/calls/filter/number-word.ts';
import { formatFilter, matches, notAskable, parseFilter, storedFilter } from '../../src/calls/filter.ts';
import { maskedNumber } from '../../src/calls/numbers/phone.ts';
import { mondayNoon, sampleCall } from '../support/sample-calls.ts';

const asShown = { now: mondayNoon, timezone: 'UTC', numbers: 'as-shown' } as const;

function problemOf(words: string, context: Parameters<typeof parseFilter>[1] = asShown): string | null {
  return parseFilter(words, context).problems[0]?.message ?? null;
}

describe('somebody who sees numbers masked', () => {
  it.each([
    'phone:+33',
    'phone:+1',
    '+44',
    'phone:1234',
    '1234',
    '-phone:1234',
    'phone:+33199001234',
    '+1 202 555 0199',
  ])('may ask for %s', (words) => {
    expect(problemOf(words.replaceAll(' ', ''))).toBeNull();
  });

  it.each([
    'phone:+3',
    'phone:+331',
    'phone:+12',
    'phone:+120',
    'phone:+1201',
    'phone:+1202',
    'phone:+1202555',
    'phone:55501',
    'phone:1234-1239',
    'human phone:+1201 errored',
    'phone:+3319900',
    '+33199001',
    '-phone:+331',
    'phone:01234',
    '91234',
    '199001234',
    'phone:0199001234',
    'phone:0033199001',
    'phone:"+33 1"',
    '-91234',
    'errored phone:001234 7d',
  ])('may not ask for %s, and reads what to ask for instead', (words) => {
    expect(problemOf(words)).toBe(notAskable);
    expect(problemOf(words, { ...asShown, numbers: 'any' })).toBeNull();
  });

  it('is anyone who is not said to see whole ones', () => {
    const { filter, problems } = parseFilter('busy phone:+1201', { now: mondayNoon, timezone: 'UTC' });
    expect(problems.map(({ message }) => message)).toEqual([notAskable]);
    expect(formatFilter(filter)).toBe('busy');
  });

  it('learns what an admin chose by any part of a number, and of nothing else', () => {
    expect(formatFilter(storedFilter('busy phone:+1201'))).toBe('busy phone:+1201');
  });

  it('learns no digit that a masked number does not show, whatever they ask but full numbers', () => {
    const middle = fc.stringMatching(/^\d{5}$/);
    const numbers = fc
      .tuple(fc.constantFrom('+33', '+1', '+44', '+49'), middle, middle, fc.stringMatching(/^\d{4}$/))
      .map(([code, one, other, end]) => [`${code}2${one}${end}`, `${code}2${other}${end}`] as const)
      .filter(([one, other]) => maskedNumber(one) === maskedNumber(other));
    const cut = fc.record({
      from: fc.nat(12),
      to: fc.nat(13),
      before: fc.constantFrom(
        '',
        '+',
        'phone:',
        'phone:+',
        '-',
        '-phone:',
        '-phone:+',
        'phone:00',
        'phone:0',
      ),
      between: fc.constantFrom('', ' ', '-', '.', '('),
    });
    fc.assert(
      fc.property(numbers, fc.array(cut, { minLength: 1, maxLength: 3 }), ([one, other], cuts) => {
        const words = cuts.map(({ from, to, before, between }) => {
          const digits = one.slice(1).slice(from, to);
          return `${before}${between === '' ? digits : [...digits].join(between)}`;
        });
        const typed = words.join(' ');
        fc.pre(lookUpsIn(typed).length === 0);
        const { filter } = parseFilter(typed, asShown);
        const chosen = (phoneNumber: string) => matches(filter, sampleCall({ phoneNumber }), asShown);
        expect(chosen(one)).toBe(chosen(other));
      }),
      { numRuns: 600 },
    );
  });
});

describe('four digits find only what shows them', () => {
  it.each([
    '+33639985678',
    '0639985678',
    '０６３９９８５６７８',
    '+33639985678 ext. 12',
    'tel:+33639985678;ext=4',
    'sip:+33639985678@pbx.example',
    'Anna, 06 39 98 56 78',
    '8765 Anna',
    '8765@pbx.example',
    '8765639985@pbx.example',
    'sip:8765@pbx.example',
    '5678',
    '15678',
    '+15678',
  ])('of “%s”', (phoneNumber) => {
    const { filter } = parseFilter('phone:5678', asShown);
    const isFound = matches(filter, sampleCall({ phoneNumber }), asShown);
    expect(isFound).toBe(maskedNumber(phoneNumber).endsWith('5678'));
  });

  it('but who sees numbers finds short ones too', () => {
    const any = { ...asShown, numbers: 'any' } as const;
    const { filter } = parseFilter('phone:5678', any);
    expect(matches(filter, sampleCall({ phoneNumber: '15678' }), any)).toBe(true);
  });
});

describe('full numbers in what was typed or clicked', () => {
  it.each<[string, string[]]>([
    ['calls phone:+33199001234', ['+33199001234']],
    ['mute +33 1 99 00 12 34 2h', ['+33199001234']],
    ['{"f":"phone:+33199001234","a":12}', ['+33199001234']],
    ['calls -phone:+12025550199 phone:+33199001234', ['+12025550199', '+33199001234']],
    ['calls phone:+33 1234 7d', []],
    ['calls phone:0033199001234', ['+33199001234']],
    ['call 0199001234', []],
    ['stats 30d by country', []],
    ['calls field:callback=0639985678', ['0639985678']],
    ['calls field:callback="06 39 98 56 78" 7d', ['0639985678']],
    ['calls reason:"asked for 06 39 98 56 78"', ['0639985678']],
    ['calls field:order=204715 since:2026-03-02', []],
    ['calls field:email=Anna@example.com', ['anna@example.com']],
    ['{"f":"phone:\\u002b33\\u003199001234"}', ['+33199001234']],
    ['{"w":{"x":["fie\\u006cd:mobile=0639985678"]}}', ['0639985678']],
  ])('of “%s”', (typed, numbers) => {
    expect(lookUpsIn(typed)).toEqual(numbers);
  });
});
