import { draw } from './draw.ts';

/** Ranges that are reserved for fiction; together they hold about 90,000 numbers. */
const frenchRanges = ['19900', '26191', '35301', '46571', '53649', '63998'];
const areaCodes = 200;

/** As in real lists, some numbers are called again and again. */
export function phoneNumber(serial: number): string {
  const place = draw(serial, 1);
  const digits = (salt: number, count: number) =>
    String(Math.floor(draw(serial, salt) * 10 ** count)).padStart(count, '0');
  if (place < 0.7)
    return `+33${frenchRanges[Math.floor(draw(serial, 2) * frenchRanges.length)]}${digits(3, 4)}`;
  if (place < 0.95) return `+1${201 + Math.floor(draw(serial, 2) * areaCodes)}55501${digits(3, 2)}`;
  return `+447700900${digits(3, 3)}`;
}
