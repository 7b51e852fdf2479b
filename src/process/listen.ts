import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The address cannot be had; the message is for the person who chose it. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** @returns the URL of the server. @throws ListenError */
export async function listenOn(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new ListenError(whyNot(cause, host, port), { cause });
  }
  const { address, port: given } = server.address() as AddressInfo;
  return urlOf(address, given);
}

/** Where this machine itself finds a server that listens there: one on all addresses is found at its own. */
export function localUrl(host: string, port: number): string {
  if (host === '0.0.0.0') return urlOf('127.0.0.1', port);
  return urlOf(/^[0:]+$/.test(host) ? '::1' : host, port);
}

function urlOf(address: string, port: number): string {
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function whyNot(cause: unknown, host: string, port: number): string {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `port ${port} of ${host} is in use by another program: stop it, or set PORT to a free port`;
    case 'EACCES':
      return `this process may not listen on port ${port}: set PORT to 1024 or more`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `this machine does not have the address ${host}: set HOST to one it has`;
    default:
      return `cannot listen on port ${port} of ${host}: check HOST and PORT`;
  }
}

/** Requests under way may finish; a connection that only waits for more is closed, at the limit every other too. */
export async function closeServer(server: Server, limitMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  const limit = setTimeout(() => server.closeAllConnections(), limitMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(limit);
}
