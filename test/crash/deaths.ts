import { openDatabase } from '../../src/store/engine/database.ts';
import type { SlackServer } from '../support/slack/slack-server.ts';
import type { KillPoint } from './plan.ts';

/** What one kill interrupted, as far as the tables and the neighbours can tell afterwards. */
export type Interrupted =
  | 'importing'
  | 'nothing'
  | 'found, not bundled'
  | 'bundled, not claimed'
  | 'claimed, not sent'
  | 'sent, not accepted'
  | 'accepted, not settled';

export interface Death {
  point: KillPoint;
  /** False when it was killed for not getting there. */
  reached: boolean;
  interrupted: Interrupted;
}

interface Scene {
  databaseUrl: string;
  slack: SlackServer;
  since: number;
  point: KillPoint;
  reached: boolean;
}

export async function deathOf({ point, reached, ...scene }: Scene): Promise<Death> {
  return { point, reached, interrupted: await interruptedBy(scene) };
}

/** Only what began in this round counts; another replica may have gone on meanwhile. */
async function interruptedBy({
  databaseUrl,
  slack,
  since,
}: Omit<Scene, 'point' | 'reached'>): Promise<Interrupted> {
  await using db = openDatabase(databaseUrl);
  const messages = await db
    .selectFrom('messages')
    .select(['id', 'state'])
    .where((it) => it.or([it('created_at', '>=', since), it('attempted_at', '>=', since)]))
    .execute();
  const posting = messages.filter((it) => it.state === 'posting');
  const wasSent = (id: string) =>
    slack.requestsOf('chat.postMessage').some(({ params }) => params.metadata?.includes(id));

  if (posting.some(({ id }) => slack.accepted(id).length > 0)) return 'accepted, not settled';
  if (posting.some(({ id }) => wasSent(id))) return 'sent, not accepted';
  if (posting.length > 0) return 'claimed, not sent';
  if (messages.some((it) => it.state === 'ready')) return 'bundled, not claimed';
  const untold = db.selectFrom('news').select('key').where('message_id', 'is', null);
  if (await untold.where('found_at', '>=', since).executeTakeFirst()) return 'found, not bundled';
  const progress = await db
    .selectFrom('state')
    .select('value')
    .where('key', '=', 'import')
    .executeTakeFirst();
  return progress?.value.includes('"done":true') ? 'nothing' : 'importing';
}
