import { answerRate } from '../../../calls/incidents/answer-rate.ts';
import { number } from '../../blocks/numbers.ts';
import { countedOver } from '../../blocks/times.ts';
import { kindWords } from './kind-words.ts';

export const answerRateWords = kindWords(answerRate, {
  open: 'Few people pick up',
  closed: 'People pick up again',
  meaning: '',
  counts: null,
  help: 'far fewer than usual at this time; check the caller id and the list',
  say({ calls, answered, usual, spanMs }) {
    const few = answered === 0 ? 'None' : `Only ${number(answered)}`;
    const share = `${few} of ${number(calls)} calls in ${countedOver(spanMs)}`;
    return {
      reason: `${share} reached a person; usually ${number(usual)} do.`,
      nextStep: 'Listen to a few of them, and check the caller id, the list and the time of day.',
    };
  },
});
