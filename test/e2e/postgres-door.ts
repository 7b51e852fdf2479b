import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a database that can be shut, which is what a restart of Postgres looks like from outside. */
export interface PostgresDoor extends AsyncDisposable {
  url: string;
  /** Drops every connection and takes no new one. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** Lets nothing more through on the connections there are, as when their host was lost. New ones work. */
  hush(): void;
  /** What answers in the place of the server where a client says this. */
  sayInstead(said: RegExp, answer: Buffer): void;
}

export async function openPostgresDoor(databaseUrl: string): Promise<PostgresDoor> {
  const behind = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let instead: { said: RegExp; answer: Buffer } | null = null;
  const server = createServer((front) => {
    const back = connect(Number(behind.port), behind.hostname);
    for (const [socket, other] of [
      [front, back],
      [back, front],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => sockets.delete(socket) && other.destroy());
      socket.on('data', (data) => {
        if (socket === front && instead?.said.test(data.toString('latin1'))) front.write(instead.answer);
        else other.write(data);
      });
    }
  });
  let port = 0;

  async function open(): Promise<void> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  }

  async function shut(): Promise<void> {
    if (!server.listening) return;
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, 'close');
  }

  function hush(): void {
    for (const socket of sockets) socket.pause();
  }

  function sayInstead(said: RegExp, answer: Buffer): void {
    instead = { said, answer };
  }

  await open();
  const url = new URL(databaseUrl);
  url.port = String(port);
  return { url: url.href, open, shut, hush, sayInstead, [Symbol.asyncDispose]: shut };
}
