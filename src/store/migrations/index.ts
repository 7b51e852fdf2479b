import type { Migration } from 'kysely/migration';

import * as firstTables from './001-first-tables.ts';

/** In order, and never edited once released: a change of the schema is a new file. */
export const migrations: Record<string, Migration> = {
  '001-first-tables': firstTables,
};
