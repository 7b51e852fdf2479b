import type { Digest } from '../../calls/digest.ts';
import { barChart } from '../blocks/charts.ts';
import { counted } from '../blocks/numbers.ts';
import type { ChartBlock } from '../blocks/rendered.ts';
import { bold, type Line, words } from '../blocks/rich.ts';
import { safeText } from '../blocks/safe-text.ts';

type Hour = Digest['hours'][number];

const mostBars = 20;

/** “Hours: busiest 11:00 with 212 calls, first 08:00, last 19:00”. */
export function hoursLine({ hours }: Digest): Line {
  const worked = hours.filter(({ calls }) => calls > 0);
  const [first] = worked;
  const last = worked.at(-1);
  if (first === undefined || last === undefined) return [];
  const busiest = worked.reduce((most, hour) => (hour.calls > most.calls ? hour : most));
  const span = first === last ? '' : `, first calls at ${clock(first)}, last calls at ${clock(last)}`;
  return [
    bold('Hours:'),
    words(` busiest at ${clock(busiest)} with ${counted(busiest.calls, 'call')}${span}`),
  ];
}

/** From the first hour with calls to the last, with the failed ones beside the rest. */
export function hoursChart({ hours }: Digest): ChartBlock[] {
  const span = workedSpan(hours);
  if (span.length < 2 || span.length > mostBars) return [];
  return [
    barChart('Calls by hour', {
      Connected: span.map((hour) => ({ label: label(hour), value: Math.max(0, hour.calls - hour.failed) })),
      Failed: span.map((hour) => ({ label: label(hour), value: hour.failed })),
    }),
  ];
}

function workedSpan(hours: Hour[]): Hour[] {
  const first = hours.findIndex(({ calls }) => calls > 0);
  const last = hours.findLastIndex(({ calls }) => calls > 0);
  return first < 0 ? [] : hours.slice(first, last + 1);
}

function label({ hour }: Hour): string {
  return safeText(hour, 20) || '–';
}

function clock(hour: Hour): string {
  return `${label(hour)}:00`;
}
