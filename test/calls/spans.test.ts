import { expect, test } from 'vitest';

import { spanAt } from '../../src/calls/filter/spans.ts';

const [monday, saturday] = ['2026-11-30', '2026-11-28'];

test.each([
  ['this weekend', saturday, 'since:2026-11-28 until:2026-11-29'],
  ['last weekend', saturday, 'since:2026-11-21 until:2026-11-22'],
  ['week-end dernier', '2026-11-29', 'since:2026-11-21 until:2026-11-22'],
  ['the weekend', monday, 'since:2026-11-28 until:2026-11-29'],
  ['last weekend', monday, 'since:2026-11-28 until:2026-11-29'],
  ['this quarter', monday, 'since:2026-10-01 until:2026-12-31'],
  ['trimestre dernier', '2026-01-15', 'since:2025-10-01 until:2025-12-31'],
  ['Q1', monday, 'since:2026-01-01 until:2026-03-31'],
  ['Q4', '2026-03-02', 'since:2025-10-01 until:2025-12-31'],
  ['Q4 2026', '2026-03-02', 'since:2026-10-01 until:2026-12-31'],
])('“%s” on %s is %s', (words, today, read) => {
  expect(spanAt(`${words} busy`, today)).toEqual({ length: words.length, read: read.split(' ') });
});

test.each(['weekends', 'quarters', 'Q5', 'trimestre'])('“%s” is none', (words) => {
  expect(spanAt(words, monday)).toBeNull();
});
