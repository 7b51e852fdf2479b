import { EnvHttpProxyAgent } from 'undici';

import type { Config } from './config.ts';

/** Sends every request of this process through the proxies of the settings, `fetch` included. */
export function openWayOut({ http, https, except }: Config['proxies']) {
  if (http === null && https === null) return { dispatcher: null, close: async () => undefined };
  // An empty text keeps the libraries from reading the environment themselves.
  const [httpProxy, httpsProxy, noProxy] = [http ?? '', https ?? '', except ?? ''];
  const restore = process.getBuiltinModule('node:http').setGlobalProxyFromEnv({
    HTTP_PROXY: httpProxy,
    HTTPS_PROXY: httpsProxy,
    NO_PROXY: noProxy,
  });
  const dispatcher = new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy, proxyTunnel: true });
  return {
    /** For what does not ask with `fetch`; null where nothing stands between us and the network. */
    dispatcher,
    async close() {
      restore();
      await dispatcher.destroy();
    },
  };
}

/** How a person would say it, without the password that a URL may carry. */
export function describeWayOut({ http, https, except }: Config['proxies']): string {
  const through = https ?? http;
  if (through === null) return 'direct: no HTTPS_PROXY or HTTP_PROXY is set';
  const exempt = except === null ? '' : `, but directly to ${except}`;
  return `through ${new URL(through).host}${exempt}`;
}
