import { type Insertable, type Selectable, sql } from 'kysely';
import { type DetailedCall, hasEnded, type Instant, talkMs } from '../../calls/call.ts';
import { promisesCallBack } from '../../calls/call-back.ts';
import { isNews, type KnownCall, type ReadingTime, withEnd } from '../../calls/ending.ts';
import { countryOf, reversedDigits } from '../../calls/numbers/phone.ts';
import { type ScalarField, scalarFields } from '../../calls/structured-fields.ts';
import { hourMs } from '../../calls/time/durations.ts';
import { isPostgres, type Store } from '../engine/database.ts';
import { insertRows } from '../engine/insert-rows.ts';
import { packText } from '../engine/packed-text.ts';
import { inPieces } from '../engine/pieces.ts';
import type { CallDetailsTable, CallsTable } from '../engine/tables.ts';

/** A call as the API gave it, and the mark by which a change of it is known. */
export interface ReadCall {
  call: DetailedCall;
  fingerprint: string;
}

export interface SaveContext extends ReadingTime {
  /** What time it is by the clock by which calls end, where that is known. */
  revoxNow?: Instant | null;
}

export interface Changes {
  /** Ended since we last looked: the news. */
  ended: DetailedCall[];
  /** Ids of calls that had ended before and changed now, as when a recording arrives. */
  edited: string[];
  /** Never seen before, history included. */
  fresh: number;
}

/**
 * What stands in the place of a fingerprint once a call is erased: a digest of a number and of what is left could be
 * tried out with all numbers there are. Such a call is known whatever Revox says of it, until it ends.
 */
export const erasedMarks = { ended: 'erased', open: 'erased open' } as const;

