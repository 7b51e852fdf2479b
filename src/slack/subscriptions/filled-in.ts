import { z } from 'zod';

import { asTyped } from '../../calls/typed-text.ts';

/** Slack takes no longer input; more words than a subscription may have. */
export const mostTyped = 3_000;

/** Anyone can send anything. */
const picked = z.object({ value: z.string().max(200) });
const answer = z.object({
  value: z.string().max(mostTyped).nullish(),
  selected_option: picked.nullish(),
  selected_options: z.array(picked).max(100).nullish(),
  selected_time: z.string().max(5).nullish(),
  selected_conversation: z.string().max(30).nullish(),
});
const state = z.record(z.string(), z.record(z.string(), answer));

export type FilledIn = NonNullable<ReturnType<typeof filledIn>>;

/** A form as it was filled in, empty where nothing was; null for what is no form. */
export function filledIn(values: unknown) {
  const { data } = state.safeParse(values);
  if (data === undefined) return null;
  const of = (name: string) => data[name]?.[name];
  return {
    text: (name: string) => asTyped(of(name)?.value ?? '').trim(),
    one: (name: string) => of(name)?.selected_option?.value ?? '',
    many: (name: string) => of(name)?.selected_options?.map(({ value }) => value) ?? [],
    conversation: (name: string) => of(name)?.selected_conversation || null,
    time: (name: string) => of(name)?.selected_time ?? '',
  };
}
