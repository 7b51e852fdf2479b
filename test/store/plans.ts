import { CompiledQuery, type KyselyPlugin, type RootOperationNode } from 'kysely';

import type { Database } from '../../src/store/engine/database.ts';

/** Every query that is asked meanwhile, as the database gets it. */
export async function queriesOf(
  db: Database,
  ask: (db: Database) => Promise<unknown>,
): Promise<CompiledQuery[]> {
  const asked: CompiledQuery[] = [];
  const listening: KyselyPlugin = {
    transformQuery({ node, queryId }): RootOperationNode {
      asked.push(db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await ask(db.withPlugin(listening));
  return asked;
}

export async function explained<Step>(db: Database, how: string, { sql, parameters }: CompiledQuery) {
  return (await db.executeQuery<Step>(CompiledQuery.raw(`${how} ${sql}`, [...parameters]))).rows;
}
