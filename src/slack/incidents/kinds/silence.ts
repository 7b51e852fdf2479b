import { silence } from '../../../calls/incidents/silence.ts';
import { countedOver } from '../../blocks/times.ts';
import { kindWords } from './kind-words.ts';

export const silenceWords = kindWords(silence, {
  open: 'No calls are ending',
  closed: 'Calls are ending again',
  meaning: 'Revox answers, but tells of none.',
  counts: null,
  help: 'quiet for longer than usual at this time; check that the campaign runs',
  say({ silentMs, usualMs }) {
    const [silent, usual] = [countedOver(silentMs), countedOver(usualMs)];
    return {
      reason: `No call has ended for ${silent}; at this time it is usually ${usual} at most.`,
      nextStep: 'Check in Revox that the campaign runs, and that there are numbers left to call.',
    };
  },
});
