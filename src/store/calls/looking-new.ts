import type { DetailedCall } from '../../calls/call.ts';
import { looksAlike } from '../../calls/looks.ts';
import type { Store } from '../engine/database.ts';
import { toDetailedCall } from './call-rows.ts';

/** Ids of the calls that a message shows in another way than they are stored. To be asked before they are saved. */
export async function lookingNew(
  tx: Store,
  changed: { serial: number; call: DetailedCall }[],
): Promise<string[]> {
  if (changed.length === 0) return [];
  const rows = await tx
    .selectFrom('calls')
    .leftJoin('call_details', 'call_details.serial', 'calls.serial')
    .selectAll('calls')
    .select(['recording_url', 'structured_output', 'transcript', 'unknown_fields'])
    .where(
      'calls.serial',
      'in',
      changed.map(({ serial }) => serial),
    )
    .execute();
  const before = new Map(rows.map((row) => [row.id, toDetailedCall(row)]));
  return changed.flatMap(({ call }) => {
    const known = before.get(call.id);
    return known !== undefined && looksAlike(known, call) ? [] : [call.id];
  });
}
