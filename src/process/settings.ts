import { z } from 'zod';
import { databaseUrlFault } from './database-url.ts';
import {
  channel,
  checked,
  fieldNames,
  isFolderUrl,
  isNoOther,
  isNoToken,
  isPlainUrl,
  isProxyUrl,
  isSixFieldCron,
  pattern,
  printable,
  userIds,
  wholeNumber,
  zone,
} from './setting-values.ts';

/** What a person needs to know of one variable: the error message and `.env.example` say it. */
export interface About {
  /** Completes “expected …”. */
  expected: string;
  example: string;
  explanation: string;
}

const abouts = z.registry<About>();

function about<Value extends z.ZodType>(value: Value, facts: About): Value {
  abouts.add(value, facts);
  return value;
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every variable the product reads, in the order in which a person meets them. */
export const settings = z.object({
  REVOX_API_KEY: about(printable().refine(isNoToken), {
    expected: 'the API key of your Revox account',
    example: 'sk_…',
    explanation: 'API key of your Revox account.',
  }),
  SLACK_BOT_TOKEN: about(pattern(/^xoxb-[\w-]+$/), {
    expected: 'a bot token, which starts with xoxb-',
    example: 'xoxb-…',
    explanation: 'Bot token, from the settings of your Slack app: OAuth & Permissions.',
  }),
  SLACK_APP_TOKEN: about(pattern(/^xapp-[\w-]+$/).optional(), {
    expected: 'an app-level token, which starts with xapp-',
    example: 'xapp-…',
    explanation: 'App-level token with connections:write, from Basic Information. Turns on Socket Mode.',
  }),
  SLACK_SIGNING_SECRET: about(printable().refine(isNoOther).optional(), {
    expected: 'the signing secret of your Slack app',
    example: '32 hexadecimal digits',
    explanation: 'Signing secret, from Basic Information. For HTTP mode, without an app-level token.',
  }),
  SLACK_CALLS_CHANNEL: about(channel().optional(), {
    expected: 'a channel id or a #name',
    example: '#revox-calls',
    explanation: 'Channel that gets every completed or errored call: its id, or its "#name" in quotes.',
  }),
  SLACK_ALERTS_CHANNEL: about(channel().optional(), {
    expected: 'a channel id or a #name',
    example: '#revox-alerts',
    explanation:
      'Channel for dial errors (on one card a day if nobody must act), incidents and the bot’s health.',
  }),
  SLACK_DIGEST_CHANNEL: about(channel().optional(), {
    expected: 'a channel id or a #name',
    example: '#revox-digest',
    explanation: 'Channel for the daily digest.',
  }),
  DIGEST_TIME: about(pattern(/^([01]\d|2[0-3]):[0-5]\d$/).default('09:00'), {
    expected: 'a time of day as HH:MM',
    example: '09:00',
    explanation: 'Local time of the daily digest.',
  }),
  TIMEZONE: about(zone().default('UTC'), {
    expected: 'an IANA time zone with a place in its name, or UTC',
    example: 'Europe/Paris',
    explanation: 'IANA time zone of the digest and of words like “today”.',
  }),
  PHONE_NUMBERS: about(z.enum(['masked', 'full']).default('masked'), {
    expected: 'masked or full',
    example: 'masked',
    explanation: 'Phone numbers in channels: masked or full.',
  }),
  HIDDEN_FIELDS: about(fieldNames().default([]), {
    expected: 'field names separated by commas; * stands for any letters',
    example: 'email,*_phone,medical_*',
    explanation:
      'Extracted fields that only SLACK_ADMINS can see, filter by or export; * stands for any letters.',
  }),
  SLACK_ADMINS: about(userIds().default([]), {
    expected: 'Slack user ids separated by commas',
    example: 'U0123ABCDEF,U0456GHIJKL',
    explanation:
      'User ids of the admins: they may change other channels, reveal numbers, and erase personal data.',
  }),
  SLACK_GUESTS: about(z.enum(['refused', 'allowed']).default('refused'), {
    expected: 'refused or allowed',
    example: 'refused',
    explanation: 'Guests of the workspace: refused, or allowed like members.',
  }),
  RETENTION_DAYS: about(wholeNumber(1, 36_500).default(90), {
    expected: 'a whole number of days from 1 to 36500',
    example: '90',
    explanation: 'Personal data older than this many days is erased.',
  }),
  POLL_SCHEDULE: about(checked(isSixFieldCron).default('*/30 * * * * *'), {
    expected: 'a cron expression with six fields: second, minute, hour, day, month, weekday',
    example: '*/30 * * * * *',
    explanation: 'When to poll Revox: cron with six fields, seconds first, in UTC.',
  }),
  DATABASE_URL: about(checked((url) => databaseUrlFault(url) === null).default('file:./data/revox.db'), {
    expected: 'file: and a path, or a postgres:// URL',
    example: 'postgres://user:password@db.example.com/revox',
    explanation: 'SQLite file, or postgres://… for several replicas.',
  }),
  BACKUP_FOLDER: about(checked((folder) => !folder.includes('\0')).optional(), {
    expected: 'a folder',
    example: '/var/backups/revox',
    explanation:
      'Folder for nightly copies of the database; the last seven are kept. When not set: no copies.',
  }),
  HOST: about(pattern(/^[\w.:-]+$/).optional(), {
    expected: 'an address to listen on',
    example: '0.0.0.0',
    explanation: 'Address to listen on. When not set: 127.0.0.1 in Socket Mode, 0.0.0.0 in HTTP mode.',
  }),
  PORT: about(wholeNumber(0, 65_535).default(3000), {
    expected: 'a port number up to 65535',
    example: '3000',
    explanation: 'Port of health checks, metrics and the webhook; in HTTP mode also of Slack.',
  }),
  REVOX_WEBHOOK_SECRET: about(
    pattern(/^[\w.~-]{16,}$/)
      .refine(isNoOther)
      .optional(),
    {
      expected: '16 characters or more: letters, digits and . _ ~ - only, since it is part of a URL',
      example: '40 random letters and digits',
      explanation:
        'Long random word that turns on POST /revox/webhook/<secret>, which fetches calls at once.',
    },
  ),
  METRICS_TOKEN: about(printable().min(16).refine(isNoOther).optional(), {
    expected: '16 characters or more, without spaces',
    example: '40 random letters and digits',
    explanation: 'Token for other machines to read /metrics, and the reasons in /readyz.',
  }),
  LOG_LEVEL: about(z.enum(logLevels).default('info'), {
    expected: `one of ${logLevels.join(', ')}`,
    example: 'info',
    explanation: 'How much is logged: error, warn, info or debug.',
  }),
  RUNBOOK_URL: about(checked(isPlainUrl).optional(), {
    expected: 'an https:// URL without user name, query or fragment (http:// for this machine only)',
    example: 'https://git.example.com/revox-for-slack/docs/runbook',
    explanation: 'Address where your team can read docs/runbook: incidents in Slack then link to its pages.',
  }),
  REVOX_BASE_URL: about(checked(isPlainUrl).default('https://www.getrevox.com/api'), {
    expected: 'an https:// URL without user name, query or fragment (http:// for this machine only)',
    example: 'https://www.getrevox.com/api',
    explanation: 'Address of the Revox API.',
  }),
  SLACK_API_URL: about(checked(isFolderUrl).default('https://slack.com/api/'), {
    expected: 'an https:// URL that ends with / (http:// for this machine only)',
    example: 'https://slack.com/api/',
    explanation: 'Address of the Slack Web API: a different one for GovSlack and emulators.',
  }),
  HTTPS_PROXY: about(checked(isProxyUrl).optional(), {
    expected: 'an http:// or https:// URL of a proxy',
    example: 'http://proxy.example.com:3128',
    explanation: 'Proxy for the connections to Revox and Slack, if any.',
  }),
  HTTP_PROXY: about(checked(isProxyUrl).optional(), {
    expected: 'an http:// or https:// URL of a proxy',
    example: 'http://proxy.example.com:3128',
    explanation: 'Used for both when HTTPS_PROXY is not set.',
  }),
  NO_PROXY: about(printable().optional(), {
    expected: 'hosts separated by commas, without spaces',
    example: 'localhost,.example.com',
    explanation: 'Hosts that are reached without the proxy.',
  }),
});

export type Settings = z.infer<typeof settings>;

export type SettingName = keyof Settings;

export const settingNames = Object.keys(settings.shape) as SettingName[];

export function aboutSetting(name: SettingName): About {
  const facts = abouts.get(settings.shape[name]);
  if (facts === undefined) throw new Error(`${name} has no explanation`);
  return facts;
}
