import { expect, test } from 'vitest';

import type { FollowUpFigures } from '../../../src/calls/digest.ts';
import { digestMessage } from '../../../src/slack/digests/digest-message.ts';
import { digest, options, quietDigest } from '../../../verify/samples/nouns.ts';
import { read } from '../blocks/read.ts';

const figures: FollowUpFigures = {
  total: 12,
  done: 7,
  taken: 3,
  open: 0,
  overdue: 2,
  oldestDueAt: Date.parse('2026-07-14T08:30:00Z'),
};

/** The line about follow-ups, and the text of the message. */
function lineOf(changes: Partial<FollowUpFigures>, of = digest) {
  const shown = read(digestMessage.words({ ...of, followUps: { ...figures, ...changes } }, options));
  return shown.split('\n').find((line) => line.includes('See the list'));
}

test('a digest says how far the channel is with its follow-ups, and leads to the list', () => {
  expect(lineOf({ oldestDueAt: Date.parse('2026-07-10T08:30:00Z') })).toBe(
    '(red) 12 to call back: 7 done, 3 taken, 2 overdue (oldest since Friday) [See the list → run_command_1 todo everywhere]',
  );
  expect(lineOf({})).toContain('2 overdue (oldest since 10:30)');
  expect(lineOf({ oldestDueAt: Date.parse('2026-06-30T08:30:00Z') })).toContain('(oldest since Tue 30 Jun)');
});

test('it is orange while some are left, and green once all are done', () => {
  const onTime = { overdue: 0, oldestDueAt: null };
  expect(lineOf({ ...onTime, open: 2 })).toContain('(orange) 12 to call back: 7 done, 3 taken, 2 open [');
  expect(lineOf({ ...onTime, total: 7, taken: 0 })).toContain('(green) 7 to call back, all done [');
});

// counts → what is said where all are in one state
test.each([
  [{ total: 1, open: 1 }, '1 to call back, not taken yet'],
  [{ total: 5, open: 5 }, '5 to call back, none taken yet'],
  [{ total: 1, taken: 1 }, '1 to call back, taken'],
  [{ total: 1, overdue: 1 }, '1 to call back, overdue'],
  [{ total: 3, overdue: 3 }, '3 to call back, all overdue'],
] as const)('%j', (all, said) => {
  const none = { done: 0, taken: 0, open: 0, overdue: 0, oldestDueAt: null };
  expect(lineOf({ ...none, ...all })).toContain(`${said} [`);
});

test('it takes the place of the number of call-backs, also in the text', () => {
  const shown = read(digestMessage.words({ ...digest, followUps: figures }, options));
  expect(shown).not.toContain('need a call-back');
  expect(shown.split('\n')[0]).toContain('12 to call back: 7 done, 3 taken, 2 overdue (oldest since 10:30).');
});

test('a day without calls has it too', () => {
  expect(lineOf({}, quietDigest)).toContain('12 to call back');
});
