import fc from 'fast-check';
import { expect, it } from 'vitest';

import { contradictionIn, formatFilter, matches, parseFilter } from '../../src/calls/filter.ts';
import { anyEndedCall, anyFilter, contextOnShortDay } from '../support/arbitrary-filter.ts';

const contradictionOf = (words: string) => {
  const terms = contradictionIn(parseFilter(words, contextOnShortDay).filter, contextOnShortDay);
  return terms && formatFilter({ terms });
};

it.each([
  ['completed busy', 'completed busy'],
  ['completed ours', 'completed ours'],
  ['completed busy no_answer by:user', 'completed busy no_answer'],
  ['human -human', 'human -human'],
  ['errored human -human since:24h', 'human -human'],
  ['theirs -busy -no_answer -temporarily_unavailable', 'theirs -busy -no_answer -temporarily_unavailable'],
  ['errored -errored', 'errored -errored'],
  ['completed -completed', 'completed -completed'],
  ['by:user -by:user', 'by:user -by:user'],
  ['reason:voicemail -reason:VOICEMAIL', 'reason:voicemail -reason:voicemail'],
  ['phone:+33 -phone:+33', 'phone:+33 -phone:+33'],
  ['phone:991234 -phone:1234', 'phone:991234 -phone:1234'],
  ['today -since:14d', 'today -since:14d'],
  ['yesterday since:1h', 'yesterday since:1h'],
  ['today until:2026-03-20', 'today until:2026-03-20'],
  ['field:objection=price -field:objection=price', 'field:objection=price -field:objection=price'],
  ['callback -callback', 'callback -callback'],
])('no call can be %s', (words, shown) => {
  expect(contradictionOf(words)).toBe(shown);
});

it.each([
  '',
  'errored completed',
  'human busy',
  'errored busy',
  // Revox may say both of one call.
  'errored human',
  'completed -human',
  'human voicemail -human',
  'phone:1234 -phone:991234',
  'phone:+33 -phone:1234',
  'since:7d -since:1d',
  'today yesterday since:30h',
  'field:objection=price field:score=42',
])('some call can be %s', (words) => {
  expect(contradictionOf(words)).toBeNull();
});

it('a filter that is said to contradict itself finds no call, and neither do the words that are blamed', () => {
  // Calls are made for such filters alone.
  const contradictory = anyFilter.filter((filter) => contradictionIn(filter, contextOnShortDay) !== null);
  fc.assert(
    fc.property(contradictory, fc.array(anyEndedCall, { minLength: 20, maxLength: 20 }), (filter, calls) => {
      const terms = contradictionIn(filter, contextOnShortDay) ?? [];
      for (const call of calls) {
        expect(matches(filter, call, contextOnShortDay), formatFilter(filter)).toBe(false);
        expect(matches({ terms }, call, contextOnShortDay), formatFilter({ terms })).toBe(false);
      }
    }),
    { numRuns: 100 },
  );
});
