import { nothing, plainDigits } from './numbers/plain-digits.ts';
import { numbersIn } from './numbers/written-numbers.ts';

/** How a link or a telephone system begins and ends what it dials. */
const ahead = /^(?:<?(?:tel|callto|sips?):)?$/i;
const behind = /^\)?(?:[;@].*)?$/;

/** `+33 1 99 00 12 34` → `+33199001234`, in any spelling; null for what is not one number in international form. */
export function wholeNumber(text: string): string | null {
  const typed = plainDigits(text).replaceAll(nothing, '').trim();
  const [number, ...others] = numbersIn(typed.replace(/[;@].*$/, ''));
  if (number === undefined || others.length > 0 || !isWhole(number)) return null;
  const isAlone = ahead.test(typed.slice(0, number.from)) && behind.test(typed.slice(number.to));
  return isAlone ? number.international : null;
}

/** Digits that stand behind a number without being part of it are too much. */
function isWhole({ digits, international }: { digits: string; international: string | null }): boolean {
  return international !== null && digits.endsWith(international.slice(-6));
}
