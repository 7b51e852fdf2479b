import { answerRate } from '../../../calls/incidents/answer-rate.ts';
import { number } from '../../blocks/numbers.ts';
import { countedOver } from '../../blocks/times.ts';
import { kindWords } from './kind-words.ts';

export const answerRateWords = kindWords(answerRate, {
  open: 'Few people pick up',
  closed: 'People pick up again',
  counts: null,
  help: 'far fewer than usual at this time; check the caller id and the list',
  say: ({ calls, answered, usual, spanMs }) => ({
    impact: `${number(answered)} of ${number(calls)} calls reached a person within ${countedOver(spanMs)}.`,
    usual: `${number(usual)} of ${number(calls)} calls`,
    nextStep: 'Listen to a few of them, and check the caller id, the list and the time of day.',
  }),
});
