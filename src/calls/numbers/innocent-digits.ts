/** Where something begins in a text, and where it has ended. */
export interface Span {
  from: number;
  to: number;
}

const year = '(?:19|20)\\d\\d';
const shortYear = `(?:${year}|\\d\\d)`;
const month = '(?:0?[1-9]|1[0-2])';
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const time = '\\d{1,2}:[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,6})?)?(?:[+-](?:0\\d|1[0-4]):?[0-5]\\d)?';
const dates = (a: string, b: string, c: string, sep: string) => `${a}(?<${sep}>[-/.])${b}\\k<${sep}>${c}`;
const isoDate = `${year}-${month}-${day}`;
const fullDate = [
  dates(year, month, day, 'a'),
  dates(day, month, year, 'b'),
  dates(month, day, year, 'c'),
].join('|');
const money = '(?:[€$£¥]|EUR|USD|GBP|CHF)';
const figure = "[1-9]\\d{0,2}(?:[,.' ]\\d{3}){1,3}(?:[.,]\\d{1,2})?|[1-9]\\d{0,8}(?:[.,]\\d{1,2})?";
const range = `(?:${figure})(?: ?- ?${money}? ?(?:${figure}))?`;

/** Whatever stands beside them. */
const certain = [
  /(?<![\da-f])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f])/gi,
  bounded(`(?:${fullDate})(?:[T ,] ?${time})?`, /[-/.]$/, /^[-/.]\d/),
  bounded(`${isoDate}/${isoDate}`, /[-/.]$/, /^[-/.]\d/),
  bounded(`${year}[-/]${year}`, /[-/]$/, /^[-/.]\d/),
  bounded(`${money} ?(?:${range})`, /$^/, /^[,.' -]\d/),
  bounded(`(?:${range})(?= ?(?:${money}|%|calls?\\b))`, /[\d+][,.' ()/-]{1,2}$/, /$^/),
];

/** Only where no other digits stand right beside them. */
const likely = [
  bounded(time, /\d:$/, /^:\d/),
  bounded(dates(day, month, shortYear, 'd'), /\d[-/.]$/, /^[-/.]\d/),
  bounded(dates(month, day, shortYear, 'e'), /\d[-/.]$/, /^[-/.]\d/),
  bounded("[1-9]\\d{0,2}(?:[,.' ]\\d{3})(?:[.,]\\d{1,2})?", /\d[,.' ]$/, /^[,.' ]\d/),
  bounded("[1-9](?<f>[,.' ])\\d{3}\\k<f>\\d{3}(?:[.,]\\d{1,2})?", /\d[,.' ]$/, /^[,.' ]\d/),
  bounded("[1-9]\\d{0,2}(?:[,.' ]\\d{3})?(?:[,.' ]000)", /\d[,.' ]$/, /^[,.' ]\d/),
  bounded('[1-9]\\d{0,6}[.,]\\d{1,2}', /\d[,.]$/, /^[,.]\d/),
];

/** Dates and amounts that are marked as such, and ids. */
export function certainlyInnocent(plain: string): Span[] {
  return spansOf(certain, plain);
}

/** Times, short dates and amounts that somebody may have meant as part of a number. */
export function likelyInnocent(plain: string): Span[] {
  return spansOf(likely, plain);
}

/** Neither in the middle of digits, nor where the same punctuation goes on with others. */
function bounded(pattern: string, before: RegExp, after: RegExp): RegExp {
  const [ahead, behind] = [before.source, after.source.replace(/^\^/, '')];
  return new RegExp(`(?<!\\d|\\+ ?|${ahead.replace(/\$$/, '')})(?:${pattern})(?!\\d|${behind})`, 'g');
}

function spansOf(patterns: RegExp[], plain: string): Span[] {
  const found = patterns.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(({ 0: match, index }) => ({ from: index, to: index + match.length })),
  );
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}
