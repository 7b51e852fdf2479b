import { z } from 'zod';

import type { Instant } from '../../calls/call.ts';
import type { CurrentSettings } from '../../calls/configuration/differences.ts';
import type { Store } from '../engine/database.ts';
import { deleteState, readState, writeState } from '../engine/state.ts';
import { mutesInForce } from './mutes.ts';
import { listSubscriptions } from './subscriptions.ts';

const keys = { left: 'configuration-left', outcome: 'configuration-outcome' } as const;

/** A file that somebody left for the bot, which has not been carried out yet. */
const leftRow = z.object({ id: z.string(), at: z.number(), document: z.unknown() });
export type LeftConfiguration = z.infer<typeof leftRow>;

/** What became of the last one. */
const outcomeRow = z.object({
  at: z.number(),
  /** By channel, which of its subscriptions the file asked for. No words: they may name a number. */
  applied: z.record(z.string(), z.array(z.string())),
  /** Why the last one could not be carried out; null when it was. */
  problem: z.string().nullable(),
});
export type ConfigurationOutcome = z.infer<typeof outcomeRow>;

export async function currentSettings(store: Store, now: Instant): Promise<CurrentSettings> {
  return { subscriptions: await listSubscriptions(store), mutes: await mutesInForce(store, now) };
}

/** A later one takes the place of one that was left before. */
export async function leaveConfiguration(store: Store, left: LeftConfiguration): Promise<void> {
  await writeState(store, keys.left, left, left.at);
}

export async function leftConfiguration(store: Store): Promise<LeftConfiguration | null> {
  return leftRow.safeParse(await readState(store, keys.left)).data ?? null;
}

export async function configurationOutcome(store: Store): Promise<ConfigurationOutcome | null> {
  return outcomeRow.safeParse(await readState(store, keys.outcome)).data ?? null;
}

/** Which channels a file says everything of, and which subscriptions it asked for there, by their ids. */
export async function managedChannels(store: Store): Promise<ConfigurationOutcome['applied']> {
  return (await configurationOutcome(store))?.applied ?? {};
}

export async function settleConfiguration(tx: Store, outcome: ConfigurationOutcome): Promise<void> {
  await deleteState(tx, keys.left);
  await writeState(tx, keys.outcome, outcome, outcome.at);
}
