import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface Proxy extends AsyncDisposable {
  url: string;
  /** `host:port` of everything it was asked to reach. */
  targets: string[];
}

/** A proxy on the way out, as companies have them. */
export async function startProxy({ refusesWith = null as string | null } = {}): Promise<Proxy> {
  const targets: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connection', (socket) => void sockets.add(socket));
  server.on('connect', (request, socket: Socket) => {
    targets.push(request.url ?? '');
    socket.on('error', () => undefined);
    if (refusesWith !== null) return socket.end(`HTTP/1.1 ${refusesWith}\r\n\r\n`);
    const [host = '', port] = (request.url ?? '').split(':');
    const there = connect(Number(port), host, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    sockets.add(there);
    there.on('error', () => socket.destroy());
    there.pipe(socket).pipe(there);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://user:proxy-password@127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