/** Fingerprints of the calls that are known, by id. */
export async function knownFingerprints(store: Store, ids: string[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for await (const some of inPieces(ids)) {
    const rows = await store
      .selectFrom('calls')
      .select(['id', 'fingerprint'])
      .where('id', 'in', some)
      .execute();
    for (const { id, fingerprint } of rows) known.set(id, fingerprint);
  }
  return known;
}

/**
 * Saves what is new or changed; what is known already costs a look. Nothing goes backwards: an ended call stays
 * ended, and what was erased stays erased.
 */
export async function saveCalls(tx: Store, read: ReadCall[], context: SaveContext): Promise<Changes> {
  // Endings are numbered one after the other, across all processes.
  await lockEndings(tx);
  const latest = [...new Map(read.map((row) => [row.call.id, row])).values()];
  const changes: Changes = { ended: [], edited: [], fresh: 0 };
  for await (const some of inPieces(latest)) await saveSome(tx, some, context, changes);
  return changes;
}

/** A transaction that reads calls to write them back has them to itself until it ends. SQLite has one writer. */
export async function lockEndings(tx: Store): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(7367)`.execute(tx);
}

type CallRow = Selectable<CallsTable>;

async function saveSome(tx: Store, read: ReadCall[], context: SaveContext, changes: Changes): Promise<void> {
  const known = await knownRows(
    tx,
    read.map((it) => it.call.id),
  );
  let { serial, endedSeq } = await lastNumbers(tx);
  const rows: Insertable<CallsTable>[] = [];
  const detailed: StoredCall[] = [];
  for (const each of read) {
    const before = known.get(each.call.id);
    if (before?.fingerprint === each.fingerprint) continue;
    if (before === undefined) changes.fresh += 1;
    const told = withoutFutureEnd(each.call, Math.max(context.now, context.revoxNow ?? 0));
    if (before?.erased_at && !endsAfterAll(told, before)) continue;
    const met = knownCall(before);
    const call = withEnd(before?.erased_at ? bare(told) : told, met, context);
    const endsNow = call.endedAt !== null && !before?.ended_seq;
    if (endsNow) endedSeq += 1;
    const number = before?.serial ?? ++serial;
    const numbers = { serial: number, endedSeq: endsNow ? endedSeq : (before?.ended_seq ?? null) };
    const fields = scalarFields(call.structuredOutput);
    const row = rowOf(call, each, before, numbers, context.now);
    rows.push({ ...row, call_back: promisesCallBack(fields) ? 1 : 0 });
    detailed.push({ serial: number, call, fields });
    if (before?.ended_seq) changes.edited.push(call.id);
    else if (endsNow && isNews(told, met, context)) changes.ended.push(call);
  }
  await insertRows(tx, 'calls', rows, 'id');
  await insertRows(tx, 'call_details', detailed.filter(hasDetails).map(detailsOf), 'serial');
  await replaceFields(tx, detailed, known);
}

/** Clocks differ by minutes. An end that is further ahead than this is a placeholder, such as one in 2199. */
const clocksDifferMs = hourMs;

function withoutFutureEnd(call: DetailedCall, now: Instant): DetailedCall {
  const isAhead = call.endedAt !== null && call.endedAt > now + clocksDifferMs;
  return isAhead ? { ...call, endedAt: null } : call;
}

/** It was erased while it was open. Its end is news; what was erased of it stays erased. */
function endsAfterAll(call: DetailedCall, before: CallRow): boolean {
  return before.ended_seq === null && hasEnded(call);
}

/** Without anything that could identify or quote a person. */
function bare(call: DetailedCall): DetailedCall {
  const details = { recordingUrl: null, structuredOutput: null, transcript: null, unknownFields: null };
  return { ...call, phoneNumber: null, ...details };
}

interface StoredCall {
  serial: number;
  call: DetailedCall;
  fields: ScalarField[];
}

async function knownRows(tx: Store, ids: string[]): Promise<Map<string, CallRow>> {
  const rows = await tx.selectFrom('calls').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function lastNumbers(tx: Store): Promise<{ serial: number; endedSeq: number }> {
  // Each in a question of its own is one step along an index; both in one would be a walk through all calls.
  const last = async (column: 'serial' | 'ended_seq') => {
    const row = await tx
      .selectFrom('calls')
      .select((it) => it.fn.max(column).as('last'))
      .executeTakeFirstOrThrow();
    return row.last ?? 0;
  };
  return { serial: await last('serial'), endedSeq: await last('ended_seq') };
}

function knownCall(before: CallRow | undefined): KnownCall | null {
  if (before === undefined) return null;
  const ending = {
    status: before.status,
    result: before.result,
    dialError: before.dial_error,
    answeredAt: before.answered_at,
    endedAt: before.ended_at,
    endReason: before.end_reason,
    endedBy: before.ended_by,
  };
  return { isOver: Boolean(before.ended_seq), ending };
}

function rowOf(
  call: DetailedCall,
  read: ReadCall,
  before: CallRow | undefined,
  { serial, endedSeq }: { serial: number; endedSeq: number | null },
  now: Instant,
): Insertable<CallsTable> {
  return {
    serial,
    id: call.id,
    phone_number: call.phoneNumber,
    phone_reversed: reversedDigits(call.phoneNumber),
    country: countryOf(call.phoneNumber) ?? before?.country ?? null,
    status: call.status,
    result: call.result,
    dial_error: call.dialError,
    end_reason: call.endReason,
    ended_by: call.endedBy,
    started_at: call.startedAt,
    answered_at: call.answeredAt,
    ended_at: call.endedAt,
    ended_at_estimated: isEstimated(call, read.call, before) ? 1 : 0,
    talk_ms: talkMs(call),
    ended_seq: endedSeq,
    fingerprint: before?.erased_at ? erasedMarks.ended : read.fingerprint,
    first_seen_at: before?.first_seen_at ?? now,
    changed_at: now,
    erased_at: before?.erased_at ?? null,
  };
}

/** An end time that Revox does not give is ours, unless it gave one before. */
function isEstimated(call: DetailedCall, read: DetailedCall, before: CallRow | undefined): boolean {
  if (call.endedAt === null || call.endedAt === read.endedAt) return false;
  return before?.ended_at !== call.endedAt || before.ended_at_estimated === 1;
}

function hasDetails({ call }: StoredCall): boolean {
  return Boolean(call.recordingUrl ?? call.structuredOutput ?? call.transcript ?? call.unknownFields);
}

function detailsOf({ serial, call }: StoredCall): Insertable<CallDetailsTable> {
  return {
    serial,
    recording_url: call.recordingUrl,
    structured_output: asJson(call.structuredOutput),
    transcript: call.transcript === null ? null : packText(JSON.stringify(call.transcript)),
    unknown_fields: asJson(call.unknownFields),
  };
}

function asJson(document: unknown): string | null {
  return document === null ? null : JSON.stringify(document);
}

async function replaceFields(tx: Store, calls: StoredCall[], known: Map<string, CallRow>): Promise<void> {
  const changed = calls.filter(({ call }) => known.has(call.id)).map(({ serial }) => serial);
  if (changed.length > 0) await tx.deleteFrom('call_fields').where('serial', 'in', changed).execute();
  const rows = calls.flatMap(({ serial, fields }) => fields.map((field) => ({ serial, ...field })));
  await insertRows(tx, 'call_fields', rows);
}
