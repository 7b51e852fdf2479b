import { nothing, plainDigits } from '../numbers/plain-digits.ts';
import { plainText } from '../structured-fields.ts';
import { asTyped } from '../typed-text.ts';

/** Nobody writes more than this, and nothing should read more. */
const longestText = 20_000;

/** Words as they were meant: what Slack and keyboards made of them is undone, and quoted spaces do not separate. */
export function tokensOf(text: string): string[] {
  const plain = asTyped(plainText(text.slice(0, longestText)));
  const tokens = plain.match(/(?:"(?:\\.|[^"\\])*"|\S)+/g) ?? [];
  return joinPhoneNumbers(joinKeysWithValues(tokens.map(withoutCommas).filter((token) => token !== '')));
}

const quotedText = /"((?:\\.|[^"\\])*)"/g;

/** The text inside quotes, or the text itself. */
export function unquoted(text: string): string {
  return text.replaceAll(quotedText, (_, inside: string) => inside.replaceAll(/\\(.)/g, '$1'));
}

export function hasOpenQuote(token: string): boolean {
  return token.replaceAll(quotedText, '').includes('"');
}

/** `human, voicemail` is `human voicemail`. */
function withoutCommas(token: string): string {
  return token.replace(/^[,;]+/, '').replace(/[,;]+$/, '');
}

/** `since: 24h` and `since 24h` are `since:24h`, `- busy` is `-busy`. */
function joinKeysWithValues(tokens: string[]): string[] {
  const followed = tokens
    .slice(0, -1)
    .map((token) => token.replace(/^[-–—−]*(?:by|reason|phone|since|until)$/i, '$&:'));
  return joinWhile([...followed, ...tokens.slice(-1)], (joined) => /^(?:[^":=]+:|[-–—−]+)$/.test(joined));
}

const phoneHead = /^[-–—−]*(?:phone:)?[+0(][\d().-]*$/i;
const phonePart = /^\(?\d[\d().-]*$/;
const datePattern = /^\d{4}-\d{2}-\d{2}/;

/** `+33 1 99 00 12 34` is one word. */
function joinPhoneNumbers(tokens: string[]): string[] {
  const goesOn = (joined: string, next: string) =>
    phoneHead.test(plain(joined)) && phonePart.test(plain(next)) && !datePattern.test(next);
  return joinWhile(tokens, goesOn);
}

function plain(token: string): string {
  return plainDigits(token).replaceAll(nothing, '');
}

function joinWhile(tokens: string[], goesOn: (joined: string, next: string) => boolean): string[] {
  const joined: string[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (last !== undefined && goesOn(last, token)) joined[joined.length - 1] = last + token;
    else joined.push(token);
  }
  return joined;
}
