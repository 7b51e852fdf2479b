import { messagesParked } from '../../../calls/incidents/messages-parked.ts';
import { kindWords } from './kind-words.ts';

export const messagesParkedWords = kindWords(messagesParked, {
  open: 'Messages can’t be delivered',
  closed: 'Messages are delivered again',
  counts: ['undelivered message', 'undelivered messages'],
  help: 'do what the card says, then press Retry parked in /revox status; an admin may discard them',
  say(figures, { name }) {
    switch (figures.cause) {
      case 'refused':
        return { impact: `${figures.sentence} ${kept}`, usual: null, nextStep: figures.nextStep };
      case 'unknown-channel':
        return {
          impact: `I can’t find a channel named ${name}. ${kept}`,
          usual: null,
          nextStep: 'Create it, invite me if it is private, or name another one in the settings.',
        };
      case 'discarded':
        return { impact: 'Messages couldn’t be delivered.', usual: null, nextStep: null };
    }
  },
});

const kept = 'Nothing is lost: messages will be posted when Slack takes them.';
