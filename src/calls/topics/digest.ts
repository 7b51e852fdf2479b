import type { SubscribableTopic } from './topic.ts';

export const digest = {
  name: 'digest',
  also: [],
  offer: 'A digest: how each day went, or each week',
} as const satisfies SubscribableTopic;
