import type { TopicOfCalls } from './topic.ts';

export const errors = {
  name: 'errors',
  also: ['alerts'],
  offer: 'Dial errors: calls that failed to connect',
  chooses: 'errored',
  happened: { one: 'call failed', many: 'calls failed' },
  otherwise: 'the call connected, and this is for dial errors',
} as const satisfies TopicOfCalls;
