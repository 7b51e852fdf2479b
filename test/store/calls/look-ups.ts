import { everything, parseFilter } from '../../../src/calls/filter.ts';
import { attemptOf } from '../../../src/store/calls/attempts.ts';
import {
  countNewer,
  currentAnchor,
  findCall,
  listCalls,
  oldestEnd,
  openCalls,
} from '../../../src/store/calls/call-lists.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { failingNumbers } from '../../../src/store/figures/failing-numbers.ts';
import { endedWithin } from '../../../src/store/figures/figures.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';

const context = { now: mondayNoon, timezone: 'UTC' };
const key = { endedAt: mondayNoon, id: 'call-1' };
const day = { from: mondayNoon, to: mondayNoon + 86_400_000 };

/** A page of a list at its start, further down, and back up. */
export function pagesOf(words: string): ((db: Database) => Promise<unknown>)[] {
  const list = { filter: parseFilter(words, context).filter, context, anchor: 5 };
  return [{}, { before: key }, { after: key }].map((turn) => (db) => listCalls(db, { ...list, ...turn }));
}

/** What else is asked of the stored calls while a person waits. */
export const lookUps: [string, (db: Database) => Promise<unknown>][] = [
  [
    'the calls of a message',
    (db) => listCalls(db, { filter: everything, context, anchor: 5, messageId: 'm' }),
  ],
  ['the anchor of a list', currentAnchor],
  ['how many are newer', (db) => countNewer(db, { filter: everything, context, anchor: 5 })],
  ['the oldest end', oldestEnd],
  ['the numbers that fail most', (db) => failingNumbers(db, endedWithin(db, day, everything, context))],
  ['the calls in progress', (db) => openCalls(db, { limit: 10 })],
  ['a call by the beginning of its id', (db) => findCall(db, 'a1b2c3d4', { now: 0, timezone: 'UTC' })],
  ['a call by its last digits', (db) => findCall(db, '1234', { now: 0, timezone: 'UTC' })],
  ['the attempts to a number', (db) => attemptOf(db, sampleCall())],
];
