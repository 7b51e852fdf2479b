import { sql } from 'kysely';

import type { Count } from '../../calls/bundle.ts';
import type { Instant } from '../../calls/call.ts';
import type { DayFigures } from '../../calls/digest.ts';
import { mostFirst } from '../../calls/most-first.ts';
import { dialErrorsOf } from '../../calls/outcome.ts';
import { type CountedCalls, sliceMs } from './figures.ts';

/** How many calls of one quarter of an hour ended in one way. */
export interface Kind {
  at: Instant;
  status: string;
  result: string | null;
  dial_error: string | null;
  end_reason: string | null;
  calls: number;
  /** How many of them promise a call-back. */
  callBacks: number;
}

/** Everything that is counted about the calls of a day, in one walk over them. */
export async function kindsOf(calls: CountedCalls): Promise<Kind[]> {
  const rows = await calls
    .select([
      sql<number>`ended_at / ${sql.lit(sliceMs)}`.as('slice'),
      'status',
      'result',
      'dial_error',
      'end_reason',
      sql<number>`count(*)`.as('calls'),
      sql<number>`sum(call_back)`.as('callBacks'),
    ])
    .groupBy(['slice', 'status', 'result', 'dial_error', 'end_reason'])
    .orderBy('slice')
    .execute();
  return rows.map(({ slice, calls, callBacks, ...kind }) => ({
    ...kind,
    at: Number(slice) * sliceMs,
    calls: Number(calls),
    callBacks: Number(callBacks),
  }));
}

export function figuresIn(kinds: Kind[]): DayFigures {
  const ours = dialErrorsOf('ours');
  return {
    calls: sum(kinds),
    answered: sum(kinds.filter((kind) => kind.result === 'human')),
    failed: sum(kinds.filter(hasFailed)),
    ours: sum(kinds.filter((kind) => kind.dial_error !== null && ours.includes(kind.dial_error))),
  };
}

export function hasFailed(kind: Kind): boolean {
  return kind.status === 'error' || kind.dial_error !== null;
}

/** Most calls first. */
export function countsIn(kinds: Kind[], column: 'result' | 'dial_error' | 'end_reason'): Count[] {
  const counts = new Map<string, number>();
  for (const kind of kinds) {
    const word = kind[column];
    if (word !== null) counts.set(word, (counts.get(word) ?? 0) + kind.calls);
  }
  return mostFirst([...counts].map(([word, count]) => ({ word, count })));
}

export function sum(kinds: Kind[]): number {
  return kinds.reduce((total, kind) => total + kind.calls, 0);
}
