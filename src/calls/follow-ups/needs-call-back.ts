import { type Call, type CallDetails, wasAnswered } from '../call.ts';
import { spelling } from '../headline.ts';
import { isObject } from '../numbers/mask-fields.ts';
import {
  againName,
  asideInName,
  callBackInValue,
  callBackName,
  callBackValue,
  deniedInName,
  deniedInValue,
  nextName,
  textName,
  whenInValue,
  whenName,
  wishInName,
  yesValue,
} from './call-back-words.ts';

/** Somebody is to be called again. */
export interface CallBackWish {
  /** Who wishes it: the person who was reached, or what a voicemail said. */
  of: 'person' | 'voicemail';
  /** What is said of when, as it stands, and the field that says it; null where nothing is. */
  when: { field: string; said: string } | null;
}

type AskingCall = Pick<Call, 'result'> & Partial<Pick<CallDetails, 'structuredOutput'>>;

/**
 * Whether somebody is to be called back, by what was extracted from the call: `next_action: call_back`,
 * `callback_time: 2026-03-03T09:30`, `rappel_souhaite: oui`. Customers name their fields themselves, so it goes by the
 * words of names and values, in English and French; free text is left alone. The topic `callbacks`, the filter word
 * `callback` and the rule that makes follow-ups without being asked all go by this.
 */
export function needsCallBack({ result, structuredOutput }: AskingCall): CallBackWish | null {
  const isVoicemail = result === 'voicemail';
  if (!structuredOutput || !(isVoicemail || wasAnswered({ result } as Call))) return null;
  const written = scalarsOf(structuredOutput);
  const asking = written
    .filter(({ key, said }) => mayAsk.test(key) || mayAsk.test(said))
    .map(spelt)
    .filter((field) =>
      isVoicemail ? callBackName.test(field.name) && isWish(field) : isWish(field) || isNextCall(field),
    );
  if (asking.length === 0) return null;
  return { of: isVoicemail ? 'voicemail' : 'person', when: whenOf(asking, written.map(spelt)) };
}

/** Whether its fields say that the call-back is made, or not wanted any more: `callback_status: done`. */
export function saysCalledBack({ structuredOutput }: Pick<AskingCall, 'structuredOutput'>): boolean {
  return scalarsOf(structuredOutput ?? {})
    .filter(({ key, said }) => mayAsk.test(key) || mayAsk.test(said))
    .map(spelt)
    .some(({ name, value }) =>
      overName.test(name) ? callBackName.test(name) && yesValue.test(value) : saysOver(name, value),
    );
}

const overName = /(?:^|_)(?:done|made|completed?|effectue|fait|cancel\w*|annule)(?=_|$)/;
const overValue =
  /^(?:done|made|completed?|cancell?ed|not_needed|no_longer_\w+|effectue|fait|annule|plus_necessaire)$/;

function saysOver(name: string, value: string): boolean {
  return callBackName.test(name) && !asideInName.test(name) && overValue.test(value);
}

/** Most fields are about something else, which takes a tenth of the time to see. */
const mayAsk = /back|again|later|appel|relan|follow|contact|next.?call/i;

interface Written {
  /** The field, as it stands. */
  field: string;
  /** With the name that it has within a document. */
  key: string;
  said: string;
  isNumber: boolean;
}

/** As they are compared. */
interface Field extends Written {
  name: string;
  value: string;
}

function spelt(written: Written): Field {
  return { ...written, name: spelling(written.key), value: spelling(written.said) };
}

/** A document in a field, `callback: { wanted: true, time: "14h" }`, counts as fields of the one that has it. */
function scalarsOf(output: Record<string, unknown>, within: string | null = null): Written[] {
  return Object.entries(output).flatMap(([name, value]) => {
    const key = within === null ? name : `${within} ${name}`;
    if (isObject(value)) return within === null ? scalarsOf(value, name) : [];
    if (!['string', 'number', 'boolean'].includes(typeof value)) return [];
    const said = typeof value === 'string' ? value : String(value);
    if (said.length > longest) return [];
    return [{ field: within ?? name, key, said, isNumber: typeof value === 'number' }];
  });
}

/** What is longer is a text. */
const longest = 120;
const mostWords = 8;

/** Its name says so: `callback_requested: true`, `date_rappel: …`. */
function isWish({ name, value, isNumber }: Field): boolean {
  const isCallBack = callBackName.test(name);
  if (!isCallBack && !againName.test(name)) return false;
  if (asideInName.test(name) || deniedInName.test(name) || deniedInValue.test(value)) return false;
  if (isNumber)
    return (
      value === '1' ||
      (value !== '' && /(?:^|_)(?:time|hours?|heures?|in|dans|days?|jours?)(?:_|$)/.test(name))
    );
  if (isClear(value)) return isPlain(name) || !mayBeReminder.test(name) || whenInValue.test(value);
  return isCallBack && isPlain(name) && isShortWord(value);
}

/** `rappel_consignes`: in French a reminder has the same name. */
const mayBeReminder = /rappel/;

/** A yes, a time, or the same again in words. */
function isClear(value: string): boolean {
  if (yesValue.test(value)) return true;
  return wordsOf(value).length <= mostWords && (whenInValue.test(value) || callBackValue.test(value));
}

/** The rest of the name only says whether or when. */
function isPlain(name: string): boolean {
  const rest = name.replace(callBackName, '_');
  return wordsOf(rest).every((word) => wishInName.test(word));
}

function isShortWord(value: string): boolean {
  const words = wordsOf(value);
  return words.length > 0 && words.length <= 3 && words.every((word) => /^\p{L}+$/u.test(word));
}

/** What is written there says so: `next_step: rappeler`, `action: call me back tomorrow`. */
function isNextCall({ name, value }: Field): boolean {
  if (textName.test(name) || deniedInName.test(name) || deniedInValue.test(value)) return false;
  const words = wordsOf(value).length;
  if (nextName.test(name))
    return words <= mostWords && (callBackValue.test(value) || callBackInValue.test(value));
  return words <= 3 && !callBackName.test(name) && callBackInValue.test(value);
}

function wordsOf(text: string): string[] {
  return text.split('_').filter((word) => word !== '');
}

/** A day and an hour in two fields are one time. */
function whenOf(asking: Field[], all: Field[]): CallBackWish['when'] {
  const times = asking.filter(({ value, isNumber }) => !isNumber && whenInValue.test(value));
  const named = times.filter(({ name }) => callBackName.test(name) || againName.test(name));
  const loose = all.filter(
    ({ name, value }) => whenName.test(name) && value !== '' && !deniedInValue.test(value),
  );
  const [first, second] = named.length > 0 ? named : times.length > 0 ? times : loose;
  if (first === undefined) return null;
  const isOther = second !== undefined && second.said !== first.said && isDay(first) !== isDay(second);
  const [day, hour] = isOther && isDay(second) ? [second, first] : [first, second];
  return { field: first.field, said: isOther && hour ? `${day.said} ${hour.said}` : first.said };
}

const dayWithoutTime = /^(?:\d{4}_\d\d_\d\d|\d{1,2}_\d{1,2}_\d{2,4})$/;

function isDay({ value }: Field): boolean {
  return dayWithoutTime.test(value);
}
