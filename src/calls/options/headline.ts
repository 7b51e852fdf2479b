import { callTopics } from '../topics/index.ts';
import type { TypedOption } from './option.ts';

const mostFields = 3;
const quoted = '"[^"]{1,60}"';
const name = String.raw`(?:${quoted}|[\p{L}][\p{L}\p{N}_-]{0,59})`;
const fields = new RegExp(String.raw`^(?:\s*[:=])\s*(${name}(?:\s*,\s*${name})*)(?!\S)`, 'u');

/** Which extracted fields say what came of a call, in the first line about it; without it, the usual ones do. */
export const headline: TypedOption<'headline', readonly string[]> = {
  key: 'headline',
  topics: callTopics,
  names: ['headline'],
  read(after) {
    const [read = '', list = ''] = fields.exec(after) ?? [];
    const value = list.match(new RegExp(name, 'gu'))?.map((one) => one.replaceAll('"', '').trim()) ?? [];
    const isFine = value.length > 0 && value.length <= mostFields && value.every(isName);
    if (!isFine) return { length: /^[\s:=]*\S*/.exec(after)?.[0].length ?? 0, ...wrong };
    return { length: read.length, value };
  },
  write: (names) =>
    `headline:${names.map((one) => (/[^\p{L}\p{N}_-]/u.test(one) ? `"${one}"` : one)).join(',')}`,
  say: (names) => `headline from ${names.join(', ')}`,
  form: {
    field: 'headline',
    label: 'What should the first line say?',
    hint: 'Extracted fields, as in lead_score,next_action. Empty: chosen for you.',
  },
  example: {
    typed: '/revox subscribe calls headline:lead_score,next_action',
    does: 'these fields come first in each message',
  },
};

/** A name is kept for good, and what looks like a phone number is somebody's. */
function isName(one: string): boolean {
  return one !== '' && !/\d{4}/.test(one.replaceAll(/[^\p{L}\p{N}]/gu, ''));
}

const wrong = {
  message: `headline takes up to ${mostFields} names of extracted fields, for example headline:lead_score,next_action.`,
  suggestion: 'headline:lead_score,next_action',
};
