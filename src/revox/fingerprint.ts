import { hash } from 'node:crypto';

import type { DetailedCall, TranscriptTurn } from '../calls/call.ts';

const deepest = 500;

/**
 * Short digest of a call: the same for the same content, in whatever order the server writes the fields.
 * @throws RangeError when something in it is nested beyond all reason
 */
export function fingerprintOf(call: DetailedCall): string {
  const { phoneNumber, status, result, dialError, startedAt, answeredAt, endedAt, endReason, endedBy } = call;
  const parts = [phoneNumber, status, result, dialError, startedAt, answeredAt, endedAt, endReason, endedBy];
  let text = canonical(call.id, 0);
  for (const part of parts) text += canonical(part, 0);
  text += canonical(unsigned(call.recordingUrl), 0);
  text += canonical(call.structuredOutput, 0);
  text += transcriptText(call.transcript);
  return digestOf(text + canonical(call.unknownFields, 0));
}

/**
 * The same of a row that is not a call.
 * @throws RangeError when it is nested beyond all reason
 */
export function fingerprintOfRow(row: unknown): string {
  return digestOf(canonical(row, 0));
}

function digestOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}

function transcriptText(transcript: TranscriptTurn[] | null): string {
  if (transcript === null) return '-';
  let text = `${transcript.length}:`;
  for (const { role, content, toolName, toolArguments, toolIsError } of transcript) {
    text += `${canonical(role, 0)}${canonical(content, 0)}${canonical(toolName, 0)}`;
    text += `${canonical(toolArguments, 0)}${toolIsError}`;
  }
  return text;
}

/** Lengths in front instead of quotes around: as clear as JSON, and twice as fast, on every row of every page. */
function canonical(value: unknown, depth: number): string {
  if (typeof value === 'string') return `s${value.length}:${value}`;
  if (typeof value !== 'object' || value === null) return `${value};`;
  if (depth === deepest) throw new RangeError('nested too deeply');
  return Array.isArray(value) ? canonicalList(value, depth + 1) : canonicalFields(value, depth + 1);
}

function canonicalList(list: unknown[], depth: number): string {
  let text = `[${list.length}:`;
  for (const item of list) text += canonical(item, depth);
  return text;
}

function canonicalFields(fields: object, depth: number): string {
  const names = Object.keys(fields).sort();
  let text = `{${names.length}:`;
  for (const name of names) {
    text += `${name.length}:${name}${canonical((fields as Record<string, unknown>)[name], depth)}`;
  }
  return text;
}

/** Storage links are often signed again for each answer. The signature is no change of the call. */
function unsigned(link: string | null): string | null {
  const query = link?.indexOf('?') ?? -1;
  return query < 0 ? link : (link as string).slice(0, query);
}
