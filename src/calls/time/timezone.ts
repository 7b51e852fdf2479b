/** Whether clocks can be read there. */
export function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `europe/paris` is `Europe/Paris`; null for no zone. Only names with a place in them, and UTC: `EST` is a guess. */
export function canonicalTimezone(word: string): string | null {
  if (!/^(?:UTC|[a-z_]+(?:\/[a-z0-9_+-]+){1,2})$/i.test(word) || !isTimezone(word)) return null;
  const lower = word.toLowerCase();
  return zones().get(lower) ?? (word === lower ? capitalised(word) : word);
}

/** `Intl` lists one name of each zone, and knows others. */
function capitalised(word: string): string {
  return word.replaceAll(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
}

let known: Map<string, string> | undefined;

function zones(): Map<string, string> {
  known ??= new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));
  return known;
}
