import { durationMs } from '../filter/moment.ts';
import { dayMs, minuteMs } from '../time/durations.ts';
import { callTopics } from '../topics/index.ts';
import { minutesText } from './minutes.ts';
import type { ChoiceOption } from './option.ts';

const [fewest, most] = [5, (7 * dayMs) / minuteMs];

/** When a follow-up is due after its call, where the call says no time; else by the end of the next working day. */
export const within: ChoiceOption<'withinMinutes', number> = {
  key: 'withinMinutes',
  topics: callTopics,
  names: ['within'],
  read(after) {
    const [read = '', written = ''] = /^(?:\s*:\s*|\s+)(\d+\s?[a-z]+)(?!\S)/i.exec(after) ?? [];
    const minutes = (durationMs(written.replace(/\s/g, '')) ?? 0) / minuteMs;
    if (Number.isInteger(minutes) && minutes >= fewest && minutes <= most)
      return { length: read.length, value: minutes };
    return { length: /^\s*:?\s*\S*/.exec(after)?.[0].length ?? 0, ...wrong };
  },
  write: (minutes) => `within:${minutesText(minutes)}`,
  say: (minutes) => `follow-ups due within ${minutesText(minutes)}`,
  form: {
    field: 'within',
    label: 'When is a follow-up due?',
    none: ['By the end of the next working day', 'usual'],
    choices: [30, 60, 120, 240, 1440],
    labelOf: (minutes) => `Within ${minutesText(minutes)}`,
  },
};

const wrong = {
  message: 'within takes how soon a follow-up is due, from 5 minutes to 7 days, for example within:2h.',
  suggestion: 'within:2h',
};
