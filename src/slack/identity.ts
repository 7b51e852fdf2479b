import type { WebClient } from '@slack/web-api';

/** The workspace the bot belongs to, by the id that never changes. Slack is asked until it has answered once. */
export function createIdentity(client: WebClient): () => Promise<string> {
  let teamId: string | null = null;
  return async () => {
    teamId ??= await askTeamId(client);
    return teamId;
  };
}

async function askTeamId(client: WebClient): Promise<string> {
  const { team_id: teamId } = await client.auth.test();
  if (teamId === undefined) throw new Error('auth.test named no workspace');
  return teamId;
}
