import { cutApart } from '../../calls/numbers/cut-apart.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What nearly all words are: of the letters that everybody has, with single spaces between them. */
const isPlain = /^[!-%'-;=?-~]+(?: [!-%'-;=?-~]+)*$/;

/**
 * Words from the API or a person, made fit to show: one line, nothing invisible, no longer than asked. It may
 * still read `<!channel>` or `*bold*`, so it belongs in `rich_text`, `raw_text` or `plain_text`, never in mrkdwn.
 * What can never be shown is not read: a caller may have said a hundred thousand letters.
 */
export function safeText(value: string, maxLength: number): string {
  if (value.length <= maxLength && isPlain.test(value)) return value;
  return clip(neutralised(value.slice(0, maxLength * 8 + 1_000)), maxLength);
}

/**
 * All format characters go: direction overrides, zero-width ones, tags. The price is that an emoji family falls
 * into its members; the gain is that what one reads is what is there.
 */
function neutralised(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/\p{Cf}|\p{Co}|\p{Default_Ignorable_Code_Point}|\u2800/gu, '')
    .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
    .replaceAll(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
}

/** Cuts between characters as people see them, never inside one or inside a number, and shows that it did. */
export function clip(value: string, maxLength: number): string {
  if (countedLength(value) <= maxLength) return value;
  let kept = '';
  let length = 1;
  for (const { segment } of graphemes.segment(value.slice(0, maxLength))) {
    length += countedLength(segment);
    if (length > maxLength) break;
    kept += segment;
  }
  return `${cutApart(value, kept.length).trimEnd().toWellFormed()}…`;
}

const entities: Record<string, number> = { '&': 5, '<': 4, '>': 4 };

/** Length as Slack counts it towards the size of a message: with `&`, `<` and `>` as entities. */
export function countedLength(value: string): number {
  const marks = value.match(/[&<>]/g) ?? [];
  return marks.reduce((sum, mark) => sum + (entities[mark] ?? 1) - 1, value.length);
}

const mayBeMarkup = /[*~`|_@#.&<>]|:\/\//;

/**
 * For the plain `text` of a message, which Slack reads as mrkdwn: no markup, no mention, no channel, no link.
 * Slack finds `@here`, `#general` and addresses in text on its own, so escaping is not enough.
 */
export function spoken(value: string, maxLength = 150): string {
  const safe = safeText(value, maxLength);
  if (!mayBeMarkup.test(safe)) return safe;
  return safe
    .replaceAll(/[*~`|]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, ' ')
    .replaceAll('@', '＠')
    .replaceAll('#', '＃')
    .replaceAll('://', ': //')
    .replaceAll(/\.(?=\p{L}{2})/gu, '․')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
