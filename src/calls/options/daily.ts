import { calls } from '../topics/calls.ts';
import { errors } from '../topics/errors.ts';
import type { ChoiceOption } from './option.ts';
import { zoneWords } from './zone.ts';

/** What needs nobody is counted on one card a day, edited as it grows, instead of posted call by call. */
export const daily: ChoiceOption<'daily', 'theirs'> = {
  key: 'daily',
  topics: [errors.name, calls.name],
  names: ['daily'],
  read(after) {
    const [read = '', what = ''] = /^(?:\s*:\s*|\s+)(theirs|off)(?!\S)/i.exec(after) ?? [];
    if (/^off$/i.test(what)) return { length: read.length };
    if (what !== '') return { length: read.length, value: 'theirs' };
    return { length: (/^\s*:\s*\S*/.exec(after) ?? [''])[0].length, ...wrong };
  },
  write: (what) => `daily:${what}`,
  say(_, { timezone }: { timezone?: string }) {
    const zone = timezone === undefined ? '' : ` ${zoneWords(timezone)}`;
    return `busy, no answer and out of reach on one card a day${zone}`;
  },
  form: {
    field: 'daily',
    label: 'Busy, no answer, out of reach',
    none: ['Posted like other calls', 'off'],
    choices: ['theirs'],
    labelOf: () => 'Counted on one card a day',
  },
  example: { typed: '/revox subscribe errors daily:theirs', does: 'what needs nobody, on one card a day' },
};

const wrong = {
  message: 'daily takes what is counted on one card a day: daily:theirs, or daily:off to post each call.',
  suggestion: 'daily:theirs',
};
