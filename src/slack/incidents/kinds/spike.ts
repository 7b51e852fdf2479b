import { leastAtAll, spike } from '../../../calls/incidents/spike.ts';
import { meaningOf } from '../../../calls/outcome.ts';
import { number } from '../../blocks/numbers.ts';
import { countedOver } from '../../blocks/times.ts';
import { kindWords } from './kind-words.ts';

export const spikeWords = kindWords(spike, {
  open: 'Spike of failed calls',
  closed: 'Calls go through again',
  counts: ['failed call', 'failed calls'],
  help: 'far more calls than usual fail for one reason; the card says why and counts them',
  headline: ({ dialError }) => `Spike: ${failures[dialError] ?? meaningOf(dialError).label}`,
  say: ({ errors, calls, usual, lacking, spanMs }, { dialError }) => ({
    impact: `${number(errors)} of ${number(calls)} calls had failed within ${countedOver(spanMs)} when this was noticed.`,
    usual:
      usual === null
        ? `not known yet${lacking === undefined ? '' : `: ${lackingWords[lacking]}`}`
        : `${usual === 0 ? 'fewer than 1' : number(usual)} of ${number(calls)} calls`,
    nextStep: meaningOf(dialError).nextStep,
  }),
});

/** What goes on for three days may be what is to be noticed, so it is not taken for usual. */
const lackingWords = {
  history: 'older calls are still being read',
  days: 'it takes four days of calls',
  calls: `it takes ${leastAtAll} calls from more than three days ago`,
};

const failures: Record<string, string> = {
  too_many_calls: 'calls rejected by the concurrency limit',
  no_international_permission: 'calls to a country that your trunk may not dial',
  precondition_failed: 'calls refused by the carrier at set-up',
};
