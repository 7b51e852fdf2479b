const fewestDigits = 8;
const possibleNumber = /\+?\(?\d[\d\s().\-/–]{6,}\d/g;
const startsAsDate = /^((19|20)\d{2}[-/.]\d{2}[-/.]\d{2}|\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d{2})(?!\d)/;

/** “call +33 6 39 98 56 78” → “call •••• 5678”; dates and amounts stay. */
export function maskNumbers(value: string): string {
  if (value.length < fewestDigits) return value;
  return value.replaceAll(possibleNumber, (match) => {
    const digits = match.replaceAll(/\D/g, '');
    return digits.length < fewestDigits || startsAsDate.test(match) ? match : `•••• ${digits.slice(-4)}`;
  });
}
