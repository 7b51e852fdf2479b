import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';

import { migrate, openDatabase } from '../src/store/engine/database.ts';
import { fill } from './fill.ts';
import { type History, history } from './rows/history.ts';
import { type Filled, type Floor, floorColumns, type Place, type Stores } from './stores.ts';

/** @param server The URL of any database there. */
export function postgresStores(server: string): Stores {
  const urlOf = (name: string) => Object.assign(new URL(server), { pathname: name }).href;

  async function asked(question: string): Promise<unknown[]> {
    await using db = openDatabase(server);
    return (await sql.raw(question).execute(db)).rows;
  }

  async function scratch(template: string): Promise<Place> {
    const name = `scratch_${randomUUID().replaceAll('-', '')}`;
    await asked(`create database ${name} template ${template} strategy file_copy`);
    const drop = async () => void (await asked(`drop database ${name} with (force)`));
    return { url: urlOf(name), [Symbol.asyncDispose]: drop };
  }

  async function historyName(made: History): Promise<string> {
    const name = `history_${made.calls}`;
    const there = await asked(`select 1 from pg_database where datname = '${name}'`);
    if (there.length === 0) await makeHistory(name, made);
    return name;
  }

  async function makeHistory(name: string, made: History): Promise<void> {
    await asked(`create database ${name}_begun`);
    {
      await using db = openDatabase(urlOf(`${name}_begun`));
      await migrate(db);
      await fill(db, made);
      // As it does by itself in time.
      await sql`vacuum analyze`.execute(db);
    }
    await asked(`alter database ${name}_begun rename to ${name}`);
  }

  return {
    async empty() {
      const place = await scratch('template1');
      await using db = openDatabase(place.url);
      await migrate(db);
      return place;
    },
    async filled(scale) {
      const made = history(scale.calls);
      const url = urlOf(await historyName(made));
      return { url, history: made, [Symbol.asyncDispose]: async () => undefined };
    },
    async copied(scale) {
      const made = history(scale.calls);
      return { ...(await scratch(await historyName(made))), history: made };
    },
    openFloor,
    async bytesOf(db) {
      const { rows } = await sql<{ bytes: number }>`
        select sum(pg_total_relation_size(oid)) as bytes from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace
      `.execute(db);
      return Number(rows[0]?.bytes);
    },
  };
}

/** In the same database as what is compared with it, so that both have the same memory. */
async function openFloor({ url }: Filled): Promise<Floor> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`
    create table bare as select ${floorColumns.map(asText).join()}
    from calls left join call_details using (serial)
  `);
  await client.query('alter table bare add primary key (id)');
  const text = `insert into bare values (${floorColumns.map((_, index) => `$${index + 1}`).join()})`;
  return {
    async insert(rows) {
      await client.query('begin');
      for (const values of rows) await client.query({ name: 'insert', text, values });
      await client.query('commit');
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/** Whatever Revox sends fits. */
function asText(name: (typeof floorColumns)[number]): string {
  return `${name === 'transcript' ? `encode(${name}, 'hex')` : `${name}::text`} as ${name}`;
}
