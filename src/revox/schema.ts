import { z } from 'zod';

import { readTime } from './times.ts';

/**
 * A row of `GET /call`: https://docs.getrevox.com
 *
 * Enums are open and every field but the id may be missing, null or of another type than documented: it is then
 * read as null, since a call with an unreadable detail should still be told.
 */
const text = z
  .union([z.string(), z.number()])
  .transform((value) => withoutNul(String(value)) || null)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** In UTF-8 at most 900 bytes: two of them still fit an entry of an index, of which Postgres allows 2,704. */
export const longestWord = 300;

/** What calls are looked for by; a longer one is kept whole among the unknown fields. */
const word = text.transform((value) => (value !== null && value.length > longestWord ? null : value));

const time = z.unknown().optional().transform(readTime);

const link = z
  .url({ protocol: /^https?$/ })
  .transform(withoutNul)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const turn = z.object({
  role: text.transform((role) => role ?? 'unknown'),
  content: z.unknown().optional().transform(asText),
  tool_name: text,
  tool_arguments: z
    .unknown()
    .optional()
    .transform((value) => value ?? null),
  tool_is_error: z
    .unknown()
    .optional()
    .transform((value) => value === true),
});

export const rowSchema = z.object({
  id: z
    .union([z.string().min(1), z.number()])
    .transform((id) => withoutNul(String(id)))
    .pipe(z.string().max(longestWord)),
  phone_number: word,
  status: word,
  result: word,
  dial_error: word,
  started_at: time,
  answered_at: time,
  ended_at: time,
  end_reason: word,
  ended_by: word,
  recording_url: link,
  structured_output: z
    .record(z.string(), z.unknown())
    .nullish()
    .catch(null)
    .transform((value) => value ?? null),
  transcript: z
    .array(turn)
    .nullish()
    .catch(null)
    .transform((value) => value ?? null),
});

export type Row = z.infer<typeof rowSchema>;

/** Postgres takes no NUL in text, and one such row would stop its whole page. */
function withoutNul(value: string): string {
  return value.replaceAll('\0', '\u{FFFD}');
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
