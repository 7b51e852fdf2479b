import { expect, it } from 'vitest';

import { fileNameOf } from '../../src/exports/file-name.ts';
import { mondayNoon } from '../support/sample-calls.ts';

// search → name of the file
const names: [string, string][] = [
  ['', 'revox-calls-2026-03-02.csv'],
  ['human', 'revox-calls-human-2026-03-02.csv'],
  ['busy -reason:voicemail', 'revox-calls-busy-end-reason-2026-03-02.csv'],
  ['phone:+33199001234', 'revox-calls-number-2026-03-02.csv'],
  ['field:lead_score=hot', 'revox-calls-lead-score-2026-03-02.csv'],
];
it.each(names)('a file of “%s” is called %s', (filter, name) => {
  expect(fileNameOf({ filter, askedAt: mondayNoon }, 'UTC')).toBe(name);
});

it('the date is that of the zone of the bot', () => {
  const name = fileNameOf({ filter: '', askedAt: Date.parse('2026-03-02T23:30:00Z') }, 'Europe/Paris');
  expect(name).toBe('revox-calls-2026-03-03.csv');
});
