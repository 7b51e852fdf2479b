import { existsSync } from 'node:fs';

import { type Database, openDatabase } from './database.ts';
import { refuseNewer, schemaState } from './schema-state.ts';
import { sqlitePath } from './sqlite-path.ts';

/** The database of a bot that has been started once. Makes and changes nothing. */
export async function openKnown(url: string): Promise<Database> {
  const path = sqlitePath(url);
  if (path !== null && !existsSync(path)) throw new Error(`There is no database at ${path}. ${startFirst}`);
  const db = openDatabase(url);
  try {
    await refuseNewer(db);
    if ((await schemaState(db)).pending.length > 0)
      throw new Error(`The database is not up to date. ${startFirst}`);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

const startFirst = 'Start the bot once, which brings it up to date, then run this again.';
