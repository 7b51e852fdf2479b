import type { WebClient } from '@slack/web-api';

import { directoryThrough } from '../door/directory.ts';

/** What Slack knows of who has a follow-up, and of its card. */
export function peopleThrough(client: WebClient) {
  const { isIn, permalink } = directoryThrough(client);
  return {
    /** Null where Slack does not tell. */
    async isThere(channel: string, userId: string): Promise<boolean | null> {
      if ((await isIn(channel, userId)) === false) return false;
      return isActive(client, userId);
    },
    permalink,
  };
}

/** https://docs.slack.dev/reference/methods/users.info */
async function isActive(client: WebClient, user: string): Promise<boolean | null> {
  try {
    const found = await client.users.info({ user });
    return found.user === undefined ? null : found.user.deleted !== true;
  } catch {
    return null;
  }
}
