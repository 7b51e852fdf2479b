import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { namedDays } from '../../src/calls/filter/days.ts';
import { everyLabel } from '../../src/calls/filter/labels.ts';
import { bareSpellings, filterWords } from '../../src/calls/filter/words.ts';
import { formatFilter, parseFilter, type Term } from '../../src/calls/filter.ts';

const context = { now: Date.UTC(2026, 10, 28, 12), timezone: 'Europe/Paris', numbers: 'any' } as const;
const parse = (text: string) => parseFilter(text, context);

const periods = [
  'last 24 hours',
  'last 7 days',
  'last week',
  'this month',
  'last month',
  'since yesterday',
  'longer than 2 minutes',
  'shorter than 30 seconds',
];
/** All that is written of calls and that a filter understands. */
const corpus = [
  ...new Set([
    ...everyLabel().map(([label]) => label),
    ...bareSpellings,
    ...filterWords.map(({ word }) => word),
    ...namedDays,
    ...periods,
  ]),
].filter((label) => parse(label).problems.length === 0 && parse(label).filter.terms.length > 0);

const letters = 'abcdefghijklmnopqrstuvwxyz';
const slip = fc.record({
  label: fc.constantFrom(...corpus),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  letter: fc.constantFrom(...letters),
  kind: fc.constantFrom('leave out', 'add', 'replace', 'swap'),
});
type Slip = typeof slip extends fc.Arbitrary<infer One> ? One : never;

function slipped({ label, at, letter, kind }: Slip): string {
  const place = Math.floor(at * label.length);
  const [before, here, after] = [label.slice(0, place), label.charAt(place), label.slice(place + 1)];
  if (kind === 'leave out') return before + after;
  if (kind === 'add') return before + letter + here + after;
  if (kind === 'replace') return before + letter + after;
  return before + after.charAt(0) + here + after.slice(1);
}

const groups: [string, Term['kind'][]][] = [
  ['outcome', ['status', 'result', 'dial-error', 'side', 'promised', 'reason', 'ended-by']],
  ['time', ['day', 'since', 'until']],
  ['talk', ['longer', 'shorter']],
  ['country', ['country']],
  ['number', ['phone']],
  ['field', ['field', 'extracted']],
];

function groupsOf(text: string): string[] {
  const kinds = parse(text).filter.terms.map(({ kind }) => kind);
  return groups.filter(([, some]) => kinds.some((kind) => some.includes(kind))).map(([name]) => name);
}

describe('what is suggested for a slip', () => {
  it('differs from what was typed, is understood, and is of the same kind', () => {
    fc.assert(
      fc.property(slip, (one) => {
        const typed = slipped(one);
        for (const { suggestion, choices = [], word } of parse(typed).problems) {
          const offered = [...choices, ...(suggestion === null ? [] : [suggestion])];
          for (const words of offered) {
            expect(words).not.toBe(word);
            expect(parse(words).problems, `${typed} → ${words}`).toEqual([]);
          }
          // “uman” may be Oman with a slip, and yet nobody means it.
          if (one.label.length < 5) continue;
          const meant = groupsOf(one.label);
          const near = offered.some((words) => groupsOf(words).some((group) => meant.includes(group)));
          expect(
            offered.length === 0 || near,
            `${one.label}, typed as ${typed} → ${offered.join(' or ')}`,
          ).toBe(true);
        }
      }),
      { numRuns: 2000, seed: 20261128 },
    );
  });

  it.each(corpus.filter((label) => /^\p{L}[\p{L} ]{5,}$/u.test(label)))(
    'is what was meant, of “%s”',
    (label) => {
      const middle = Math.floor(label.length / 2);
      const typed = label.slice(0, middle) + label.charAt(middle) + label.slice(middle);
      const { filter, problems } = parse(typed);
      const lines = [
        formatFilter(filter),
        ...problems.flatMap(({ suggestion, choices = [], word }) =>
          [...choices, ...(suggestion === null ? [] : [suggestion])].map((words) =>
            formatFilter(parse(typed.replace(word, words)).filter),
          ),
        ),
      ];
      expect(lines).toContain(formatFilter(parse(label).filter));
    },
  );
});
