import type { DetailedCall, TranscriptTurn } from '../calls/call.ts';
import { isObject } from '../calls/numbers/mask-fields.ts';
import type { ListedRow } from '../sync/call-list.ts';
import { fingerprintOf, fingerprintOfRow } from './fingerprint.ts';
import { spellWords } from './spelling.ts';
import { readTime } from './times.ts';

/** Raised whenever this reader learns to read more, so that rows set aside are tried again. */
export const readerVersion = 1;

/** The sole door from Revox's words to ours. */
export function readRow(raw: unknown): ListedRow {
  try {
    if (!isObject(raw)) return setAside(raw, 'The row is not an object.');
    const id = text(raw.id);
    // Slack takes no button that carries nothing but spaces.
    if (id === null || id.trim() === '')
      return setAside(raw, 'The field “id” is missing or of an unknown kind.');
    if (id.length > longestWord) return setAside(raw, 'The field “id” is too long.');
    const call = toCall(id, raw);
    return { kind: 'call', call, fingerprint: fingerprintOf(call) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Kept by its id alone: such a row cannot be written as text.
    return setAside({ id: word((raw as Fields).id) ?? '' }, 'The row is nested too deeply.');
  }
}

/** @param reason Where and what is wrong, without the value: it is shown to people. */
function setAside(raw: unknown, reason: string): ListedRow {
  return { kind: 'set-aside', key: `row-${fingerprintOfRow(raw)}`, raw: JSON.stringify(raw), reason };
}

type Fields = Record<string, unknown>;

/**
 * How each field beside the id of a row of `GET /call` is read: https://docs.getrevox.com
 *
 * Enums are open and every field may be missing, null or of another type than documented: it is then read as null,
 * so that a call with an unreadable detail is still posted. Read by hand, as a schema takes ten times as long, and a
 * history has a million rows.
 */
const readers = {
  phone_number: word,
  status: word,
  result: word,
  dial_error: word,
  started_at: readTime,
  answered_at: readTime,
  ended_at: readTime,
  end_reason: word,
  ended_by: word,
  recording_url: link,
  structured_output: extracted,
  transcript,
};

export const rowFields = ['id', ...Object.keys(readers)];

type Row = { [Name in keyof typeof readers]: ReturnType<(typeof readers)[Name]> };

function toCall(id: string, raw: Fields): DetailedCall {
  const row = Object.fromEntries(eachReader.map(([name, read]) => [name, read(raw[name])])) as Row;
  return spellWords({
    id,
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
    transcript: row.transcript,
    unknownFields: unreadFields({ id, ...row }, raw),
  });
}

const eachReader = Object.entries(readers);

/** Fields this version does not know, and known ones that hold something it cannot read. */
function unreadFields(row: Fields, raw: Fields): Fields | null {
  const unread = Object.entries(raw).filter(([name, value]) =>
    Object.hasOwn(row, name) ? row[name] === null && saysSomething(value) : true,
  );
  return unread.length === 0 ? null : Object.fromEntries(unread);
}

/** The reference writes an absent time as `{}`. */
function saysSomething(value: unknown): boolean {
  if (value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function text(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'string' ? withoutNul(value) || null : null;
}

/** In UTF-8 at most 900 bytes: two of them still fit an entry of an index, of which Postgres allows 2,704. */
const longestWord = 300;

/** What calls are looked for by; a longer one is kept whole among the unknown fields. */
function word(value: unknown): string | null {
  const said = text(value);
  return said !== null && said.length > longestWord ? null : said;
}

function link(value: unknown): string | null {
  const said = typeof value === 'string' ? value.trim() : '';
  // Clients that follow it drop tabs and line breaks.
  return /^https?:\/\//i.test(said) && URL.canParse(said)
    ? withoutNul(said.replaceAll(/[\t\n\r]/g, ''))
    : null;
}

function extracted(value: unknown): Fields | null {
  if (!isObject(value)) return null;
  const { ['__proto__']: _, ...fields } = value;
  return fields;
}

function transcript(value: unknown): TranscriptTurn[] | null {
  return Array.isArray(value) && value.every(isObject) ? value.map(toTurn) : null;
}

function toTurn(turn: Fields): TranscriptTurn {
  return {
    role: text(turn.role) ?? 'unknown',
    content: contentOf(turn),
    toolName: text(turn.tool_name),
    toolArguments: turn.tool_arguments ?? null,
    toolIsError: turn.tool_is_error === true,
  };
}

function contentOf({ content }: Fields): string {
  if (typeof content === 'string') return content;
  return content == null ? '' : JSON.stringify(content);
}

/** Postgres takes no NUL in text, and one such row would stop its whole page. */
function withoutNul(value: string): string {
  return value.includes('\0') ? value.replaceAll('\0', '\u{FFFD}') : value;
}
