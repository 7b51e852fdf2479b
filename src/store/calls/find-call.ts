import { sql } from 'kysely';

import type { Call, DetailedCall } from '../../calls/call.ts';
import { tokensOf, unquoted } from '../../calls/filter/tokens.ts';
import { type Filter, type FilterContext, parseFilter } from '../../calls/filter.ts';
import type { Store } from '../engine/database.ts';
import { toCall, toDetailedCall } from './call-rows.ts';
import { filterExpression } from './filter-sql.ts';

type FoundCall =
  | { kind: 'one'; call: DetailedCall }
  /** Newest first. */
  | { kind: 'several'; calls: Call[] }
  | { kind: 'none' };

const fewestIdCharacters = 6;
const mostCandidates = 100;

/** By id, by the beginning of an id, or by a number or its last digits: whatever a person has at hand. */
export async function findCall(store: Store, typed: string, context: FilterContext): Promise<FoundCall> {
  const wanted = unwrapped(typed);
  for (const id of new Set([wanted, wanted.toLowerCase()])) {
    const exact = await findCallById(store, id);
    if (exact !== null) return { kind: 'one', call: exact };
    const byId = id.length >= fewestIdCharacters ? await callsWithIdPrefix(store, id) : [];
    if (byId.length > 0) return await found(store, byId);
  }
  return await found(store, await callsWithNumber(store, wanted, context));
}

/** An id may be copied with its quotes, or cut short. */
function unwrapped(typed: string): string {
  return unquoted(tokensOf(typed).join(' ')).replaceAll(/^[‘’'`«]|[‘’'`»…]$/g, '');
}

export async function findCallById(store: Store, id: string): Promise<DetailedCall | null> {
  const row = await store
    .selectFrom('calls')
    .leftJoin('call_details', 'call_details.serial', 'calls.serial')
    .selectAll('calls')
    .select(['recording_url', 'structured_output', 'transcript', 'unknown_fields'])
    .where('calls.id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : toDetailedCall(row);
}

async function found(store: Store, calls: Call[]): Promise<FoundCall> {
  const [first, ...others] = calls;
  if (first === undefined) return { kind: 'none' };
  if (others.length > 0) return { kind: 'several', calls };
  const call = await findCallById(store, first.id);
  return call === null ? { kind: 'none' } : { kind: 'one', call };
}

/** A range of ids in the order of their bytes. */
async function callsWithIdPrefix(store: Store, prefix: string): Promise<Call[]> {
  const candidates = newestFirst(store).where('id', '>=', prefix).where('id', '<', `${prefix}\u{10ffff}`);
  return (await candidates.execute()).map(toCall);
}

async function callsWithNumber(store: Store, typed: string, context: FilterContext): Promise<Call[]> {
  const { filter, problems } = parseFilter(typed, context);
  if (problems.length > 0 || !isOneNumber(filter)) return [];
  const rows = await newestFirst(store).where(filterExpression(filter, context)).execute();
  return rows.map(toCall);
}

/** `+33` alone would find half of all calls. */
function isOneNumber({ terms: [term, ...others] }: Filter): boolean {
  return others.length === 0 && term?.kind === 'phone' && !term.negated && !/^\+\d{1,4}$/.test(term.value);
}

function newestFirst(store: Store) {
  return store
    .selectFrom('calls')
    .selectAll()
    .orderBy(sql`coalesce(ended_at, first_seen_at)`, 'desc')
    .orderBy('id', 'desc')
    .limit(mostCandidates);
}
