import type { Selectable } from 'kysely';

import type { Call, CallDetails, CallInBrief, DetailedCall } from '../../calls/call.ts';
import { unpackText } from '../engine/packed-text.ts';
import type { CallDetailsTable, CallsTable } from '../engine/tables/calls.ts';

type CallRow = Selectable<CallsTable>;
type DetailsRow = { [Column in Exclude<keyof CallDetailsTable, 'serial'>]: CallDetailsTable[Column] | null };

export function toCall(row: CallRow): Call {
  return {
    id: row.id,
    phoneNumber: row.phone_number,
    ...(row.erased_at !== null && { isErased: true }),
    status: row.status,
    result: row.result,
    dialError: row.dial_error,
    startedAt: row.started_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
    endedBy: row.ended_by,
  };
}

export function toCallInBrief(row: CallRow & Pick<DetailsRow, 'structured_output'>): CallInBrief {
  return { ...toCall(row), structuredOutput: fromJson(row.structured_output) };
}

export function toDetailedCall(row: CallRow & DetailsRow): DetailedCall {
  return {
    ...toCall(row),
    recordingUrl: row.recording_url,
    structuredOutput: fromJson(row.structured_output),
    transcript: fromJson<CallDetails['transcript']>(row.transcript && unpackText(row.transcript)),
    unknownFields: fromJson<CallDetails['unknownFields']>(row.unknown_fields),
  };
}

function fromJson<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
