import type { SubscribableTopic } from './topic.ts';

export const incidents = {
  name: 'incidents',
  also: ['incident'],
  offer: 'Incidents: when something is wrong, and when it is over',
} as const satisfies SubscribableTopic;
