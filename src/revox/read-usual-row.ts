import type { DetailedCall, TranscriptTurn } from '../calls/call.ts';
import { longestWord } from './schema.ts';
import { spellWords } from './spelling.ts';
import { readTime } from './times.ts';

/**
 * A row as the reference shows it, read by hand: the schema takes ten times as long, and a history has a million
 * rows. Null as soon as anything is unusual, and then the schema has the word: the two never differ, as a test shows.
 */
export function readUsualRow(raw: unknown): DetailedCall | null {
  if (!isPlainObject(raw)) return null;
  const { id, structured_output: output = null } = raw;
  if (typeof id !== 'string' || usualWord(id) !== id) return null;
  if (output !== null && (!isPlainObject(output) || Object.hasOwn(output, '__proto__'))) return null;

  const transcript = usualTranscript(raw.transcript ?? null);
  const times = usualTimes(raw);
  const words = usualWords(raw);
  const recordingUrl = usualLink(raw.recording_url ?? null);
  if (transcript === unusual || times === unusual || words === unusual || recordingUrl === unusual)
    return null;

  const unknownFields = fieldsBeyond(raw);
  return { id, ...words, ...times, recordingUrl, structuredOutput: output, transcript, unknownFields };
}

const unusual = Symbol('unusual');
type Unusual = typeof unusual;
type Fields = Record<string, unknown>;

function isPlainObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function usualWords(raw: Fields) {
  const status = usualWord(raw.status);
  const phoneNumber = usualWord(raw.phone_number);
  const result = usualWord(raw.result);
  const dialError = usualWord(raw.dial_error);
  const endReason = usualWord(raw.end_reason);
  const endedBy = usualWord(raw.ended_by);
  if (status === unusual || phoneNumber === unusual || result === unusual) return unusual;
  if (dialError === unusual || endReason === unusual || endedBy === unusual) return unusual;
  return spellWords({ phoneNumber, status: status ?? 'unknown', result, dialError, endReason, endedBy });
}

function usualWord(value: unknown): string | null | Unusual {
  const word = usualText(value);
  return typeof word === 'string' && word.length > longestWord ? unusual : word;
}

function usualText(value: unknown): string | null | Unusual {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' && value !== '' && !value.includes('\0') ? value : unusual;
}

function usualTimes(raw: Fields) {
  const startedAt = usualTime(raw.started_at);
  const answeredAt = usualTime(raw.answered_at);
  const endedAt = usualTime(raw.ended_at);
  if (startedAt === unusual || answeredAt === unusual || endedAt === unusual) return unusual;
  return { startedAt, answeredAt, endedAt };
}

function usualTime(value: unknown): number | null | Unusual {
  if (value === null || value === undefined) return null;
  return readTime(value) ?? unusual;
}

/** Only names: what looks like a number or a foreign name may be no host. */
const plainLink = /^https?:\/\/(?!xn--)(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}\/[!-~]*$/;

function usualLink(value: unknown): string | null | Unusual {
  if (value === null) return null;
  return typeof value === 'string' && plainLink.test(value) && !value.includes('xn--') ? value : unusual;
}

function usualTranscript(value: unknown): TranscriptTurn[] | null | Unusual {
  if (value === null) return null;
  if (!Array.isArray(value)) return unusual;
  const turns: TranscriptTurn[] = [];
  for (const item of value) {
    const turn = isPlainObject(item) ? usualTurn(item) : unusual;
    if (turn === unusual) return unusual;
    turns.push(turn);
  }
  return turns;
}

function usualTurn(turn: Fields): TranscriptTurn | Unusual {
  const role = usualText(turn.role);
  const toolName = usualText(turn.tool_name);
  if (typeof role !== 'string' || toolName === unusual || typeof turn.content !== 'string') return unusual;
  const toolArguments = turn.tool_arguments ?? null;
  return { role, content: turn.content, toolName, toolArguments, toolIsError: turn.tool_is_error === true };
}

const known = new Set([
  'id',
  'phone_number',
  'status',
  'result',
  'dial_error',
  'started_at',
  'answered_at',
  'ended_at',
  'end_reason',
  'ended_by',
  'recording_url',
  'structured_output',
  'transcript',
]);

function fieldsBeyond(raw: Fields): Fields | null {
  const names = Object.keys(raw).filter((name) => !known.has(name));
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, raw[name]]));
}
