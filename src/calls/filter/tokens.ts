import { plainDigits } from '../numbers/plain-digits.ts';
import { plainText } from '../structured-fields.ts';
import { asTyped } from '../typed-text.ts';

/** Nobody writes more than this, and nothing should read more. */
const longestText = 20_000;

/** Words one by one, without what Slack and keyboards made of them; quoted spaces do not separate. */
export function tokensOf(text: string): string[] {
  const plain = asTyped(plainText(text.slice(0, longestText)));
  const tokens = plain.match(/(?:"(?:\\.|[^"\\])*"|\S)+/g) ?? [];
  return tokens
    .map((token) => withoutCommas(takesWords.test(token) ? token : inPlainCharacters(token)))
    .filter((token) => token !== '');
}

/** What somebody extracted or named is compared as it is. */
const takesWords = /^\p{Pd}*(?:field|extracted|reason|error|result):/iu;

/** Any dash is a hyphen, any digit is one of ours, and format characters are nothing; what is quoted stays as it is. */
function inPlainCharacters(token: string): string {
  return isPlain.test(token)
    ? token
    : token
        .split(/("(?:\\.|[^"\\])*")/)
        .map((part) => (part.startsWith('"') ? part : part.replaceAll(strange, plainCharacter)))
        .join('');
}

const isPlain = /^[\0-\x7f]*$/;
const strange = /[\p{Cf}\p{Pd}−\p{Nd}\uff0b]/gu;

function plainCharacter(character: string): string {
  if (/^[\p{Pd}−]$/u.test(character)) return '-';
  if (character === '\uff0b') return '+';
  return /^\p{Nd}$/u.test(character) ? plainDigits(character) : '';
}

const quotedText = /"((?:\\.|[^"\\])*)"/g;

/** The text inside quotes, or the text itself. */
export function unquoted(text: string): string {
  return text.replaceAll(quotedText, (_, inside: string) => inside.replaceAll(/\\(.)/g, '$1'));
}

export function hasOpenQuote(token: string): boolean {
  return token.replaceAll(quotedText, '').includes('"');
}

/** `human, voicemail` is `human voicemail`; what was copied from a message may be in backticks. */
function withoutCommas(token: string): string {
  return token.replace(/^[,;`]+/, '').replace(/[,;`]+$/, '');
}
