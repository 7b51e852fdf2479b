import { numberOf, numeral, type Piece, pattern, type Row, row } from '../piece.ts';

const into = '(?:(?:in|within|after|dans|sous|d ici|the|les|next|prochaine?s?|about|around|environ) )*';
const on = '(?: (?:from now|later|plus tard|time|s time|prochaine?s?))?';

/** How long after the call. */
export const lengths: Row[] = [
  length(`(${numeral}) ?(?:minutes?|mins?|mn|m)`, ([, count]) => minutes(1, count)),
  length(`(${numeral}) (?:hours?|hrs?)`, ([, count]) => minutes(60, count)),
  hoursIn('(?:in|within|dans|sous|d ici)', `(${numeral}) ?h(?:rs?|eures?)?`),
  length(`((?:2[4-9]|[3-9]\\d|\\d{3})) ?h(?:rs?|eures?|ours?)?`, ([, count]) => minutes(60, count)),
  hoursIn('(?:in|within|dans|sous|d ici)', '(\\d{1,2}) ?h ?(\\d{2})'),
  fixed(60, '(?:an?|the|1) ?hour'),
  { words: pattern('(?:dans|sous|d ici) l heure'), read: () => minutes(60, '1') },
  fixed(90, '(?:an? (?:hour|hr) and a half|one and a half hours|1\\.5 hours?)'),
  hoursIn('(?:dans|sous|d ici)', `(${numeral}) heures? et demie?`, '30'),
  fixed(150, 'two and a half hours'),
  fixed(120, 'a couple of hours'),
  fixed(30, '(?:half an hour|a half hour|(?:une|la) demi heure|demi heure)'),
  fixed(15, '(?:(?:a )?quarter of an hour|(?:un )?quart d heure)'),
  fixed(45, '(?:three quarters of an hour|trois quarts d heure)'),
  length(`(${numeral}) (?:business|working|work) days?`, ([, count = '']) => workdays(count)),
  length(`(${numeral}) jours? (?:ouvres?|ouvrables?)`, ([, count = '']) => workdays(count)),
  length(`(${numeral}) days?`, ([, count = '']) => days(numberOf(count))),
  // In French a week is eight days, and two are fifteen.
  length(`(${numeral}) jours?`, ([, count = '']) => days(idiom[numberOf(count)] ?? numberOf(count))),
  length('(?:une )?huitaine', () => days(7)),
  length('(?:une )?quinzaine|a fortnight', () => days(14)),
  length(`(${numeral}) (?:weeks?|semaines?)`, ([, count = '']) => days(7 * numberOf(count))),
  length(`(${numeral}) (?:months?|mois)`, ([, count = '']) => months(count)),
  row('(?:asap|as soon as (?:possible|you can)|now|right (?:away|now)|straight away)', { is: 'soon' }),
  row('immediate(?:ly)?|at once|urgent(?:ly|e)?|urgence|en urgence', { is: 'soon' }),
  row('(?:des que possible|(?:le|au) plus (?:tot|vite|rapidement)(?: possible)?)', { is: 'soon' }),
  row('tout de suite|maintenant|immediatement|de suite|d urgence|rapidement', { is: 'soon' }),
  // How long the call is to take.
  row(`(?:for|pendant) (?:${numeral}) ?(?:minutes?|mins?|hours?|heures?)`),
];

const idiom: Record<number, number> = { 8: 7, 15: 14 };

function length(words: string, read: Row['read']): Row {
  return { words: pattern(`${into}(?:${words})${on}`), read };
}

function fixed(count: number, words: string): Row {
  return length(words, () => [{ is: 'length', minutes: count }]);
}

/** `2h` and `deux heures` alone are a time of day. */
function hoursIn(before: string, words: string, more = '0'): Row {
  const read = ([, hours = '', rest = more]: string[]): Piece[] => [
    { is: 'length', minutes: 60 * numberOf(hours) + Number(rest) },
  ];
  return { words: pattern(`${before} (?:the |les )?(?:next )?${words}${on}`), read };
}

function minutes(unit: number, count = ''): Piece[] {
  return [{ is: 'length', minutes: unit * numberOf(count) }];
}

function days(count: number): Piece[] {
  return [{ is: 'days-on', days: count }];
}

function workdays(count: string): Piece[] {
  return [{ is: 'workdays-on', days: numberOf(count) }];
}

function months(count: string): Piece[] {
  return [{ is: 'months-on', months: numberOf(count) }];
}
