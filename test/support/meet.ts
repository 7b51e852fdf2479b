import type { DetailedCall } from '../../src/calls/call.ts';
import type { Desk } from '../../src/slack/handler.ts';
import type { Database } from '../../src/store/database.ts';
import { openSqlite } from './database.ts';
import { meetPerson, type Person } from './slack-person.ts';
import { storeCalls } from './stored-calls.ts';

export interface Meeting extends AsyncDisposable {
  db: Database;
  person: Person;
}

/** A person before a bot that has stored these calls. */
export async function meetWithCalls(calls: DetailedCall[], different: Partial<Desk> = {}): Promise<Meeting> {
  const store = await openSqlite();
  await storeCalls(store.db, calls);
  const person = await meetPerson('Socket Mode', store.db, different);
  return {
    db: store.db,
    person,
    async [Symbol.asyncDispose]() {
      await person[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}
