import { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { openWayOut } from '../../src/process/way-out.ts';
import { apiFailureOf } from '../../src/slack/line/api-failure.ts';
import { startProxy } from '../support/proxy.ts';
import { silentSdkLog } from '../support/sdk-log.ts';

test.each(['403 Forbidden', '407 Proxy Authentication Required', '502 Bad Gateway'])(
  'what a proxy refuses to carry with %s never left, and so is not in doubt',
  async (refusesWith) => {
    await using proxy = await startProxy({ refusesWith });
    const way = openWayOut({ http: null, https: proxy.url, except: null });
    const client = new WebClient('xoxb-test', { retryConfig: { retries: 0 }, logger: silentSdkLog });
    try {
      const error = await client.chat
        .postMessage({ channel: 'C1', text: 'hello' })
        .catch((error: unknown) => error);

      expect(proxy.targets).toEqual(['slack.com:443']);
      expect(apiFailureOf(error)).toMatchObject({ kind: 'unreachable' });
    } finally {
      await way.close();
    }
  },
);
