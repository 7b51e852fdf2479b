import { describeOptions } from '../../calls/options/index.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { filterInWords } from '../blocks/filter-in-words.ts';
import type { RenderOptions } from '../blocks/rendered.ts';
import { bold, dotted, type Line, words } from '../blocks/rich.ts';

type Readers = Pick<RenderOptions, 'hiddenFields'>;
type Words = Pick<Subscription, 'topic' | 'filter' | 'options'>;

/** “*errors (in your setup)* · a summary every 15m · quiet from 19:00 to 08:00”. */
export function subscriptionLine(subscription: Words, readers: Readers): Line {
  const { topic, options } = subscription;
  return dotted(
    bold(subscriptionInWords(subscription, readers), 300),
    ...describeOptions(topic, options).map((it) => words(it)),
  );
}

/** “calls (human, in France)”, “errors (in your setup)”. */
export function subscriptionInWords({ topic, filter }: Words, readers: Readers): string {
  const said = filterInWords(filter, readers);
  const narrowed = topic === 'errors' ? said.replaceAll(/\berrors (?=in |of )/g, '') : said;
  return narrowed === '' ? topic : `${topic} (${narrowed})`;
}

/** What is muted. */
export function mutedInWords(filter: string, readers: Readers): string {
  return filter === '' ? 'all calls' : filterInWords(filter, readers);
}

/** As one would type it. */
export function whatIsTold({ topic, filter }: Words): string {
  return filter === '' ? topic : `${topic} ${filter}`;
}
