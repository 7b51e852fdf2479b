import type { Channel } from '../slack/events.ts';
import type { Workspace } from '../slack/workspace.ts';

/** A channel, or the direct message with the bot, as the page names it. */
export interface Place {
  channel: Channel;
  /** In the address: `#calls`. */
  slug: string;
  name: string;
  kind: 'channel' | 'direct message';
  topic: string;
}

const topics: Record<string, string> = {
  calls: 'The outcome of every call',
  'call-alerts': 'What fails to dial, and incidents',
  digest: 'One summary a day',
};

export function placesOf({ channels, directMessage }: Workspace): Place[] {
  const inChannels = Object.entries(topics).flatMap(([name, topic]): Place[] => {
    const channel = channels.find((one) => one.name === name);
    if (channel === undefined) return [];
    return [{ channel, slug: name, name, kind: 'channel', topic }];
  });
  return [
    ...inChannels,
    {
      channel: directMessage,
      slug: 'revox',
      name: 'Revox',
      kind: 'direct message',
      topic: 'Between you and the bot',
    },
  ];
}
