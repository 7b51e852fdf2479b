import { numbersIn } from './written-numbers.ts';

/** No longer than addresses are, or a long text without one would take forever. A mention of Slack has no dot. */
const address = /[\p{L}\p{N}._%+-]{1,64}@((?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})/gu;

export function addressesIn(text: string): string[] {
  return text.includes('@') ? [...text.matchAll(address)].map(([whole]) => whole.toLowerCase()) : [];
}

/** “call +33 6 39 98 56 78, or anna@example.com” → “call •••• 5678, or •••@example.com”; dates and amounts stay. */
export function maskNumbers(value: string): string {
  const withoutAddresses = value.includes('@') ? value.replaceAll(address, '•••@$1') : value;
  return numbersIn(withoutAddresses)
    .toReversed()
    .reduce(
      (text, { from, to, digits }) => `${text.slice(0, from)}•••• ${digits.slice(-4)}${text.slice(to)}`,
      withoutAddresses,
    );
}
