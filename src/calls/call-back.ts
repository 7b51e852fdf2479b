import type { ScalarField } from './structured-fields.ts';

/**
 * Whether one of the fields says that somebody is to be called back: `next_action: call_back`,
 * `callback_requested: true`, `callback_time: 2026-03-03T09:30`. Customers name their fields themselves, so it
 * goes by the words; free text is left alone.
 */
export function promisesCallBack(fields: ScalarField[]): boolean {
  return fields.some(({ name, value }) =>
    says.test(name) ? !isAside.test(name) && affirms(value) : isCallBack.test(value) && !denies.test(value),
  );
}

const says = /call[ _-]?back/;
/** About a call-back, and not whether there is to be one. */
const isAside = /(?:number|phone|count|attempts|notes?|reason|comments?|summary)$/;
/** A word of a list, and not a sentence. */
const isCallBack = /^(?:\p{L}+[ _-])?call[ _-]?back(?:[ _-]\p{L}+)?$/u;
const denies =
  /(?:^|[ _-])(?:no|not|none|never|null|false|n\/a|unknown|declined|refused|unwanted|cancelled|done)(?:$|[ _-])/;
const isDate = /^\d{4}-\d\d-\d\d|^\d{1,2}[:h]\d\d/;
const isWord = /^\p{L}+(?:[ _-]\p{L}+){0,2}$/u;

function affirms(value: string): boolean {
  return isDate.test(value) || (isWord.test(value) && !denies.test(value));
}
