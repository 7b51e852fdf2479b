import { between, limitOption } from './limit.ts';

/** From how many calls on a dial error on our side is a spike. */
export const spike = limitOption({
  key: 'spikeCalls',
  name: 'spike',
  usual: 5,
  pattern: String.raw`\d{1,5}`,
  limitOf: (written) => between(5, 10_000, Number(written)),
  write: String,
  what: 'spikes',
  say: (calls) => `from ${calls} calls on`,
  form: {
    field: 'spike',
    label: 'Calls fail on our side',
    usual: 'Far more than usual, from 5 calls on',
    choices: [10, 20, 50, 100],
    labelOf: (calls) => `From ${calls} calls on`,
  },
  message: 'spike takes a number of calls, 5 at least, or off: spike:10.',
  suggestion: 'spike:10',
});
