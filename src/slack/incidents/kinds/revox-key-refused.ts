import { revoxKeyRefused } from '../../../calls/incidents/revox-key-refused.ts';
import { kindWords } from './kind-words.ts';

export const revoxKeyRefusedWords = kindWords(revoxKeyRefused, {
  open: 'Revox refuses the API key',
  closed: 'Revox accepts the API key again',
  counts: ['refused poll', 'refused polls'],
  help: 'the person who runs the bot puts a valid key into its settings and restarts it',
  say: ({ problem }) => ({
    impact: `${problem ?? 'The key isn’t valid.'} Nothing is lost: missed calls will be posted when the key works.`,
    usual: null,
    nextStep: 'Put a valid key into REVOX_API_KEY and restart the bot.',
  }),
});
