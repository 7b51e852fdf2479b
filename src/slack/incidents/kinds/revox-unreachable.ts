import { revoxUnreachable } from '../../../calls/incidents/revox-unreachable.ts';
import { kindWords } from './kind-words.ts';

const open = 'Revox API is failing';

export const revoxUnreachableWords = kindWords(revoxUnreachable, {
  open,
  closed: 'Revox API works again',
  counts: ['failed poll', 'failed polls'],
  help: 'no calls are read, nothing is lost; wait, or check the connection from the bot to Revox',
  say({ problem }) {
    const status = /\bstatus (\d{3})\b/.exec(problem ?? '')?.[1];
    const seen = problem === null || status !== undefined ? '' : `${problem} `;
    return {
      headline: status === undefined ? open : `${open} (HTTP ${status})`,
      impact: `${seen}Nothing is lost: missed calls will be posted when it’s back.`,
      usual: null,
      nextStep: null,
    };
  },
});
