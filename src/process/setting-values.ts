import { validate as isCron } from 'node-cron';
import { z } from 'zod';
import { canonicalTimezone } from '../calls/time/timezone.ts';

export function pattern(expression: RegExp) {
  return z.string().regex(expression);
}

export function checked(isRight: (value: string) => boolean) {
  return z.string().refine(isRight);
}

/** Anything that fits into a header. */
export function printable() {
  return pattern(/^[\x21-\x7e]+$/);
}

/** Slack writes names of channels in small letters, and an é may be one character or two. */
export function channel() {
  return pattern(/^([CG][A-Z0-9]{2,}|#[^\s#,.]{1,80})$/).transform((given) =>
    given.startsWith('#') ? given.toLowerCase().normalize('NFC') : given,
  );
}

/** As commands take it: `EST` is a guess, and an offset such as +02:00 knows nothing of summer time. */
export function zone() {
  return z.string().transform((given, context) => {
    const known = canonicalTimezone(given);
    if (known === null) context.addIssue({ code: 'custom', message: 'no time zone' });
    return known ?? given;
  });
}

export function isNoToken(value: string): boolean {
  return !/^(xox[a-z]|xapp)-/.test(value);
}

/** Neither a token nor a key of Revox. */
export function isNoOther(value: string): boolean {
  return isNoToken(value) && !value.startsWith('sk_');
}

export function fieldNames() {
  return pattern(/^[^,]+(,[^,]+)*$/).transform((names) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  );
}

export function userIds() {
  return pattern(/^[UW][A-Z0-9]+([\s,]+[UW][A-Z0-9]+)*$/).transform((ids) => ids.split(/[\s,]+/));
}

export function wholeNumber(least: number, most: number) {
  return pattern(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
}

export function isSixFieldCron(expression: string): boolean {
  return expression.trim().split(/\s+/).length === 6 && isCron(expression);
}

export function isFolderUrl(url: string): boolean {
  return isPlainUrl(url) && url.endsWith('/');
}

/** Encrypted unless it never leaves this machine, and without a password that would end up in logs. */
export function isPlainUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

export function isProxyUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
