import { callTopics } from '../topics/index.ts';
import type { ChoiceOption } from './option.ts';

export const compact: ChoiceOption<'cards', 'compact'> = {
  key: 'cards',
  topics: callTopics,
  names: ['compact', 'full'],
  read: (_, name) => (name === 'full' ? { length: 0 } : { length: 0, value: 'compact' }),
  write: (cards) => cards,
  say: () => 'one line each, with the rest in the thread',
  form: {
    field: 'cards',
    label: 'How much of each?',
    none: ['Whole', 'full'],
    choices: ['compact'],
    labelOf: () => 'One line, with the rest in the thread',
  },
  example: { typed: '/revox subscribe errors compact', does: 'one line, the rest in the thread' },
};
