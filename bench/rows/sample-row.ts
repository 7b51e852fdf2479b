import { conversationText, greetingText } from './conversation.ts';
import { draw, weigh } from './draw.ts';
import { phoneNumber } from './phone-number.ts';
import { structuredOutputText } from './structured-output.ts';

const fates = [
  ['human', 40],
  ['voicemail', 19],
  ['IVR', 3],
  ['unknown', 2],
  ['ios-screening-filter', 2],
  ['no_answer', 17],
  ['busy', 8],
  ['temporarily_unavailable', 3],
  ['number_non_attributed', 3],
  ['too_many_calls', 1],
  ['non_classified_error', 1],
  ['precondition_failed', 0.6],
  ['no_international_permission', 0.4],
] as const;

const results = new Set<string>(['human', 'voicemail', 'IVR', 'unknown', 'ios-screening-filter']);

/** The call with this serial number is of this kind, whatever else is asked about it. */
export function fateOf(serial: number): string {
  return weigh(serial, 0, fates);
}

/** A row of `GET /call` as JSON text. */
export function rowText(serial: number, endedAt: number, fate: string = fateOf(serial)): string {
  return results.has(fate) ? connectedRow(serial, endedAt, fate) : failedRow(serial, endedAt, fate);
}

function connectedRow(serial: number, endedAt: number, result: string): string {
  const isHuman = result === 'human';
  const talkMs = isHuman ? 20_000 + Math.floor(draw(serial, 4) ** 2 * 280_000) : 9_000;
  const answeredAt = endedAt - talkMs;
  const reason = isHuman ? (draw(serial, 5) < 0.6 ? 'tool_end_call' : 'user_hung_up') : result.toLowerCase();
  return (
    `{${beginning(serial)},"status":"completed","result":"${result}","dial_error":null,` +
    `${times(answeredAt - 6_000, answeredAt, endedAt)},` +
    `"end_reason":"${reason}","ended_by":"${reason === 'user_hung_up' ? 'user' : 'agent'}",` +
    `"recording_url":"https://recordings.example.com/${idOf(serial)}.mp3",` +
    `"structured_output":${isHuman ? structuredOutputText(serial) : null},` +
    `"transcript":${isHuman ? conversationText(serial) : result === 'voicemail' ? greetingText : null}}`
  );
}

function failedRow(serial: number, endedAt: number, dialError: string): string {
  return (
    `{${beginning(serial)},"status":"error","result":null,"dial_error":"${dialError}",` +
    `${times(endedAt - 25_000, null, endedAt)},"end_reason":null,"ended_by":"system",` +
    `"recording_url":null,"structured_output":null,"transcript":null}`
  );
}

function beginning(serial: number): string {
  return `"id":"${idOf(serial)}","phone_number":"${phoneNumber(serial)}"`;
}

function times(startedAt: number, answeredAt: number | null, endedAt: number | null): string {
  return `"started_at":${iso(startedAt)},"answered_at":${iso(answeredAt)},"ended_at":${iso(endedAt)}`;
}

function iso(at: number | null): string {
  return at === null ? 'null' : `"${new Date(at).toISOString()}"`;
}

/** In the form of a random UUID, so that neighbours in the list are far apart in every index on ids. */
export function idOf(serial: number): string {
  const part = (salt: number) =>
    Math.floor(draw(serial, salt) * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const [a, b, c, d] = [part(90), part(91), part(92), part(93)];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
