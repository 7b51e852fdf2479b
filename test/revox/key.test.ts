import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';

import { createClient } from '../../src/revox/client.ts';
import { RevoxError } from '../../src/revox/errors.ts';
import { aCall } from '../support/revox-server.ts';
import { aScene, idsOf } from './reading.ts';

interface Met {
  path: string | undefined;
  key: string | undefined;
}

type Answer = { status: number; headers?: Record<string, string>; body?: string };

async function listen(answer: () => Answer) {
  const met: Met[] = [];
  const server = createServer((request, response) => {
    met.push({ path: request.url, key: request.headers.authorization });
    const { status, headers = {}, body = '{}' } = answer();
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    met,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const apiKey = 'sk_test_very_secret';

describe('the key is not taken elsewhere', () => {
  // status → header that names the other place
  const ways: [number, string][] = [
    [301, 'location'],
    [302, 'location'],
    [303, 'location'],
    [307, 'location'],
    [308, 'location'],
    [200, 'refresh'],
    [201, 'location'],
    [200, 'link'],
  ];
  it.each(ways)('by status %i with the header %s', async (status, header) => {
    await using elsewhere = await listen(() => ({ status: 200 }));
    const value =
      header === 'location' ? `${elsewhere.origin}/api/call` : `<${elsewhere.origin}/api/call>; rel="next"`;
    await using revox = await listen(() => ({ status, headers: { [header]: value } }));
    const client = createClient({ baseUrl: `${revox.origin}/api`, apiKey });
    await client.get('/call').catch((error) => expect(error).toBeInstanceOf(RevoxError));
    await client.close();
    expect(revox.met).toEqual([{ path: '/api/call', key: `Bearer ${apiKey}` }]);
    expect(elsewhere.met).toEqual([]);
  });

  it('by an answer that says where the next page is', async () => {
    await using elsewhere = await listen(() => ({ status: 200 }));
    const next = `${elsewhere.origin}/api/call?page=2`;
    const rows = JSON.stringify({
      call: [],
      calls: [],
      data: [],
      next,
      next_page: next,
      next_url: next.replace('http:', ''),
      links: { next },
      paging: { next: { url: next } },
    });
    await using revox = await listen(() => ({ status: 200, body: rows }));
    const client = createClient({ baseUrl: `${revox.origin}/api`, apiKey });
    expect((await client.get('/call')).json()).toMatchObject({ next });
    await client.close();
    expect(elsewhere.met).toEqual([]);
  });

  it('by a path in the settings that looks like another host', async () => {
    await using revox = await listen(() => ({ status: 200 }));
    const client = createClient({ baseUrl: `${revox.origin}//evil.example/api`, apiKey });
    await client.get('/call');
    await client.close();
    expect(revox.met).toEqual([{ path: '//evil.example/api/call', key: `Bearer ${apiKey}` }]);
  });

  it('by what a call says its id or its recording is', async () => {
    await using elsewhere = await listen(() => ({ status: 200 }));
    const call = aCall({
      id: `${elsewhere.origin}/call`,
      recording_url: `${elsewhere.origin}/recording.mp3`,
    });
    await using scene = await aScene({ calls: [call] });
    expect(idsOf(await scene.revox.readPage(0))).toEqual([call.id]);
    expect(elsewhere.met).toEqual([]);
  });
});
