import { type Environment, readSome } from '../src/process/config.ts';

export interface SlackSettings {
  botToken: string;
  /** Null in HTTP mode. */
  appToken: string | null;
  apiUrl: string;
  proxies: { http: string | null; https: string | null; except: string | null };
  /** Where the bot says that it is ready, if it runs on this machine. */
  readyzUrl: string;
}

/** Needs to know of Slack alone. @throws ConfigError */
export function readSlackSettings(env: Environment): SlackSettings {
  const read = readSome(env, [
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_API_URL',
    'HOST',
    'PORT',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
  ]);
  return {
    botToken: read.SLACK_BOT_TOKEN,
    appToken: read.SLACK_APP_TOKEN ?? null,
    apiUrl: read.SLACK_API_URL,
    proxies: {
      http: read.HTTP_PROXY ?? null,
      https: read.HTTPS_PROXY ?? null,
      except: read.NO_PROXY ?? null,
    },
    readyzUrl: `http://${reachable(read.HOST ?? '127.0.0.1')}:${read.PORT}/readyz`,
  };
}

function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
