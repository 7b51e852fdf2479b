import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  /** How many are open at once. One more takes the place of the one that was of use the longest ago. */
  most: number;
  /** A connection on which nothing was asked and answered by then is closed. */
  silenceMs: number;
}

export const usualLimits: ConnectionLimits = { most: 1_000, silenceMs: 20_000 };

/**
 * Anybody may open a connection and say nothing, or just enough to keep it open. Refusing newcomers when there are
 * too many would lock out Slack and the health checks, so it is the silent ones that are closed.
 */
export function closeSilentConnections(server: Server, { most, silenceMs }: ConnectionLimits): void {
  /** Each in the order in which it came, or was last of use. */
  const silent = new Map<Socket, NodeJS.Timeout>();
  const useful = new Set<Socket>();

  server.on('connection', (socket) => {
    silent.set(
      socket,
      setTimeout(() => close(socket), silenceMs),
    );
    socket.once('close', () => forget(socket));
    const [oldest] = silent.size > 1 ? silent.keys() : useful;
    if (silent.size + useful.size > most && oldest !== undefined) close(oldest);
  });
  server.on('request', ({ socket }, response) => {
    response.once('finish', () => {
      forget(socket);
      if (!socket.destroyed) useful.add(socket);
    });
  });

  function close(socket: Socket): void {
    forget(socket);
    socket.destroy();
  }

  function forget(socket: Socket): void {
    clearTimeout(silent.get(socket));
    silent.delete(socket);
    useful.delete(socket);
  }
}
