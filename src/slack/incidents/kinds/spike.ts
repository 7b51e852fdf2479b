import { spike } from '../../../calls/incidents/spike.ts';
import { meaningOf } from '../../../calls/outcome.ts';
import { number } from '../../blocks/numbers.ts';
import { countedOver } from '../../blocks/times.ts';
import { kindWords } from './kind-words.ts';

export const spikeWords = kindWords(spike, {
  open: 'Calls fail on our side',
  closed: 'Calls go through again',
  meaning: '',
  counts: ['call failed like this', 'calls failed like this'],
  help: 'far more than usual; the card says why, and counts them instead of telling each',
  say({ errors, calls, usual, spanMs }, { dialError }) {
    const { sentence, nextStep } = meaningOf(dialError);
    const share = `${number(errors)} of ${number(calls)} calls in ${countedOver(spanMs)}`;
    return { reason: `${sentence} ${share} ran into it; ${usualWords(usual)}.`, nextStep };
  },
});

function usualWords(usual: number | null): string {
  if (usual === null) return 'what is usual here is not known yet';
  if (usual < 2) return usual === 0 ? 'usually none does' : 'usually one does';
  return `usually ${number(usual)} do`;
}
