/** “Ends with 5678” becomes “begins with 8765”, which an index answers. Null when there is no digit. */
export function reversedDigits(phoneNumber: string | null): string | null {
  const digits = phoneNumber?.match(/\d/g) ?? [];
  return digits.length === 0 ? null : digits.reverse().join('');
}
