const fewestDigits = 8;
const possibleNumber = /\+?\(?\d[\d\s().\-/–]{6,}\d/g;
/** No longer than addresses are, or a long text without one would take for ever. A mention of Slack has no dot. */
const address = /[\p{L}\p{N}._%+-]{1,64}@((?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})/gu;
const startsAsDate = /^((19|20)\d{2}[-/.]\d{2}[-/.]\d{2}|\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d{2})(?!\d)/;

/** “anna.martin@example.com” → “•••@example.com”. */
function maskAddresses(value: string): string {
  return value.includes('@') ? value.replaceAll(address, '•••@$1') : value;
}

/** “call +33 6 39 98 56 78” → “call •••• 5678”; dates and amounts stay. */
export function maskNumbers(value: string): string {
  if (value.length < fewestDigits) return maskAddresses(value);
  return maskAddresses(value).replaceAll(possibleNumber, (match) => {
    const digits = match.replaceAll(/\D/g, '');
    return digits.length < fewestDigits || startsAsDate.test(match) ? match : `•••• ${digits.slice(-4)}`;
  });
}
