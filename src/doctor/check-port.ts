import { createServer } from 'node:http';

import type { Config } from '../process/config.ts';
import { closeServer, ListenError, listenOn, localUrl } from '../process/listen.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** Whether the bot can listen where it should, or already does. */
export async function checkPort({ host, port }: Config['http']): Promise<Finding> {
  const about = `Port ${port}`;
  const server = createServer();
  try {
    await listenOn(server, host, port);
    await closeServer(server, 0);
    return fine(about, 'free');
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    if (await isBotAt(host, port)) return fine(about, 'in use by a running bot');
    const [says = error.message, next = 'set PORT to a free port'] = error.message.split(': ');
    return wrong(about, says, next);
  }
}

async function isBotAt(host: string, port: number): Promise<boolean> {
  try {
    const response = await fetch(`${localUrl(host, port)}/healthz`, { signal: AbortSignal.timeout(2_000) });
    // Whatever else is there may say anything at any length.
    const { value } = (await response.body?.getReader().read()) ?? {};
    return Buffer.from(value ?? []).toString() === 'ok\n';
  } catch {
    return false;
  }
}
