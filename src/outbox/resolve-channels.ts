import type { Instant } from '../calls/call.ts';
import { messagesParked, type ParkedFigures } from '../calls/incidents/messages-parked.ts';
import type { Database } from '../store/engine/database.ts';
import { closeIncident, openIncident } from '../store/incidents/incidents.ts';
import { renameChannel, unresolvedChannels } from '../store/messages/channels.ts';

/** What this pass needs of Slack. */
export interface ChannelDirectory {
  resolve(names: readonly string[]): Promise<ResolvedNames>;
}

export interface ResolvedNames {
  ids: ReadonlyMap<string, string>;
  /** Why some channels could not be looked through; null when all of them were. */
  problem: string | null;
}

interface ResolveDeps {
  db: Database;
  slack: ChannelDirectory;
  now(): Instant;
}

export interface ResolveResult {
  resolved: number;
  /** No channel has these names, as far as the bot can see. */
  unknown: string[];
  /** Why Slack's list could not be read to its end; names that were not met are tried again. */
  problem: string | null;
}

/** One pass: channels that people gave by name are known by their id from now on, wherever they are mentioned. */
export async function resolveChannels({ db, slack, now }: ResolveDeps): Promise<ResolveResult> {
  const names = await unresolvedChannels(db);
  if (names.length === 0) return { resolved: 0, unknown: [], problem: null };
  const { ids, problem } = await slack.resolve(names);
  for (const [name, id] of ids) await settleName(db, name, id, now());
  const unknown = problem === null ? names.filter((name) => !ids.has(name)) : [];
  for (const name of unknown) await reportUnknown(db, name, now());
  return { resolved: ids.size, unknown, problem };
}

function settleName(db: Database, name: string, id: string, now: Instant): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await renameChannel(tx, name, id);
    await closeIncident(tx, 'messages-parked', name, now);
  });
}

function reportUnknown(db: Database, name: string, now: Instant): Promise<void> {
  const facts = { figures: { cause: 'unknown-channel' } satisfies ParkedFigures, count: 0 };
  return db
    .transaction()
    .execute((tx) => openIncident(tx, { kind: messagesParked.kind, about: name, facts }, now));
}
