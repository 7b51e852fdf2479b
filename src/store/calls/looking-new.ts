import type { DetailedCall } from '../../calls/call.ts';
import type { Store } from '../engine/database.ts';
import { toDetailedCall } from './call-rows.ts';

/** Ids of the calls that a message shows in another way than they are stored. To be asked before they are saved. */
export async function lookingNew(
  tx: Store,
  changed: { serial: number; call: DetailedCall }[],
): Promise<string[]> {
  if (changed.length === 0) return [];
  const serials = changed.map(({ serial }) => serial);
  const rows = await tx
    .selectFrom('calls')
    .leftJoin('call_details', 'call_details.serial', 'calls.serial')
    .selectAll('calls')
    .select(['recording_url', 'structured_output', 'transcript', 'unknown_fields'])
    .where('calls.serial', 'in', serials)
    .execute();
  const before = new Map(rows.map((row) => [row.id, toDetailedCall(row)]));
  return changed.flatMap(({ call }) => {
    const known = before.get(call.id);
    return known !== undefined && looksAlike(known, call) ? [] : [call.id];
  });
}

/**
 * Whether a message shows both in the same way. What was said is behind its buttons: that there is a transcript or a
 * recording is shown, and what is in them is not.
 */
function looksAlike(one: DetailedCall, other: DetailedCall): boolean {
  return looks(one) === looks(other);
}

function looks({ transcript, recordingUrl, unknownFields: _, isErased: __, ...shown }: DetailedCall): string {
  const hasTranscript = transcript !== null && transcript.length > 0;
  return JSON.stringify([shown, hasTranscript, recordingUrl !== null], (_key, value) => sorted(value));
}

/** The order of names is nothing that a call says. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
