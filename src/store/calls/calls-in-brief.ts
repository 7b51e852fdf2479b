import type { CallInBrief } from '../../calls/call.ts';
import type { Store } from '../engine/database.ts';
import { toCallInBrief } from './call-rows.ts';

/** Those that are still stored, by id. */
export async function callsInBrief(store: Store, ids: string[]): Promise<Map<string, CallInBrief>> {
  if (ids.length === 0) return new Map();
  const rows = await store
    .selectFrom('calls')
    .leftJoin('call_details', 'call_details.serial', 'calls.serial')
    .selectAll('calls')
    .select('structured_output')
    .where('calls.id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, toCallInBrief(row)]));
}
