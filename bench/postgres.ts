import { sql } from 'kysely';

import { forPeople, openDatabase } from '../src/store/database.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { leadToOurs } from './bots.ts';
import { burst, channels } from './bursts.ts';
import { digestsOf } from './digest.ts';
import { openDoor } from './door.ts';
import { askedOf } from './look-ups.ts';
import { atMost, type Row } from './row.ts';
import { history } from './rows/history.ts';
import type { Scale } from './scale.ts';
import { fill, storedHistory } from './stored-history.ts';
import { toldBesideQuestions } from './telling.ts';

/**
 * What asks the store, once more on Postgres. What people wait for must be as fast as on SQLite, or below its budget;
 * the floor of these rows is SQLite, measured here too.
 */
export async function postgres(scale: Scale): Promise<Row[]> {
  const server = await startPostgres();
  const made = history(scale.calls);
  const db = openDatabase(await server.create());
  await fill(db, made);
  // As it does by itself in time.
  await sql`vacuum analyze`.execute(db);
  const peoples = forPeople(db);
  await using door = await openDoor();
  leadToOurs(door, peoples, made.until);
  const asked = await askedOf(door, peoples, made, scale);
  // The server ends with this process, and so do the questions that are still asked.
  return [
    ...besideSqlite(asked, await askedOfSqlite(scale)),
    ...(await digestsOf(db, made, scale)).map((row) => ({ ...row, figure: `digest ${row.figure}` })),
    ...(await burstRows(await server.create(), scale)),
    ...(await toldBesideQuestions(db, made, scale)),
  ];
}

async function askedOfSqlite(scale: Scale): Promise<Row[]> {
  const stored = await storedHistory(scale);
  await using db = openDatabase(`file:${stored.path}`);
  await using door = await openDoor();
  leadToOurs(door, db, stored.history.until);
  return await askedOf(door, db, stored.history, scale);
}

function besideSqlite(rows: Row[], sqlite: Row[]): Row[] {
  return rows.map((row, index) => {
    const floor = sqlite[index]?.value ?? Number.NaN;
    return { ...row, floor, budget: atMost(Math.max(row.budget?.most ?? 0, floor)) };
  });
}

async function burstRows(url: string, scale: Scale): Promise<Row[]> {
  const errors = scale.of(10_000, 30);
  await using db = openDatabase(url);
  const { seconds } = await burst(db, errors, channels(20));
  const figure = `${errors.toLocaleString('en')} errors in 20 channels: until all are told everywhere`;
  return [{ figure, value: seconds, unit: 's', budget: atMost(15) }];
}
