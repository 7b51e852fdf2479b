import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

import { onPortNear } from '../../demo/near-port.ts';
import { startRevox } from '../../demo/revox/emulator.ts';
import { startWorkspace } from '../../demo/slack/workspace.ts';

let taken: Server | null = null;

afterEach(() => {
  taken?.close();
  taken = null;
});

describe('a port that is taken', () => {
  it('is left to its owner: the next free one is used', async () => {
    const port = await takePort();
    const revox = await onPortNear(port, (free) => startRevox({ port: free }));
    expect(Number(new URL(revox.url).port)).not.toBe(port);
    expect((await fetch(`${revox.url}/demo`)).status).toBe(200);
    await revox.close();
  });

  it('does not keep the workspace from starting', async () => {
    const port = await takePort();
    const workspace = await startWorkspace({ port, emulatorPort: port });
    const used = [workspace.apiUrl, workspace.inspectorUrl].map((url) => Number(new URL(url).port));
    expect(new Set([port, ...used]).size).toBe(3);
    await workspace.close();
  });

  it('is the only reason to try another', async () => {
    let tries = 0;
    const broken = onPortNear(4000, async () => {
      tries++;
      throw new Error('no disk');
    });
    await expect(broken).rejects.toThrow('no disk');
    expect(tries).toBe(1);
  });
});

async function takePort(): Promise<number> {
  const server = createServer();
  taken = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
