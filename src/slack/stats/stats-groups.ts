import { countryName } from '../../calls/filter/countries.ts';
import { cutApart } from '../../calls/numbers/cut-apart.ts';
import { dialErrorLabel, endReasonLabel, humanise, resultLabel } from '../../calls/outcome.ts';
import type { Breakdown, Stats, StatsGroup } from '../../calls/stats.ts';
import { localDayBounds, localTime } from '../../calls/time/local-day.ts';
import { dateInWords } from '../blocks/times.ts';
import { fieldLabel, plainValue } from '../calls/structured-output.ts';
import { truth } from '../digests/digest-fields.ts';

/** What a breakdown is called, over its column. */
export function breakdownTitle(breakdown: Breakdown): string {
  return breakdown.by === 'field' ? fieldLabel(breakdown.name) : titles[breakdown.by];
}

const titles = {
  hour: 'Hour',
  day: 'Day',
  result: 'Result',
  error: 'Dial error',
  country: 'Country',
  end_reason: 'End reason',
  follow_up: 'Follow-up',
};

/** A group in words: “09:00”, “Tue 10 Mar”, “France”. */
export function groupLabel({ word }: Pick<StatsGroup, 'word'>, breakdown: Breakdown): string {
  if (word === null) return withoutWord[breakdown.by];
  const label = labels[breakdown.by](cutApart(word, 60));
  return label === '' ? 'Empty' : label;
}

/** Calls that have no word here are a group too, or the lines would not add up. */
const withoutWord: Record<Breakdown['by'], string> = {
  hour: '',
  day: '',
  result: 'Failed to connect',
  error: 'Connected',
  country: 'Unknown',
  end_reason: 'None given',
  follow_up: 'None needed',
  field: 'Not filled in',
};

const labels: Record<Breakdown['by'], (word: string) => string> = {
  hour: (word) => `${word}:00`,
  day: daysLabel,
  result: resultLabel,
  error: dialErrorLabel,
  country: countryName,
  end_reason: endReasonLabel,
  follow_up: humanise,
  field: (word) => truth(word) ?? plainValue(word),
};

/** “Tue 10 Mar”, or “10 Mar – 16 Mar” for several days. */
function daysLabel(word: string): string {
  const [first = '', last] = word.split('/');
  if (last === undefined) return dateInWords(first, 'short');
  return [first, last].map((date) => withoutWeekday(dateInWords(date, 'short'))).join(' – ');
}

/** Slack draws 20 characters under a bar. */
function withoutWeekday(date: string): string {
  return date.replace(/^\S+ /, '');
}

/** A day of which only a part is counted says so: “15 Nov from 20:48”, “22 Nov until 13:00”. */
function labelIn(group: StatsGroup, { breakdown, period, timezone }: Stats): string {
  const label = groupLabel(group, breakdown);
  if (breakdown.by !== 'day' || group.word === null || group.word.includes('/')) return label;
  const { from, to } = localDayBounds(group.word, timezone);
  const starts = period.from > from ? ` from ${localTime(period.from, timezone)}` : '';
  const ends = period.to < to ? ` until ${localTime(period.to, timezone)}` : '';
  return starts + ends === '' ? label : `${withoutWeekday(label)}${starts}${ends}`;
}

/** What the groups leave out, as one more: of many words only the most frequent have a line. */
export function withOthers(stats: Stats): { label: string; group: StatsGroup }[] {
  const { groups, figures, before } = stats;
  const shown = groups.map((group) => ({ label: labelIn(group, stats), group }));
  const missing = (total: number, of: (group: StatsGroup) => number) =>
    total - groups.reduce((sum, group) => sum + of(group), 0);
  const group: StatsGroup = {
    word: '',
    calls: missing(figures.calls, (it) => it.calls),
    answered: missing(figures.answered, (it) => it.answered),
    failed: missing(figures.failed, (it) => it.failed),
    callsBefore: before && missing(before.figures.calls, (it) => it.callsBefore ?? 0),
  };
  const isLeftOut = group.calls > 0 || (group.callsBefore ?? 0) > 0;
  return isLeftOut ? [...shown, { label: 'Other', group }] : shown;
}
