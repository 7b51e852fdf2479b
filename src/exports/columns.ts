import { type CallDetails, ringMs, talkMs } from '../calls/call.ts';
import { maskFields } from '../calls/numbers/mask-fields.ts';
import { maskNumbers } from '../calls/numbers/mask-numbers.ts';
import { maskedNumber } from '../calls/numbers/phone.ts';
import type { ExportedCall } from '../store/exports/export-pages.ts';

/** A cell as a spreadsheet should take it: text, a number, or nothing. */
export type Cell = string | number | null;

/** What is the same for every call; each field of structured output has a column after these. */
const columns: Record<string, (call: ExportedCall, masked: boolean) => Cell> = {
  id: ({ id }) => id,
  number: (call, masked) => numberOf(call, masked),
  country: ({ country }) => country,
  status: ({ status }) => status,
  result: ({ result }) => result,
  dial_error: ({ dialError }) => dialError,
  started_at: ({ startedAt }) => timeOf(startedAt),
  answered_at: ({ answeredAt }) => timeOf(answeredAt),
  ended_at: ({ endedAt }) => timeOf(endedAt),
  ring_seconds: (call) => secondsOf(ringMs(call)),
  talk_seconds: (call) => secondsOf(talkMs(call)),
  end_reason: ({ endReason }, masked) => textOf(endReason, masked),
  ended_by: ({ endedBy }) => endedBy,
  follow_up: ({ followUp }) => followUp,
};

/** The first row. A field may be called like a column of ours. */
export function headerOf(fields: string[], masked: boolean): Cell[] {
  const outputs = fields.map((field) => `output.${textOf(field, masked)}`);
  return [...Object.keys(columns), ...outputs].map(disarmed);
}

export function rowOf(call: ExportedCall, fields: string[], masked: boolean): Cell[] {
  const output = masked ? maskFields(call.structuredOutput) : call.structuredOutput;
  const own = Object.values(columns).map((cell) => cell(call, masked));
  return [...own, ...fields.map((field) => fieldOf(output, field))].map(disarmed);
}

/** As Revox gave it, or masked. Where there is none, it says why. */
function numberOf({ phoneNumber, isErased }: ExportedCall, masked: boolean): Cell {
  if (isErased) return 'number erased';
  if (phoneNumber === null) return 'number withheld';
  return masked ? maskedNumber(phoneNumber) : phoneNumber;
}

/** `2026-03-29T12:00:00Z`; nothing for a time that no calendar has. */
function timeOf(at: number | null): Cell {
  if (at === null || Math.abs(at) > 8.64e15) return null;
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

function secondsOf(ms: number | null): Cell {
  return ms === null || !Number.isFinite(ms) ? null : Math.round(ms / 1000);
}

function fieldOf(output: CallDetails['structuredOutput'], field: string): Cell {
  return output === null || !Object.hasOwn(output, field) ? null : cellOf(output[field]);
}

/** People say numbers, and agents note them. */
function textOf(text: string | null, masked: boolean): string | null {
  return text === null || !masked ? text : maskNumbers(text);
}

function cellOf(value: unknown): Cell {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe before it. Invisible characters at the beginning
 * would hide a formula, so they go first. A phone number is no formula and stays as it is.
 */
function disarmed(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  const text = cell
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/^[\s\p{Cf}\p{Cc}]+/u, '');
  return formula.test(text) && !phoneNumber.test(text) ? `'${text}` : text;
}

/** The last four are their full-width forms. */
const formula = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;
const phoneNumber = /^\+\d[\d •]*$/;
