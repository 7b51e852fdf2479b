import { type Insertable, type Selectable, sql } from 'kysely';

import { type DetailedCall, hasEnded, type Instant, talkMs } from '../calls/call.ts';
import { countryOf } from '../calls/phone.ts';
import { reversedDigits } from '../calls/reversed-digits.ts';
import { scalarFields } from '../calls/structured-fields.ts';
import { isPostgres, type Store } from './database.ts';
import type { CallsTable } from './tables.ts';

/** A call as the API gave it, and the mark by which a change of it is known. */
export interface ReadCall {
  call: DetailedCall;
  fingerprint: string;
}

export interface SaveContext {
  now: Instant;
  /** What ended before the bot first started is history. */
  firstStartAt: Instant;
  /** History is still being read: an ended call without an end time, met for the first time, belongs to it. */
  importing: boolean;
}

export interface Changes {
  /** Ended since we last looked: the news. */
  ended: DetailedCall[];
  /** Ids of calls that had ended before and changed now, as when a recording arrives. */
  edited: string[];
  /** Never seen before, history included. */
  fresh: number;
}

/** Multi-row statements stay well below the 32,766 parameters that SQLite allows. */
const rowsPerStatement = 500;

/** Fingerprints of the calls that are known, by id. */
export async function knownFingerprints(store: Store, ids: string[]): Promise<Map<string, string>> {
  const rows = await store.selectFrom('calls').select(['id', 'fingerprint']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.fingerprint]));
}

/**
 * Saves what is new or changed; what is known already costs a look. Nothing goes backwards: an ended call stays
 * ended, and what was erased stays erased.
 */
