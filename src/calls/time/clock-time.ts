/** `9:30`, `9h30`, `9.30`, `0930`, `9h`, `9`, `9 pm` and `noon` as `09:30`, …, `12:00`; null for no time of day. */
export function canonicalClockTime(text: string): string | null {
  if (/^(?:noon|midi)$/i.test(text)) return '12:00';
  if (/^(?:midnight|minuit)$/i.test(text)) return '00:00';
  const [, hour = '', divided, joined, half] = clockTime.exec(text) ?? [];
  const minute = divided ?? joined ?? '00';
  const hours = half === undefined ? Number(hour) : hoursOf(Number(hour), half.toLowerCase());
  if (hour === '' || !(hours <= 23) || Number(minute) > 59) return null;
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

const clockTime = /^(\d{1,2})(?:[:h.](\d{2})|h|(?<=^\d{2})(\d{2}))?\s*(?:([ap])\.?m\.?)?$/i;

function hoursOf(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}
