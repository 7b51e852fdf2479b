import { ConfigError, noMode, problemWith } from './config-problems.ts';
import { passwordsIn } from './database-url.ts';
import { type SettingName, type Settings, settingNames, settings } from './settings.ts';

export { ConfigError, type ConfigProblem, faultOf } from './config-problems.ts';

export type Config = ReturnType<typeof configOf>;

type SlackMode = { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string };

export type Environment = Record<string, string | undefined>;

/** The only place that reads the environment. */
export function environment(): Environment {
  return process.env;
}

/** @throws ConfigError with everything that is missing or wrong. */
export function readConfig(env: Environment): Config {
  const given = givenSettings(withoutMark(env));
  const parsed = settings.safeParse(given);
  const problems = parsed.success ? [] : wrongNames(parsed.error.issues).map(problemWith(given));
  if (!given.SLACK_APP_TOKEN && !given.SLACK_SIGNING_SECRET) problems.push(noMode);
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return configOf(parsed.data);
}

/** Some of the settings, for a program that needs no others. @throws ConfigError */
export function readSome<Name extends SettingName>(env: Environment, names: Name[]): Pick<Settings, Name> {
  const given = givenSettings(withoutMark(env));
  const wanted = Object.fromEntries(names.map((name) => [name, true])) as Record<Name, true>;
  const parsed = settings.pick(wanted as never).safeParse(given);
  if (!parsed.success) throw new ConfigError(wrongNames(parsed.error.issues).map(problemWith(given)));
  return parsed.data as unknown as Pick<Settings, Name>;
}

/** What must never be printed, wherever it turns up. */
export function secretsOf(config: Config): string[] {
  const { mode } = config.slack;
  const secrets = [
    config.revox.apiKey,
    config.revox.webhookSecret,
    config.http.metricsToken,
    config.slack.botToken,
    mode.kind === 'socket' ? mode.appToken : mode.signingSecret,
    ...[config.databaseUrl, config.proxies.http ?? '', config.proxies.https ?? ''].flatMap(passwordsIn),
  ];
  return [...new Set(secrets.filter((secret) => secret !== null && secret !== ''))] as string[];
}

/** An empty value is as good as none. `docker run --env-file` leaves quotes in the value, where none are meant. */
function givenSettings(env: Environment): Partial<Record<SettingName, string>> {
  // Other programs read the names of the proxies in small letters first.
  const value = (name: SettingName) =>
    (name.endsWith('_PROXY') && env[name.toLowerCase()]?.trim()) || env[name]?.trim();
  const entries = settingNames.map((name) => [name, unquoted(value(name) ?? '')] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}

function wrongNames(issues: { path: PropertyKey[] }[]): SettingName[] {
  return [...new Set(issues.map((issue) => issue.path[0] as SettingName))];
}

/** Editors put an invisible mark before the first name of a file. */
export function withoutMark(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name.replace(/^\uFEFF/, ''), value]));
}

function configOf(values: Settings) {
  const mode = modeOf(values);
  return {
    revox: {
      apiKey: values.REVOX_API_KEY,
      baseUrl: withoutSlash(values.REVOX_BASE_URL),
      webhookSecret: values.REVOX_WEBHOOK_SECRET ?? null,
    },
    slack: {
      botToken: values.SLACK_BOT_TOKEN,
      mode,
      apiUrl: values.SLACK_API_URL,
      /** Ids or `#name`s. */
      channels: {
        calls: values.SLACK_CALLS_CHANNEL ?? null,
        alerts: values.SLACK_ALERTS_CHANNEL ?? null,
        digest: values.SLACK_DIGEST_CHANNEL ?? null,
      },
      /** User ids who may change other channels' settings, reveal numbers, and erase a person. */
      admins: values.SLACK_ADMINS,
      guests: values.SLACK_GUESTS,
    },
    digest: { time: values.DIGEST_TIME },
    /** IANA zone. */
    timezone: values.TIMEZONE,
    /** Cron of six fields, in UTC. */
    pollSchedule: values.POLL_SCHEDULE,
    databaseUrl: values.DATABASE_URL,
    /** Where a copy is kept of each night. */
    backupFolder: values.BACKUP_FOLDER ?? null,
    http: {
      host: values.HOST ?? (mode.kind === 'socket' ? '127.0.0.1' : '0.0.0.0'),
      port: values.PORT,
      metricsToken: values.METRICS_TOKEN ?? null,
    },
    phoneNumbers: values.PHONE_NUMBERS,
    hiddenFields: values.HIDDEN_FIELDS,
    retentionDays: values.RETENTION_DAYS,
    logLevel: values.LOG_LEVEL,
    /** Without a slash at its end. */
    runbookUrl: values.RUNBOOK_URL === undefined ? null : withoutSlash(values.RUNBOOK_URL),
    /** URLs of the proxies on the way out, and the hosts that are asked without them. */
    proxies: {
      http: values.HTTP_PROXY ?? null,
      https: values.HTTPS_PROXY ?? null,
      except: values.NO_PROXY ?? null,
    },
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function modeOf(values: Settings): SlackMode {
  if (values.SLACK_APP_TOKEN !== undefined) return { kind: 'socket', appToken: values.SLACK_APP_TOKEN };
  return { kind: 'http', signingSecret: values.SLACK_SIGNING_SECRET ?? '' };
}
