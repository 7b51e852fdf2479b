import type { TopicOfCalls } from './topic.ts';

export const calls = {
  name: 'calls',
  also: ['call'],
  offer: 'Calls: every call that ended',
  chooses: '',
  happened: { one: 'call ended', many: 'calls ended' },
  otherwise: 'it asks for every call that ended',
} as const satisfies TopicOfCalls;
