import { silence } from '../../../calls/incidents/silence.ts';
import { countedOver } from '../../blocks/times.ts';
import { kindWords } from './kind-words.ts';

export const silenceWords = kindWords(silence, {
  open: 'No calls are ending',
  closed: 'Calls are ending again',
  counts: null,
  help: 'quiet for longer than usual at this time; check that the campaign runs',
  say: ({ silentMs, usualMs }) => ({
    impact: `No call has ended for ${countedOver(silentMs)}. The Revox API works, but lists no new ones.`,
    usual: `${countedOver(usualMs)} at most at this time`,
    nextStep: 'Check in Revox that the campaign runs, and that there are numbers left to call.',
  }),
});
