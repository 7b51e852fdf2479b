import { Buffer } from 'node:buffer';

/** What is personal in the sample, each by a mark that nothing else has. The number is from a range kept for fiction. */
export const personal = {
  number: '+33639980142',
  name: 'Marked-Name',
  phrase: 'a marked phrase that somebody said',
  field: 'marked-field-value',
  email: 'marked@example.invalid',
  recording: 'https://recordings.invalid/marked-recording.mp3?signature=marked-signature',
} as const;

export const secrets = {
  botToken: 'xoxb-marked-bot-token',
  signingSecret: 'marked-signing-secret',
  revoxKey: 'sk_marked_revox_key',
  webhookSecret: 'marked-webhook-secret',
  databasePassword: 'marked-database-password',
} as const;

/** All of it in one line, as a server that echoes what it does not understand. */
export const echo = [...Object.values(personal), ...Object.values(secrets)].join(' | ');

/** Whatever is marked, and the number however it is spaced; its last four digits are what masks show. */
const marks = /marked|6[\s.-]?39[\s.-]?98[\s.-]?01[\s.-]?42|241089936/i;
const encoded = [personal.number, personal.phrase, secrets.botToken, secrets.signingSecret].map((text) =>
  Buffer.from(text).toString('base64').slice(0, 16),
);

/** Every place where something marked is found, with a little of what is around. */
export function leaksIn(what: string, text: string): string[] {
  return text
    .split('\n')
    .filter((line) => marks.test(line) || encoded.some((code) => line.includes(code)))
    .map((line) => {
      const at = Math.max(0, line.search(marks));
      return `${what}: …${line.slice(Math.max(0, at - 120), at + 120)}…`;
    });
}

/** The secrets alone: people may be shown what calls yielded, nobody is ever shown these. */
export function secretsIn(what: string, text: string): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => text.includes(secret))
    .map(([name]) => `${what} holds ${name}`);
}