export async function saveCalls(tx: Store, read: ReadCall[], context: SaveContext): Promise<Changes> {
  // Endings are numbered one after the other, whoever saves them.
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(7367)`.execute(tx);
  const latest = [...new Map(read.map((row) => [row.call.id, row])).values()];
  const changes: Changes = { ended: [], edited: [], fresh: 0 };
  for (let start = 0; start < latest.length; start += rowsPerStatement) {
    await saveSome(tx, latest.slice(start, start + rowsPerStatement), context, changes);
  }
  return changes;
}

type CallRow = Selectable<CallsTable>;

async function saveSome(tx: Store, read: ReadCall[], context: SaveContext, changes: Changes): Promise<void> {
  const known = await knownRows(
    tx,
    read.map((it) => it.call.id),
  );
  let endedSeq = await lastEndedSeq(tx);
  const rows: Insertable<CallsTable>[] = [];
  const detailed: DetailedCall[] = [];
  for (const each of read) {
    const before = known.get(each.call.id);
    if (before?.fingerprint === each.fingerprint) continue;
    if (before === undefined) changes.fresh += 1;
    if (before?.erased_at) {
      rows.push({ ...before, fingerprint: each.fingerprint });
      continue;
    }
    const call = withEnd(each.call, before, context);
    const endsNow = call.endedAt !== null && !before?.ended_seq;
    if (endsNow) endedSeq += 1;
    rows.push(rowOf(call, each, before, endsNow ? endedSeq : (before?.ended_seq ?? null), context.now));
    detailed.push(call);
    if (before?.ended_seq) changes.edited.push(call.id);
    else if (endsNow && isNews(each.call, before, context)) changes.ended.push(call);
  }
  await upsertCalls(tx, rows);
  await upsertDetails(tx, detailed);
  await replaceFields(tx, detailed, known);
}

async function knownRows(tx: Store, ids: string[]): Promise<Map<string, CallRow>> {
  const rows = await tx.selectFrom('calls').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function lastEndedSeq(tx: Store): Promise<number> {
  const { last } = await tx
    .selectFrom('calls')
    .select((it) => it.fn.max('ended_seq').as('last'))
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/** Ended before the bot started, as far as anyone can tell, is history; a call that was seen open is not. */
function isNews(call: DetailedCall, before: CallRow | undefined, context: SaveContext): boolean {
  if (before !== undefined) return true;
  return call.endedAt === null ? !context.importing : call.endedAt >= context.firstStartAt;
}

/** An ended call has an end time, if need be ours; a call that has ended keeps how it ended. */
function withEnd(call: DetailedCall, before: CallRow | undefined, context: SaveContext): DetailedCall {
  if (!hasEnded(call)) {
    if (!before?.ended_seq) return { ...call, endedAt: null };
    const { status, result, dial_error: dialError, ended_at: endedAt } = before;
    return { ...call, status, result, dialError, endedAt };
  }
  if (call.endedAt !== null) return call;
  const seen = isNews(call, before, context) ? context.now : (call.startedAt ?? context.firstStartAt);
  return { ...call, endedAt: before?.ended_at ?? seen };
}

function rowOf(
  call: DetailedCall,
  read: ReadCall,
  before: CallRow | undefined,
  endedSeq: number | null,
  now: Instant,
): Insertable<CallsTable> {
  return {
    id: call.id,
    phone_number: call.phoneNumber,
    phone_reversed: reversedDigits(call.phoneNumber),
    country: countryOf(call.phoneNumber),
    status: call.status,
    result: call.result,
    dial_error: call.dialError,
    end_reason: call.endReason,
    ended_by: call.endedBy,
    started_at: call.startedAt,
    answered_at: call.answeredAt,
    ended_at: call.endedAt,
    ended_at_estimated: call.endedAt !== null && read.call.endedAt === null ? 1 : 0,
    talk_ms: talkMs(call),
    ended_seq: endedSeq,
    fingerprint: read.fingerprint,
    first_seen_at: before?.first_seen_at ?? now,
    changed_at: now,
    erased_at: null,
  };
}

async function upsertCalls(tx: Store, rows: Insertable<CallsTable>[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] as object).filter((column) => column !== 'id');
  await tx
    .insertInto('calls')
    .values(rows)
    .onConflict((it) =>
      it
        .column('id')
        .doUpdateSet((row) =>
          Object.fromEntries(
            columns.map((column) => [column, row.ref(`excluded.${column as keyof CallsTable}`)]),
          ),
        ),
    )
    .execute();
}

async function upsertDetails(tx: Store, calls: DetailedCall[]): Promise<void> {
  const rows = calls.filter(hasDetails).map((call) => ({
    call_id: call.id,
    recording_url: call.recordingUrl,
    structured_output: asJson(call.structuredOutput),
    transcript: asJson(call.transcript),
    unknown_fields: asJson(call.unknownFields),
  }));
  if (rows.length === 0) return;
  await tx
    .insertInto('call_details')
    .values(rows)
    .onConflict((it) =>
      it.column('call_id').doUpdateSet((row) => ({
        recording_url: row.ref('excluded.recording_url'),
        structured_output: row.ref('excluded.structured_output'),
        transcript: row.ref('excluded.transcript'),
        unknown_fields: row.ref('excluded.unknown_fields'),
      })),
    )
    .execute();
}

function hasDetails(call: DetailedCall): boolean {
  return Boolean(call.recordingUrl ?? call.structuredOutput ?? call.transcript ?? call.unknownFields);
}

function asJson(document: unknown): string | null {
  return document === null ? null : JSON.stringify(document);
}

async function replaceFields(tx: Store, calls: DetailedCall[], known: Map<string, CallRow>): Promise<void> {
  const changed = calls.filter((call) => known.has(call.id)).map((call) => call.id);
  if (changed.length > 0) await tx.deleteFrom('call_fields').where('call_id', 'in', changed).execute();
  const fields = calls.flatMap((call) =>
    scalarFields(call.structuredOutput).map(({ name, value }) => ({ call_id: call.id, name, value })),
  );
  for (let start = 0; start < fields.length; start += 5_000) {
    await tx
      .insertInto('call_fields')
      .values(fields.slice(start, start + 5_000))
      .execute();
  }
}
