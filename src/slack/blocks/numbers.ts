const whole = new Intl.NumberFormat('en');
const decimal = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** 1204 → “1,204”. */
export function number(value: number): string {
  return whole.format(value);
}

/** “1 call”, “1,204 calls”. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** “3rd”, “21st”, “112th”. */
export function ordinal(value: number): string {
  return `${number(value)}${endings[ordinals.select(value)]}`;
}

/** 0.423 → “42%”. */
export function percent(part: number): string {
  return `${Math.round(part * 100)}%`;
}

/** A number of somebody's own: 45000 → “45,000”, but ids and years as they are. */
export function figure(value: number): string {
  const isAmount = Math.abs(value) >= 10_000 && Math.abs(value) < 1_000_000_000;
  if (isAmount || (!Number.isInteger(value) && Math.abs(value) >= 0.01)) return decimal.format(value);
  return String(value);
}

/** “Human, Voicemail and 3 more”; with “more kinds”, “1 more kind”. */
export function listed(words: string[], most = words.length, more = 'more'): string {
  const left = words.length - most;
  const rest = `${number(left)} ${left === 1 ? more.replace(/s$/, '') : more}`;
  const shown = left > 0 ? [...words.slice(0, most), rest] : words;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
