import { numberOf, numeral, type Piece, pattern, type Row, row } from '../piece.ts';

const noon: Piece = { is: 'time', hours: 12, minutes: 0, isLoose: false };
const half = '(?: ?([ap])\\.? ?m\\b\\.?)?';
const figures = `(\\d{1,2})(?:[:.](\\d{2})(?::\\d{2})?| ?h(?:eures?|rs?)?(?: ?(\\d{2}))?)?`;
const to = ' ?(?:-|–|to|and|until|till|et|a) ?';
/** After these a bare number is a time. */
const beforeIt = '(?:at|around|about|a|vers|after|before|by|apres|avant|from)';
const noLength = '(?! ?(?:min|day|jour|hour|heure|week|semaine|month|mois|sec|\\d|[/.:-]|h\\b))';

/** Times of day, in figures and in words. */
export const clockTimes: Row[] = [
  at(`(\\d{1,2})[:.](\\d{2})(?::\\d{2})?${half}`),
  at(`(\\d{1,2})()${half.replace(/\?$/, '')}`),
  at('(\\d{1,2}) ?h(?:eures?|rs)?(?: ?(\\d{2})(?! ?(?:min|jours?|heures?)))?()'),
  at(`(?<=\\b${beforeIt} )(\\d{1,2})()()(?: o clock)?${noLength}`),
  at('(\\d{1,2})()() o clock'),
  {
    words: pattern(`(?:between|from|entre|de) ${figures}${half}${to}${figures}${half}`),
    read: firstOfTwo,
  },
  { words: pattern(`${figures}${half}${to}${figures}${half}`), read: firstOfTwo },
  {
    words: pattern(`(?:between|from|entre|de) ${figures}${half}${to}(?:noon|midday|midi)`),
    read: ([, hours, minutes, more, am]) => time(hours, minutes ?? more, am),
  },
  row('noon|midday|midi', noon),
  row('midi et demie?|half past (?:noon|twelve)', { ...noon, minutes: 30 }),
  inWords(`half past (${numeral})`, 0, 30),
  inWords(`(?:a )?quarter past (${numeral})`, 0, 15),
  inWords(`(?:a )?quarter to (${numeral})`, -1, 45),
  inWords(
    `(?<=\\b(?:at|around|about|after|before|by) )(${numeral})(?: o clock)?(?! (?:an )?[a-z]+s\\b)`,
    0,
    0,
  ),
  inWords(`(${numeral}) o clock`, 0, 0),
  inWords(`(${numeral}) heures?`, 0, 0),
  inWords(`(${numeral}) heures? et demie?`, 0, 30),
  inWords(`(${numeral}) heures? et quart`, 0, 15),
  inWords(`(${numeral}) heures? moins (?:le )?quart`, -1, 45),
];

/** Groups: hours, minutes, `a` or `p`. */
function at(words: string): Row {
  return { words: pattern(words), read: ([, hours, minutes, am]) => time(hours, minutes, am) };
}

/** `2 to 4 pm` begins at 2 pm, `11 to 1 pm` does not begin at 11 pm. */
function firstOfTwo([, hours, minutes, more, am, endHours, , , endAm]: string[]): Piece[] | null {
  const isSameHalf = Number(hours) % 12 < Number(endHours) % 12 || Number(endHours) === 12;
  return time(hours, minutes ?? more, am ?? (isSameHalf ? endAm : undefined));
}

function time(written = '', minutes = '00', am: string | undefined = undefined): Piece[] | null {
  const hours = Number(written);
  const past = Number(minutes || '0');
  if (past > 59) return null;
  if (am === 'a' || am === 'p') {
    if (hours < 1 || hours > 12) return null;
    return [{ is: 'time', hours: (hours % 12) + (am === 'p' ? 12 : 0), minutes: past, isLoose: false }];
  }
  const isLoose = hours >= 1 && hours <= 12 && !written.startsWith('0');
  return hours > 23 ? null : [{ is: 'time', hours, minutes: past, isLoose }];
}

function inWords(words: string, hoursOff: number, minutes: number): Row {
  const read = ([, written = '']: string[]): Piece[] | null => {
    const hours = numberOf(written) + hoursOff;
    return hours < 0 || hours > 23
      ? null
      : [{ is: 'time', hours, minutes, isLoose: hours >= 1 && hours <= 12 }];
  };
  return { words: pattern(words), read };
}
