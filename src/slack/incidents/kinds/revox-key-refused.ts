import { revoxKeyRefused } from '../../../calls/incidents/revox-key-refused.ts';
import { kindWords } from './kind-words.ts';

export const revoxKeyRefusedWords = kindWords(revoxKeyRefused, {
  open: 'Revox refuses the API key',
  closed: 'Revox accepts the API key again',
  meaning: 'No calls are being read. None is lost: they are told when the key works.',
  counts: ['refused poll', 'refused polls'],
  help: 'whoever runs the bot puts a valid key into its settings and restarts it',
  say: ({ problem }) => ({
    reason: problem ?? 'Revox says that it is not valid.',
    nextStep: 'Put a valid key into REVOX_API_KEY and restart the bot.',
  }),
});
