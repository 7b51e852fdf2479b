import { answerRate, type DayFigures } from '../../calls/digest.ts';
import { number, percent } from './numbers.ts';

const fewestForPercent = 20;

/** “+12% from 1,146”. Of a few calls a percentage says nothing. */
export function change(now: number, before: number): string {
  if (now === before) return 'no change';
  if (before < fewestForPercent)
    return `${now > before ? 'up' : 'down'} from ${before === 0 ? 'none' : number(before)}`;
  const percentage = Math.round((now / before - 1) * 100);
  return percentage === 0
    ? `about the same as ${number(before)}`
    : `${signed(percentage)}% from ${number(before)}`;
}

/** “+3 points from 39%”: how the part that a person answered changed. */
export function rateChange(day: DayFigures, other: DayFigures): string {
  const [now, before] = [answerRate(day), answerRate(other)];
  if (now === null || before === null) return 'no calls';
  const points = Math.round(now * 100) - Math.round(before * 100);
  if (points === 0) return 'no change';
  return `${signed(points)} ${Math.abs(points) === 1 ? 'point' : 'points'} from ${percent(before)}`;
}

/** The part that a person answered: “42%”. */
export function rate(day: Pick<DayFigures, 'calls' | 'answered'>): string {
  const part = answerRate(day);
  return part === null ? '–' : percent(part);
}

/** With the minus sign that is as wide as the plus. */
function signed(value: number): string {
  return value < 0 ? `−${number(-value)}` : `+${number(value)}`;
}
