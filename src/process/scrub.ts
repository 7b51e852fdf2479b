/** Shorter ones would take innocent words with them. */
const shortestSecret = 6;

/** Takes tokens, keys, passwords and phone numbers out of a finished line, whatever put them there. */
export function scrubber(secrets: string[]): (line: string) => string {
  const spellings = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  const longestFirst = [...new Set(spellings)].sort((one, other) => other.length - one.length);
  return (line) => {
    const withoutOurs = longestFirst.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
    return patterns.reduce((text, [pattern, instead]) => text.replaceAll(pattern, instead), withoutOurs);
  };
}

const patterns: [pattern: RegExp, instead: string][] = [
  [/\bxox[a-z](\.xox[a-z])?-[\w-]+/g, '[token]'],
  [/\bxapp-[\w-]+/g, '[token]'],
  [/\bBearer\s+[^\s"'\\,;]+/gi, 'Bearer [key]'],
  [/\bsk_[\w-]{3,}/g, '[key]'],
  // The user and password of a URL.
  [/(:\/\/)[^\s"'\\/@]+@/g, '$1[credentials]@'],
  // A plus sign and 8 digits or more, as E.164 or spaced for people. Offsets (+02:00) and ids have too few or no plus.
  [/(\+|%2B)\d([\s().-]{0,2}\d){7,}/gi, '[number]'],
];
