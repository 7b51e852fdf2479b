import { revoxUnreachable } from '../../../calls/incidents/revox-unreachable.ts';
import { kindWords } from './kind-words.ts';

export const revoxUnreachableWords = kindWords(revoxUnreachable, {
  open: 'Revox does not answer',
  closed: 'Revox answers again',
  meaning: 'No calls are being read. None is lost: they are told when Revox answers.',
  counts: ['failed poll', 'failed polls'],
  help: 'nothing is read, nothing is lost; wait, or check the way from the bot to Revox',
  say: ({ problem }) => ({ reason: problem ?? 'Revox does not answer.', nextStep: null }),
});
