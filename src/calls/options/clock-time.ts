/** `9:30`, `9h30`, `9` or `9pm` as `09:30`, `09:30`, `09:00` and `21:00`; null for no time of day. */
export function canonicalClockTime(text: string): string | null {
  const [, hour = '', minute = '00', half] = /^(\d{1,2})(?:[:h](\d{2}))?(am|pm)?$/i.exec(text) ?? [];
  const hours = half === undefined ? Number(hour) : hoursOf(Number(hour), half.toLowerCase());
  if (hour === '' || !(hours <= 23) || Number(minute) > 59) return null;
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

function hoursOf(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}
