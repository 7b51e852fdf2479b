import { judgedKinds } from '../incidents/index.ts';
import type { Topic } from '../topics/index.ts';
import { compact } from './compact.ts';
import { daily } from './daily.ts';
import { digestDays } from './digest-days.ts';
import { digestTime } from './digest-time.ts';
import { escalate } from './escalate.ts';
import { followUp } from './follow-up.ts';
import { headline } from './headline.ts';
import { mention } from './mention.ts';
import type { ChoiceOption, Option, TypedOption } from './option.ts';
import { quiet } from './quiet.ts';
import { summary } from './summary.ts';
import { within } from './within.ts';
import { zone } from './zone.ts';

/** In the order in which they are written and said, and stand in the form. */
const all = [
  digestDays,
  digestTime,
  daily,
  summary,
  quiet,
  zone,
  compact,
  headline,
  mention,
  followUp,
  within,
  escalate,
  ...judgedKinds.map(({ limit }) => limit),
] as const;

type AnOption = (typeof all)[number];
export type OptionKey = AnOption['key'];
/** Those that have neither a choice nor a line in the form. */
export type OwnFieldKey = Exclude<AnOption, { form: object }>['key'];

/** As they are kept. */
export type SubscriptionOptions = {
  [One in AnOption as One['key']]?: One extends Option<string, infer Kept, infer _> ? Kept : never;
};
/** As a person asks for them: the group they name is not looked up yet. */
export type RequestedOptions = {
  [One in AnOption as One['key']]?: One extends Option<string, infer _, infer Asked> ? Asked : never;
};

export type AnyOption = (Option | ChoiceOption | TypedOption) & { key: OptionKey };
export const allOptions: readonly AnyOption[] = all;

export function optionsOf(topic: Topic) {
  return allOptions.filter(({ topics }) => topics.includes(topic));
}

/** Canonical words: parsing them gives the same options again. */
export function formatOptions(options: RequestedOptions | SubscriptionOptions): string {
  return allOptions
    .flatMap(({ key, write }) => (options[key] === undefined ? [] : [write(options[key])]))
    .join(' ');
}

/** What options do, a few words each, in our own words: “quiet from 19:00 to 08:00 and at weekends”. */
export function describeOptions(topic: Topic, options: SubscriptionOptions): string[] {
  return optionsOf(topic).flatMap(({ key, say, otherwise }) => {
    const value = options[key] ?? otherwise;
    return say === undefined || value === undefined ? [] : [say(value, options)];
  });
}

/** Whether news waits before it is posted. */
export function isDeferred(options: SubscriptionOptions): boolean {
  return allOptions.some(({ key, defers }) => defers && options[key] !== undefined);
}
