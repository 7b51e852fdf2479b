import type { WebClient } from '@slack/web-api';

/** The workspace the bot belongs to, by ids that never change. */
export interface Workspace {
  teamId: string;
  /** Of the Enterprise organisation that it is part of; null where it is on its own. */
  enterpriseId: string | null;
}

/** Slack is asked until it has answered once. */
export function createIdentity(client: WebClient): () => Promise<Workspace> {
  let workspace: Workspace | null = null;
  return async () => {
    workspace ??= await askWorkspace(client);
    return workspace;
  };
}

async function askWorkspace(client: WebClient): Promise<Workspace> {
  const { team_id: teamId, enterprise_id: enterpriseId } = await client.auth.test();
  if (teamId === undefined) throw new Error('auth.test named no workspace');
  return { teamId, enterpriseId: enterpriseId || null };
}
