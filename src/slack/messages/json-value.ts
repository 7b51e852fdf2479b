/** What a button or an option carries, if it is JSON of ours; null otherwise. Anyone can send anything. */
export function jsonValue(value: string, mostCharacters: number): unknown {
  if (value.length > mostCharacters) return null;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
