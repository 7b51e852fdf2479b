import { z } from 'zod';

import { parseFilter } from '../../calls/filter.ts';
import { parseOptions } from '../../calls/options/parse.ts';
import { canonicalTimezone } from '../../calls/timezone.ts';
import { asTyped } from '../../calls/typed-text.ts';
import { limitFieldNames, usualLimit } from './limit-fields.ts';

/** Slack takes no longer input; more words than a subscription may have. */
export const mostTyped = 3_000;

/** A form as it was filled in. Anyone can send anything. */
const picked = z.object({ value: z.string().max(200) });
const answer = z.object({
  value: z.string().max(mostTyped).nullish(),
  selected_option: picked.nullish(),
  selected_options: z.array(picked).max(100).nullish(),
  selected_time: z.string().max(5).nullish(),
});
const state = z.record(z.string(), z.record(z.string(), answer));

export type FilledIn = { words: string } | { errors: Record<string, string> };

/** The same words that one would have typed after `/revox subscribe`; else what is wrong, by field. */
export function readSubscribeForm(values: unknown): FilledIn {
  const parsed = state.safeParse(values);
  if (!parsed.success) return { errors: { topic: 'I cannot read this form. Close it and begin anew.' } };
  const fields = fieldsOf(parsed.data);
  const errors = errorsIn(fields);
  return Object.keys(errors).length > 0 ? { errors } : { words: wordsOf(fields) };
}

type Fields = ReturnType<typeof fieldsOf>;

function fieldsOf(form: z.infer<typeof state>) {
  const of = (name: string) => form[name]?.[name];
  const text = (name: string) => asTyped(of(name)?.value ?? '').trim();
  const one = (name: string) => of(name)?.selected_option?.value ?? '';
  const many = (name: string) => of(name)?.selected_options?.map(({ value }) => value) ?? [];
  return {
    topic: one('topic'),
    filter: [...many('results'), ...many('errors'), text('filter')].join(' ').trim(),
    typedFilter: text('filter'),
    rhythm: one('rhythm'),
    quietFrom: of('quiet_from')?.selected_time ?? '',
    quietTo: of('quiet_to')?.selected_time ?? '',
    weekends: many('weekends').length > 0,
    zone: text('zone'),
    cards: one('cards'),
    mention: text('mention'),
    digestDays: one('digest_days'),
    digestTime: of('digest_time')?.selected_time ?? '',
    limits: limitFieldNames.map(one).filter((words) => words !== '' && words !== usualLimit),
  };
}

function errorsIn(fields: Fields): Record<string, string> {
  const { topic, filter, typedFilter, quietFrom, quietTo, zone, mention } = fields;
  const [wrongWord] = parseFilter(typedFilter.replaceAll(maskedWord, ''), {
    now: 0,
    timezone: 'UTC',
  }).problems;
  const [wrongGroup] = mention === '' ? [] : parseOptions(`mention:${mention}`).problems;
  const isHalf = (quietFrom === '') !== (quietTo === '');
  const found: [string, string | undefined | false][] = [
    [
      'topic',
      topic === 'incidents' && filter !== '' && 'Incidents take no filter: there is one card for each.',
    ],
    ['filter', wrongWord && meant(wrongWord)],
    ['quiet_to', isHalf && 'Quiet hours have a beginning and an end.'],
    ['quiet_to', quietFrom !== '' && quietFrom === quietTo && 'It ends when it begins. Choose another time.'],
    [
      'zone',
      zone !== '' &&
        canonicalTimezone(zone) === null &&
        'That is not a time zone. Write it as in Europe/Paris.',
    ],
    ['mention', wrongGroup?.message],
  ];
  return Object.fromEntries(found.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** As the form showed a number that somebody else set; what it stands for is looked up when the form is answered. */
const maskedWord = /-?phone:"?(?:\+\d+ )?•••• \d{4}"?/gi;

function meant({ message, suggestion }: { message: string; suggestion: string | null }): string {
  return suggestion === null ? message : `${message} Did you mean ${suggestion}?`;
}

function wordsOf(fields: Fields): string {
  const { topic, filter, rhythm, zone, cards, mention, limits } = fields;
  if (topic === 'incidents') return [topic, ...limits].join(' ');
  if (topic === 'digest') return [topic, filter, ...digestWords(fields)].filter(Boolean).join(' ');
  const options = [rhythm, quietOf(fields), zone && `zone:${zone}`, cards, mention && `mention:${mention}`];
  return [topic, filter, ...options].filter((words) => words !== '').join(' ');
}

/** Before a time of day, a day of the week stands for a digest of the whole week. */
function digestWords({ digestDays, digestTime, zone }: Fields): string[] {
  const isWeekly = !['', 'daily', 'weekdays'].includes(digestDays);
  return [isWeekly ? 'weekly' : 'daily', digestDays, digestTime, zone && `zone:${zone}`];
}

function quietOf({ quietFrom, quietTo, weekends }: Fields): string {
  if (quietFrom === '') return weekends ? 'quiet weekends' : '';
  return `quiet ${quietFrom}-${quietTo}${weekends ? ' weekdays' : ''}`;
}
