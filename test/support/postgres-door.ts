import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';

import { DatabaseTrouble } from '../../src/store/engine/database-trouble.ts';
import { keepsConnections } from './keeps-connections.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresDoor: string;
  }
}

/**
 * One Postgres for the whole run, started by the first test that knocks: a run without Postgres tests does not pay for it.
 * `POST /` answers the URL of an empty database, `DELETE /<name>` takes it back.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | undefined;
  const door = createServer(keepsConnections, async (request, response) => {
    try {
      starting ??= startPostgres();
      const server = await starting;
      response.end(await patiently(() => serve(server, request)));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  project.provide('postgresDoor', `http://127.0.0.1:${(door.address() as AddressInfo).port}`);

  return async () => {
    door.close();
    door.closeAllConnections();
    await starting?.then(
      (server) => server.stop(),
      () => undefined,
    );
  };
}

const mostTries = 3;

/** A server that was busy for longer than the product waits is asked again: it is not what is tested here. */
async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof DatabaseTrouble) || tries === mostTries) throw error;
    }
  }
}

async function serve(server: PostgresServer, request: IncomingMessage): Promise<string> {
  const name = (request.url ?? '/').slice(1);
  if (request.method === 'POST') return await server.create();
  // Nobody waits for it: at the end of the run the whole server goes away.
  void server.recycle(name).catch(() => undefined);
  return name;
}
