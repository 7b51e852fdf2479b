import type { Insertable, Selectable } from 'kysely';
import { type DetailedCall, hasEnded, type Instant, talkMs } from '../../calls/call.ts';
import { isNews, type KnownCall, type ReadingTime, withEnd } from '../../calls/ending.ts';
import { needsCallBack } from '../../calls/follow-ups/needs-call-back.ts';
import { mayClose } from '../../calls/follow-ups/rules/index.ts';
import { countryOf, reversedDigits } from '../../calls/numbers/phone.ts';
import { type ScalarField, scalarFields } from '../../calls/structured-fields.ts';
import type { FieldsChange } from '../../calls/tallies/field-tally.ts';
import type { CallChange } from '../../calls/tallies/tally.ts';
import { hourMs } from '../../calls/time/durations.ts';
import type { Store } from '../engine/database.ts';
import { insertRows } from '../engine/insert-rows.ts';
import { lockEndings } from '../engine/lock-endings.ts';
import { packText } from '../engine/packed-text.ts';
import { inPieces } from '../engine/pieces.ts';
import type { CallDetailsTable, CallsTable } from '../engine/tables/calls.ts';
import { keepFieldTallies } from '../tallies/fields/keep-field-tallies.ts';
import { keepTallies } from '../tallies/keep-tallies.ts';
import { forgetFields } from './forget-fields.ts';
import { lookingNew } from './looking-new.ts';

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
  /** Ids of those of them that a message shows in another way. */
  shownAnew: string[];
  /** Over and new or changed, history included, with something that closes or moves follow-ups to their numbers. */
  closing: DetailedCall[];
  /** Over before, and asking for a call-back only now: extracted data may come after the end. */
  askingLate: DetailedCall[];
  /** Over before, and asking for a call-back now or then: these may ask for something else. */
  askingEdited: DetailedCall[];
  /** Never seen before, history included. */
  fresh: number;
}

export function noChanges(): Changes {
  return { ended: [], edited: [], shownAnew: [], closing: [], askingLate: [], askingEdited: [], fresh: 0 };
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
  const changes = noChanges();
  const counted: Counted = { calls: [], fields: [] };
  for await (const some of inPieces(latest)) await saveSome(tx, some, context, changes, counted);
  await keepTallies(tx, counted.calls);
  await keepFieldTallies(tx, counted.fields);
  return changes;
}

type CallRow = Selectable<CallsTable>;
/** As it will be read. */
type StoredRow = Insertable<CallsTable> & CallRow;

/** What changed, to be counted. */
interface Counted {
  calls: CallChange[];
  fields: FieldsChange[];
}

async function saveSome(
  tx: Store,
  read: ReadCall[],
  context: SaveContext,
  changes: Changes,
  counted: Counted,
): Promise<void> {
  const ids = read.map((it) => it.call.id);
  const known = await knownRows(tx, ids);
  let { serial, endedSeq } = await lastNumbers(tx);
  const rows: StoredRow[] = [];
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
    const isAsking = needsCallBack(call) !== null;
    const row = { ...rowOf(call, each, before, numbers, context.now), call_back: isAsking ? 1 : 0 };
    rows.push(row);
    counted.calls.push({ before: before ?? null, after: row });
    if (fields.length > 0) counted.fields.push({ before: null, after: { call: row, fields } });
    if (call.endedAt !== null && (isAsking || mayClose(call))) changes.closing.push(call);
    if (before?.ended_seq && before.call_back === 0 && isAsking) changes.askingLate.push(call);
    if (before?.ended_seq && (before.call_back === 1 || isAsking)) changes.askingEdited.push(call);
    detailed.push({ serial: number, call, fields });
    if (before?.ended_seq) changes.edited.push(call.id);
    else if (endsNow && isNews(told, met, context)) changes.ended.push(call);
  }
  changes.shownAnew.push(
    ...(await lookingNew(
      tx,
      detailed.filter(({ call }) => changes.edited.includes(call.id)),
    )),
  );
  await insertRows(tx, 'calls', rows, 'id');
  await insertRows(tx, 'call_details', detailed.filter(hasDetails).map(detailsOf), 'serial');
  counted.fields.push(...(await replaceFields(tx, detailed, known)));
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
  // Each on its own is one step along an index; both from one table would be a walk through all calls.
  const last = (column: 'serial' | 'ended_seq') =>
    tx.selectFrom('calls').select((it) => it.fn.max(column).as('last'));
  const { serial, endedSeq } = await tx
    .selectNoFrom([last('serial').as('serial'), last('ended_seq').as('endedSeq')])
    .executeTakeFirstOrThrow();
  return { serial: serial ?? 0, endedSeq: endedSeq ?? 0 };
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
): Omit<StoredRow, 'call_back'> {
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

/** @returns what goes. */
async function replaceFields(tx: Store, calls: StoredCall[], known: Map<string, CallRow>) {
  const changed = calls.flatMap(({ call }) => known.get(call.id) ?? []);
  const gone = await forgetFields(tx, changed);
  const rows = calls.flatMap(({ serial, fields }) => fields.map((field) => ({ serial, ...field })));
  await insertRows(tx, 'call_fields', rows);
  return gone;
}
