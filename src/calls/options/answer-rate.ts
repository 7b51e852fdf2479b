import { between, limitOption } from './limit.ts';

/** An answer rate is low below this part of the usual one. */
export const answerRate = limitOption({
  key: 'answerRatePercent',
  name: 'answer-rate',
  usual: 50,
  pattern: String.raw`\d{1,3}\s?%?`,
  limitOf: (written) => between(10, 90, Number.parseInt(written, 10)),
  write: (percent) => `${percent}%`,
  what: 'answer rates',
  say: (percent) => `below ${percent}% of the usual`,
  form: {
    field: 'answer_rate',
    label: 'Few people pick up',
    usual: 'Below half of what is usual',
    choices: [70, 30, 20],
    labelOf: (percent) => `Below ${percent}% of what is usual`,
  },
  message: 'answer-rate takes a part of the usual rate, 10% to 90%, or off: answer-rate:50%.',
  suggestion: 'answer-rate:50%',
});
