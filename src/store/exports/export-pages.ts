import { setImmediate as turn } from 'node:timers/promises';
import { expressionBuilder, sql } from 'kysely';

import type { Call, CallDetails, Instant } from '../../calls/call.ts';
import { contradictionIn, type FilterContext, parseFilter } from '../../calls/filter.ts';
import { boundsOf } from '../../calls/time/period.ts';
import { toCall } from '../calls/call-rows.ts';
import { filterExpression } from '../calls/filter-sql.ts';
import type { Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';

/** Which calls: those of a filter that had ended when the last ending was this one. */
export interface Chosen {
  /** Canonical filter words. */
  filter: string;
  context: FilterContext;
  anchor: number;
}

export interface ExportedCall extends Call, Pick<CallDetails, 'structuredOutput'> {
  country: string | null;
  /** The state of its follow-up; null where it needs none. */
  followUp: string | null;
}

/** So many are looked at together, chosen or not, so that no question to the database takes longer. */
const callsPerPage = 200;

const farAhead = Number.MAX_SAFE_INTEGER;

/** Where a call stands: the order that an index answers, as lists have it. */
interface Key {
  endedAt: Instant;
  serial: number;
}

/** Every chosen call, newest first. No more than a page is held, and others get their turn between two. */
export async function* exportPages(store: Store, chosen: Chosen): AsyncGenerator<ExportedCall[]> {
  if (contradictionIn(parseFilter(chosen.filter, chosen.context).filter, chosen.context) !== null) return;
  let beyond: Key | null = null;
  do {
    const edge: Key | null = await pageEdge(store, chosen, beyond);
    yield await callsBetween(store, chosen, beyond, edge);
    beyond = edge;
    await turn();
  } while (beyond !== null);
}

/** The last call of the page after `beyond`; null when the page is the last. */
async function pageEdge(store: Store, chosen: Chosen, beyond: Key | null): Promise<Key | null> {
  const row = await newestFirst(store, chosen, beyond)
    .select(['ended_at', 'serial'])
    .offset(callsPerPage - 1)
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { endedAt: row.ended_at as Instant, serial: row.serial };
}

async function callsBetween(store: Store, chosen: Chosen, beyond: Key | null, edge: Key | null) {
  const { filter } = parseFilter(chosen.filter, chosen.context);
  const page = newestFirst(store, chosen, beyond, edge)
    .leftJoin('call_details', 'call_details.serial', 'calls.serial')
    .selectAll('calls')
    .select((it) => [
      'call_details.structured_output',
      // Not joined: a filter names columns that both tables have.
      it
        .selectFrom('follow_ups')
        .select('state')
        .whereRef('follow_ups.call_id', '=', 'calls.id')
        .as('follow_up'),
    ])
    .where(sql<number>`+calls.ended_seq`, '<=', chosen.anchor)
    .where(filterExpression(filter, chosen.context));
  const rows = await (edge === null ? page : page.where(isWithin('>=', edge))).execute();
  return rows.map((row) => ({
    ...toCall(row),
    country: row.country,
    followUp: row.follow_up,
    structuredOutput: row.structured_output === null ? null : JSON.parse(row.structured_output),
  }));
}

/** The filter's words for time keep the walk from going through years of calls for the last day of them. */
function newestFirst(store: Store, { filter, context }: Chosen, beyond: Key | null, edge: Key | null = null) {
  const { from, to } = boundsOf(parseFilter(filter, context).filter, context);
  // SQLite goes by one limit on either side, and from those of the filter would walk through all pages for each.
  const [oldest, newest] = [Math.max(from, edge?.endedAt ?? 0), Math.min(to, beyond?.endedAt ?? farAhead)];
  const ended = store
    .selectFrom('calls')
    .where('calls.ended_at', '>=', oldest)
    .where('calls.ended_at', beyond === null ? '<' : '<=', newest)
    .orderBy('calls.ended_at', 'desc')
    .orderBy('calls.serial', 'desc');
  return beyond === null ? ended : ended.where(isWithin('<', beyond));
}

function isWithin(order: '<' | '>=', { endedAt, serial }: Key) {
  const it = expressionBuilder<Tables, 'calls'>();
  return it(it.refTuple('calls.ended_at', 'calls.serial'), order, it.tuple(endedAt, serial));
}
