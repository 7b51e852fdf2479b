import { countryName } from '../../../calls/filter/countries.ts';
import { outsideHours } from '../../../calls/incidents/outside-hours.ts';
import { sayCallingHours } from '../../../calls/time/calling-hours.ts';
import { clocksIn } from '../../../calls/time/country-clocks.ts';
import { listed, number } from '../../blocks/numbers.ts';
import { kindWords } from './kind-words.ts';

export const outsideHoursWords = kindWords(outsideHours, {
  open: 'Calls outside calling hours',
  closed: 'No more calls outside calling hours',
  counts: ['call', 'calls'],
  help: 'only where a channel sets hours:10:00-20:00; pause the campaign, or correct its calling hours',
  say({ hours, countries, last }) {
    const where = Object.entries(countries).toSorted(([, one], [, other]) => other - one);
    const named = where.map(([country, calls]) => `${countryName(country)} (${number(calls)})`);
    return {
      impact: `Calls to ${listed(named, 3)} began outside calling hours. ${lastOne(last)}`,
      usual: `${sayCallingHours(hours)}, local time`,
      nextStep: 'Pause the campaign in Revox, or correct its calling hours.',
    };
  },
});

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** “The latest began on Saturday at 21:14 in France.” Where clocks differ: the first and the last. */
function lastOne({ at, country }: { at: number; country: string }): string {
  const clocks = clocksIn(country, at).map(({ weekday, minutes }) => {
    const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((it) => String(it).padStart(2, '0'));
    return `${weekdays[weekday]} at ${hour}:${minute}`;
  });
  const [first = '', last = first] = [clocks[0], clocks.at(-1)];
  const when = first === last ? `on ${first}` : `between ${first} and ${last}`;
  return `The latest began ${when} in ${countryName(country)}.`;
}
