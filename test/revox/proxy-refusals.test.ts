import { describe, expect, test } from 'vitest';
import { openWayOut } from '../../src/process/way-out.ts';
import { createClient } from '../../src/revox/client.ts';
import { startProxy } from '../support/proxy.ts';

describe('a proxy that opens no way to Revox', () => {
  test.each([
    ['403 Forbidden', 'blocked', 'Something before Revox blocks us: HTTP 403 from the proxy.', 1],
    ['407 Proxy Authentication Required', 'blocked', /HTTP 407.*user:password@host/, 1],
    ['502 Bad Gateway', 'unreachable', 'The proxy does not reach Revox (HTTP 502).', 3],
  ])('with %s is named as what is in the way', async (refusesWith, reason, message, asked) => {
    await using proxy = await startProxy({ refusesWith });
    await using client = clientBehind(proxy.url);

    const error = await client.get('/calls').catch((error: unknown) => error);

    expect(error).toMatchObject({ name: 'RevoxError', reason });
    expect((error as Error).message).toMatch(message);
    expect(proxy.targets).toEqual(Array(asked).fill('revox.example:443'));
    expect(JSON.stringify(error)).not.toContain('proxy-password');
  });
});

function clientBehind(https: string) {
  const way = openWayOut({ http: null, https, except: null });
  const client = createClient({
    baseUrl: 'https://revox.example/api',
    apiKey: 'sk_test',
    dispatcher: way.dispatcher,
    sleep: async () => undefined,
  });
  return {
    ...client,
    async [Symbol.asyncDispose]() {
      await client.close();
      await way.close();
    },
  };
}
