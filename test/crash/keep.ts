import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Database } from '../../src/store/engine/database.ts';
import type { SlackServer } from '../support/slack/slack-server.ts';

/** What is left of a world to be read afterwards, row by row. */
export interface Keeper {
  processEnded(token: string, lines: string[]): void;
  tables(db: Database, slack: SlackServer): Promise<void>;
}

const tables = [
  'state',
  'messages',
  'news',
  'calls',
  'subscriptions',
  'incidents',
  'follow_ups',
  'runs',
] as const;

/** @param folder Nothing is kept when absent. */
export function keepIn(folder: string | undefined, seed: number): Keeper {
  if (folder === undefined) return { processEnded: () => undefined, tables: async () => undefined };
  const here = join(folder, String(seed));
  mkdirSync(here, { recursive: true });
  let ended = 0;
  const write = (name: string, rows: unknown[]) =>
    writeFileSync(join(here, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return {
    processEnded(token, lines) {
      ended += 1;
      writeFileSync(join(here, `${String(ended).padStart(2, '0')}-${token}.log`), `${lines.join('\n')}\n`);
    },
    async tables(db, slack) {
      for (const table of tables) write(`${table}.jsonl`, await db.selectFrom(table).selectAll().execute());
      write('slack-accepted.jsonl', slack.ledger);
      write('slack-requests.jsonl', slack.requests);
    },
  };
}
