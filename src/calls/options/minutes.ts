import { durationMs } from '../filter/moment.ts';

export function minutesText(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

/** `2 hours` is 120, if that is one of the choices. */
export function minutesAmong(choices: number[], written: string): number | null {
  const ms = durationMs(written.replace(/\s/g, ''));
  return choices.find((minutes) => minutes * 60_000 === ms) ?? null;
}
