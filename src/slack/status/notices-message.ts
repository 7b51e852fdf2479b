import { kindOf, noCalls } from '../blocks/kind-of.ts';
import { renderErased } from '../erasing/erasures.ts';
import { renderUnknownStates } from './unknown-states.ts';
import { renderWelcome } from './welcome-words.ts';

export const welcomeMessage = kindOf('welcome', {
  find: async (_, { row }) => row,
  render: renderWelcome,
  happenedAt: 'no news',
  calls: noCalls,
});

export const unknownStatesMessage = kindOf('unknown-state', {
  find: async (_, { row }) => row,
  render: ({ states }) => renderUnknownStates(states),
  happenedAt: 'no news',
  calls: noCalls,
});

export const erasedMessage = kindOf('erased', {
  find: async (_, { row }) => row,
  render: renderErased,
  happenedAt: 'no news',
  calls: noCalls,
});
