import { messagesParked } from '../../../calls/incidents/messages-parked.ts';
import { kindWords } from './kind-words.ts';

export const messagesParkedWords = kindWords(messagesParked, {
  open: 'Messages cannot be delivered',
  closed: 'Messages are delivered again',
  meaning: 'The messages are kept, and go out when Slack takes them.',
  counts: ['message waiting', 'messages waiting'],
  help: 'do what the card says, then press Retry parked in /revox status; an admin may discard them',
  say(figures, { name }) {
    switch (figures.cause) {
      case 'refused':
        return { reason: figures.sentence, nextStep: figures.nextStep };
      case 'unknown-channel':
        return {
          reason: `I cannot find a channel named ${name}, so nothing is told there.`,
          nextStep: 'Create it, invite me if it is private, or name another one in the settings.',
        };
      case 'discarded':
        return { reason: 'Messages could not be delivered.', nextStep: null };
    }
  },
});
