import type { TopicOfCalls } from './topic.ts';

export const callbacks = {
  name: 'callbacks',
  also: ['callback'],
  offer: 'Call-backs: somebody is waiting for a call',
  chooses: 'callback',
  happened: { one: 'call-back asked for', many: 'call-backs asked for' },
  otherwise: 'no call-back was asked for',
} as const satisfies TopicOfCalls;
