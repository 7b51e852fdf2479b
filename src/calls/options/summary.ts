import { callTopics } from '../topics/index.ts';
import { minutesAmong, minutesText } from './minutes.ts';
import type { ChoiceOption } from './option.ts';

/** Whole parts of a day, so that summaries come at the same times every day. */
const intervals = [5, 10, 15, 30, 60, 120, 240, 480, 720];

/** Posts what came as one message every so often; without it, news is posted at once. */
export const summary: ChoiceOption<'summaryMinutes', number> = {
  key: 'summaryMinutes',
  topics: callTopics,
  names: ['summary', 'each'],
  read(after, name) {
    if (name === 'each') return { length: 0 };
    const [read = '', interval = ''] = /^(?:\s*:)?(?:\s*every)?\s*(\d+\s?[a-z]+)?/i.exec(after) ?? [];
    const value = minutesAmong(intervals, interval);
    return value === null ? { length: read.length, ...wrong } : { length: read.length, value };
  },
  write: (minutes) => `summary every ${minutesText(minutes)}`,
  say: (minutes) => `a summary every ${minutesText(minutes)}`,
  form: {
    field: 'rhythm',
    label: 'How often?',
    none: ['At once', 'each'],
    choices: [5, 15, 30, 60, 240],
    labelOf: (minutes) => `A summary every ${minutesText(minutes)}`,
  },
  defers: true,
  example: {
    typed: '/revox subscribe calls summary every 1h',
    does: 'one message an hour, with all of them',
  },
};

const wrong = {
  message: `summary takes how often: one of ${intervals.map(minutesText).join(', ')}, for example summary every 15m.`,
  suggestion: 'summary every 15m',
};
