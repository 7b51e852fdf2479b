import type { z } from 'zod';

import type { DetailedCall, TranscriptTurn } from '../calls/call.ts';
import { fingerprintOf, fingerprintOfRow } from './fingerprint.ts';
import { readUsualRow } from './read-usual-row.ts';
import { type Row, rowSchema } from './schema.ts';
import { spellWords } from './spelling.ts';

/** Raised whenever this reader learns to read more, so that rows set aside are tried again. */
export const readerVersion = 1;

export type ReadRow =
  | { kind: 'call'; call: DetailedCall; fingerprint: string }
  | { kind: 'set-aside'; key: string; raw: string; reason: string };

/** The sole door from Revox's words to ours. */
export function readRow(raw: unknown): ReadRow {
  const call = readUsualRow(raw);
  try {
    if (call !== null) return { kind: 'call', call, fingerprint: fingerprintOf(call) };
    return readBySchema(raw);
  } catch (error) {
    if (error instanceof RangeError) return nestedTooDeeply(raw);
    throw error;
  }
}

/** Whatever a server may make of the reference. */
export function readBySchema(raw: unknown): ReadRow {
  const row = rowSchema.safeParse(raw);
  if (!row.success) {
    const key = `row-${fingerprintOfRow(raw)}`;
    return { kind: 'set-aside', key, raw: JSON.stringify(raw), reason: reasonOf(row.error) };
  }
  const call = toCall(row.data, raw as object);
  return { kind: 'call', call, fingerprint: fingerprintOf(call) };
}

function toCall(row: Row, raw: object): DetailedCall {
  return spellWords({
    id: row.id,
    phoneNumber: row.phone_number,
    status: row.status ?? 'unknown',
    result: row.result,
    dialError: row.dial_error,
    startedAt: row.started_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
    endedBy: row.ended_by,
    recordingUrl: row.recording_url,
    structuredOutput: row.structured_output,
    transcript: row.transcript?.map(toTurn) ?? null,
    unknownFields: unreadFields(row, raw),
  });
}

function toTurn(turn: NonNullable<Row['transcript']>[number]): TranscriptTurn {
  return {
    role: turn.role,
    content: turn.content,
    toolName: turn.tool_name,
    toolArguments: turn.tool_arguments,
    toolIsError: turn.tool_is_error,
  };
}

/** Fields this version does not know, and known ones that hold something it cannot read. */
function unreadFields(row: Row, raw: object): Record<string, unknown> | null {
  const unread = Object.entries(raw).filter(([name, value]) =>
    Object.hasOwn(row, name) ? row[name as keyof Row] === null && saysSomething(value) : true,
  );
  return unread.length === 0 ? null : Object.fromEntries(unread);
}

/** The reference writes an absent time as `{}`. */
function saysSomething(value: unknown): boolean {
  if (value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** Where and what is wrong, without the value: it is shown to people. */
function reasonOf(error: z.ZodError): string {
  const issue = error.issues[0];
  const place = issue?.path.join('.') ?? '';
  if (issue?.code === 'too_big') return `The field “${place}” is too long.`;
  return place === ''
    ? 'The row is not an object.'
    : `The field “${place}” is missing or of an unknown kind.`;
}

/** Kept by its id alone: such a row cannot be written as text. */
function nestedTooDeeply(raw: unknown): ReadRow {
  const id = rowSchema.shape.id.catch('').parse((raw as { id?: unknown }).id);
  return {
    kind: 'set-aside',
    key: `row-${fingerprintOfRow(id)}`,
    raw: JSON.stringify({ id }),
    reason: 'The row is nested too deeply.',
  };
}
