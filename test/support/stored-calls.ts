import { type DetailedCall, hasEnded, talkMs } from '../../src/calls/call.ts';
import { countryOf } from '../../src/calls/phone.ts';
import { reversedDigits } from '../../src/calls/reversed-digits.ts';
import { scalarFields } from '../../src/calls/structured-fields.ts';
import type { Database } from '../../src/store/database.ts';

/** Puts calls on the table as a pass would have left them. */
export async function storeCalls(db: Database, calls: DetailedCall[]): Promise<void> {
  for (const call of calls) {
    const { last } = await db
      .selectFrom('calls')
      .select((it) => it.fn.max('ended_seq').as('last'))
      .executeTakeFirstOrThrow();
    await db
      .insertInto('calls')
      .values({
        id: call.id,
        phone_number: call.phoneNumber,
        phone_reversed: call.phoneNumber === null ? null : reversedDigits(call.phoneNumber),
        country: countryOf(call.phoneNumber),
        status: call.status,
        result: call.result,
        dial_error: call.dialError,
        end_reason: call.endReason,
        ended_by: call.endedBy,
        started_at: call.startedAt,
        answered_at: call.answeredAt,
        ended_at: call.endedAt,
        talk_ms: talkMs(call),
        ended_seq: hasEnded(call) ? (last ?? 0) + 1 : null,
        fingerprint: 'as stored',
        first_seen_at: 0,
        changed_at: 0,
      })
      .execute();
    const fields = scalarFields(call.structuredOutput).map((field) => ({ call_id: call.id, ...field }));
    if (fields.length > 0) await db.insertInto('call_fields').values(fields).execute();
  }
}
