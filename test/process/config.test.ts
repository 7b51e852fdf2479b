import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';

import { ConfigError, type Environment, readConfig, secretsOf } from '../../src/process/config.ts';
import { aboutSetting, settingNames, settings } from '../../src/process/settings.ts';
import { remarksOn } from '../../src/process/settings-remarks.ts';

const enough = {
  REVOX_API_KEY: 'sk_example_key',
  SLACK_BOT_TOKEN: 'xoxb-1-example',
  SLACK_APP_TOKEN: 'xapp-1-example',
};

test('three settings are enough, and everything else has its default', () => {
  expect(readConfig(enough)).toEqual({
    revox: { apiKey: 'sk_example_key', baseUrl: 'https://www.getrevox.com/api', webhookSecret: null },
    slack: {
      botToken: 'xoxb-1-example',
      mode: { kind: 'socket', appToken: 'xapp-1-example' },
      apiUrl: 'https://slack.com/api/',
      channels: { calls: null, alerts: null, digest: null },
      admins: [],
      guests: 'refused',
    },
    digest: { time: '09:00' },
    timezone: 'UTC',
    pollSchedule: '*/30 * * * * *',
    databaseUrl: 'file:./data/revox.db',
    backupFolder: null,
    http: { host: '127.0.0.1', port: 3000, metricsToken: null },
    phoneNumbers: 'masked',
    hiddenFields: [],
    retentionDays: 90,
    logLevel: 'info',
    runbookUrl: null,
    proxies: { http: null, https: null, except: null },
  });
});

test('without an app-level token Slack comes in over HTTP, from any address', () => {
  const config = readConfig({ ...enough, SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'example-signing' });

  expect(config.slack.mode).toEqual({ kind: 'http', signingSecret: 'example-signing' });
  expect(config.http.host).toBe('0.0.0.0');
});

test('an app-level token wins over a signing secret, and a given host over both defaults', () => {
  const config = readConfig({ ...enough, SLACK_SIGNING_SECRET: 'example-signing', HOST: '10.0.0.7' });

  expect(config.slack.mode.kind).toBe('socket');
  expect(config.http.host).toBe('10.0.0.7');
});

test('every problem is reported at once, with what was expected and an example', () => {
  const problems = problemsOf({ SLACK_BOT_TOKEN: 'wrong', DIGEST_TIME: '9h', TIMEZONE: 'Mars/Olympus' });

  expect(problems.message).toBe(
    `Revox for Slack cannot start: 5 settings need attention.
  REVOX_API_KEY is missing: expected the API key of your Revox account, for example sk_…
  SLACK_BOT_TOKEN is not valid: expected a bot token, which starts with xoxb-, for example xoxb-…
  DIGEST_TIME is not valid: expected a time of day as HH:MM, for example 09:00
  TIMEZONE is not valid: expected an IANA time zone with a place in its name, or UTC, for example Europe/Paris
  SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing: expected an app-level token (Socket Mode) or a signing secret (HTTP mode), for example SLACK_APP_TOKEN=xapp-…
.env.example explains every setting; put yours into .env.`,
  );
});

test('one problem is said in the singular', () => {
  expect(problemsOf({ ...enough, PORT: 'http' }).message).toContain('1 setting needs attention');
});

test('no value is ever repeated, even a token under the wrong name', () => {
  const wrong = Object.fromEntries(settingNames.map((name) => [name, `xoxc secret of ${name}`]));

  expect(problemsOf(wrong).message).not.toContain('xoxc');
});

const refused: [name: string, value: string, why: string][] = [
  ['REVOX_API_KEY', 'two words', 'does not fit into a header'],
  ['SLACK_BOT_TOKEN', 'xapp-1-example', 'is the other token'],
  ['SLACK_APP_TOKEN', 'xoxb-1-example', 'is the other token'],
  ['REVOX_BASE_URL', 'http://www.getrevox.com/api', 'would send the key in the clear'],
  ['REVOX_BASE_URL', 'https://user:password@www.getrevox.com/api', 'carries a password'],
  ['REVOX_BASE_URL', 'https://www.getrevox.com/api?page=1', 'carries a query'],
  ['REVOX_BASE_URL', 'www.getrevox.com', 'is no URL'],
  ['REVOX_BASE_URL', '//www.getrevox.com/api', 'names no protocol'],
  ['REVOX_BASE_URL', 'http://127.0.0.1.example.com/api', 'is not this machine'],
  ['REVOX_BASE_URL', 'https://www.getrevox.com@example.com/api', 'is another host than it seems'],
  ['REVOX_BASE_URL', 'file:///etc/passwd', 'is a file'],
  ['SLACK_API_URL', 'http://slack.com/api/', 'would send the token in the clear'],
  ['SLACK_API_URL', 'https://slack.com@example.com/api/', 'is another host than it seems'],
  ['SLACK_API_URL', 'https://slack.com/api', 'does not end with a slash'],
  ['SLACK_API_URL', 'ftp://slack.com/api/', 'is another protocol'],
  ['SLACK_CALLS_CHANNEL', 'revox-calls', 'is neither an id nor a #name'],
  ['SLACK_CALLS_CHANNEL', '#two words', 'contains a space'],
  ['DIGEST_TIME', '24:00', 'is no time of day'],
  ['DIGEST_TIME', '9:00', 'misses a digit'],
  ['TIMEZONE', '+02:00', 'knows nothing of summer time'],
  ['TIMEZONE', 'EST', 'is a guess'],
  ['REVOX_API_KEY', 'xoxb-1-example', 'is a token of Slack'],
  ['SLACK_SIGNING_SECRET', 'xapp-1-example', 'is a token'],
  ['SLACK_SIGNING_SECRET', 'sk_example', 'is a key of Revox'],
  ['REVOX_WEBHOOK_SECRET', 'xoxb-1-example-of-a-token', 'is a token, and would be part of a URL'],
  ['REVOX_WEBHOOK_SECRET', 'sk_example-of-a-key', 'is a key, and would be part of a URL'],
  ['METRICS_TOKEN', 'xapp-1-example-of-a-token', 'is another token'],
  ['METRICS_TOKEN', 'sk_example-of-a-key', 'is a key of Revox'],
  ['POLL_SCHEDULE', '* * * * *', 'has five fields'],
  ['POLL_SCHEDULE', '*/30 * * * * someday', 'has an unknown weekday'],
  ['DATABASE_URL', 'mysql://db.example.com/revox', 'is a database we do not speak'],
  ['DATABASE_URL', 'file:', 'names no file'],
  ['DATABASE_URL', 'postgres://:port', 'is no URL'],
  ['HOST', 'http://localhost', 'is a URL'],
  ['PORT', '65536', 'is past the last port'],
  ['PORT', '-1', 'is negative'],
  ['REVOX_WEBHOOK_SECRET', 'a/b-0123456789abcd', 'does not fit into a path'],
  ['REVOX_WEBHOOK_SECRET', '15-characters-1', 'can be guessed'],
  ['METRICS_TOKEN', 'short', 'can be guessed'],
  ['PHONE_NUMBERS', 'hidden', 'is an unknown word'],
  ['SLACK_ADMINS', '@alice', 'is a name, not an id'],
  ['RETENTION_DAYS', '0', 'would erase everything'],
  ['RETENTION_DAYS', '1.5', 'is not whole'],
  ['LOG_LEVEL', 'verbose', 'is an unknown word'],
  ['RUNBOOK_URL', 'http://wiki.example.com/runbook', 'can be changed on its way'],
  ['RUNBOOK_URL', 'docs/runbook', 'is no URL'],
  ['HTTPS_PROXY', 'proxy.example.com:3128', 'names no protocol'],
  ['HTTP_PROXY', 'socks5://proxy.example.com', 'is another kind of proxy'],
  ['NO_PROXY', 'a b', 'has a space'],
];

test.each(refused)('%s refuses “%s”, which %s', (name, value) => {
  expect(problemsOf({ ...enough, [name]: value }).problems.map((problem) => problem.name)).toEqual([name]);
});

const accepted: [
  name: string,
  value: string,
  read: (config: ReturnType<typeof readConfig>) => unknown,
  as: unknown,
][] = [
  [
    'REVOX_BASE_URL',
    'http://127.0.0.1:4010/api/',
    (config) => config.revox.baseUrl,
    'http://127.0.0.1:4010/api',
  ],
  ['REVOX_BASE_URL', 'http://[::1]:4010', (config) => config.revox.baseUrl, 'http://[::1]:4010'],
  [
    'SLACK_API_URL',
    'http://localhost:4020/api/',
    (config) => config.slack.apiUrl,
    'http://localhost:4020/api/',
  ],
  ['SLACK_CALLS_CHANNEL', '#revox-calls', (config) => config.slack.channels.calls, '#revox-calls'],
  ['SLACK_ALERTS_CHANNEL', 'C0123ABCDEF', (config) => config.slack.channels.alerts, 'C0123ABCDEF'],
  ['SLACK_DIGEST_CHANNEL', '"#été"', (config) => config.slack.channels.digest, '#été'],
  ['SLACK_CALLS_CHANNEL', '#Revox-Calls', (config) => config.slack.channels.calls, '#revox-calls'],
  ['SLACK_CALLS_CHANNEL', '#e\u0301te\u0301', (config) => config.slack.channels.calls, '#été'],
  ['TIMEZONE', 'europe/paris', (config) => config.timezone, 'Europe/Paris'],
  ['SLACK_ADMINS', 'U0123, W0456 U0789', (config) => config.slack.admins, ['U0123', 'W0456', 'U0789']],
  ['POLL_SCHEDULE', '"*/1 * * * * *"', (config) => config.pollSchedule, '*/1 * * * * *'],
  ['DATABASE_URL', 'postgresql://db/revox', (config) => config.databaseUrl, 'postgresql://db/revox'],
  ['TIMEZONE', 'America/Argentina/Ushuaia', (config) => config.timezone, 'America/Argentina/Ushuaia'],
  ['PORT', '0', (config) => config.http.port, 0],
  [
    'RUNBOOK_URL',
    'https://wiki.example.com/runbook/',
    (config) => config.runbookUrl,
    'https://wiki.example.com/runbook',
  ],
  [
    'https_proxy',
    'http://proxy.example.com:3128',
    (config) => config.proxies.https,
    'http://proxy.example.com:3128',
  ],
  ['LOG_LEVEL', '   ', (config) => config.logLevel, 'info'],
];

test.each(accepted)('%s accepts “%s”', (name, value, read, as) => {
  expect(read(readConfig({ ...enough, [name]: value }))).toEqual(as);
});

const swapped: [name: string, value: string, holds: string][] = [
  ['SLACK_BOT_TOKEN', 'xapp-1-example', 'an app-level token, which belongs in SLACK_APP_TOKEN'],
  ['SLACK_APP_TOKEN', 'xoxb-1-example', 'a bot token, which belongs in SLACK_BOT_TOKEN'],
  ['SLACK_BOT_TOKEN', 'xoxp-1-example', 'the bot needs the Bot User OAuth Token'],
  ['SLACK_BOT_TOKEN', 'sk_1_example', 'a Revox key, which belongs in REVOX_API_KEY'],
  ['REVOX_API_KEY', 'xoxb-1-example', 'a bot token, which belongs in SLACK_BOT_TOKEN'],
  ['SLACK_APP_TOKEN', '0123456789abcdef0123456789abcdef', 'belongs in SLACK_SIGNING_SECRET'],
];

test.each(swapped)('in %s, %s is recognised for what it is', (name, value, holds) => {
  const { message } = problemsOf({ ...enough, [name]: value });
  expect(message).toContain(holds);
  expect(message).not.toContain(value);
});

test('the invisible mark that an editor puts before the first setting is nothing', () => {
  const { REVOX_API_KEY, ...others } = enough;
  expect(readConfig({ '\uFEFFREVOX_API_KEY': REVOX_API_KEY, ...others }).revox.apiKey).toBe(REVOX_API_KEY);
});

const remarks: [env: Environment, names: string[], says: string | null][] = [
  [{ SLACK_ALERTS_CHANNEL: '' }, ['SLACK_ALERTS_CHANNEL'], 'a #name needs quotes'],
  [{ SLACK_ALERT_CHANNEL: 'C0123' }, ['SLACK_ALERT_CHANNEL'], 'did you mean SLACK_ALERTS_CHANNEL'],
  [{ DATABASE_URI: 'file:./a.db' }, ['DATABASE_URI'], 'did you mean DATABASE_URL'],
  [{ '\uFEFFREVOX_APIKEY': 'x' }, ['REVOX_APIKEY'], 'did you mean REVOX_API_KEY'],
  [{ HOSTNAME: 'box', PATH: '/bin', NODE_ENV: 'production', npm_config_noproxy: '', LANG: 'C' }, [], null],
];

test.each(remarks)('of %j, what is probably a slip is pointed out', (env, names, says) => {
  const found = remarksOn({ ...enough, ...env });
  expect(found.map(({ name }) => name)).toEqual(names);
  if (says !== null) expect(found[0]?.says).toContain(says);
});

test('a #name without quotes is empty to Node, which is why that is pointed out', () => {
  expect(parseEnv('SLACK_ALERTS_CHANNEL=#alerts')).toEqual({ SLACK_ALERTS_CHANNEL: '' });
});

test('the secrets are all that must never be printed', () => {
  const config = readConfig({
    ...enough,
    REVOX_WEBHOOK_SECRET: 'example-webhook-secret',
    DATABASE_URL: 'postgres://revox:example-password@127.0.0.1/revox',
  });

  expect(secretsOf(config).sort()).toEqual(
    [
      'example-password',
      'example-webhook-secret',
      'sk_example_key',
      'xapp-1-example',
      'xoxb-1-example',
    ].sort(),
  );
});

test('a password that a URL can only carry encoded is a secret in either spelling', () => {
  const config = readConfig({ ...enough, DATABASE_URL: 'postgres://revox:a%2Fpass%2fword@127.0.0.1/revox' });

  expect(secretsOf(config)).toEqual(expect.arrayContaining(['a%2Fpass%2fword', 'a/pass/word']));
});

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');

test.each(settingNames)('.env.example names %s once, under its explanation', (name) => {
  const lines = example.split('\n');
  const places = lines.flatMap((line, index) => (new RegExp(`^(# )?${name}=`).test(line) ? [index] : []));

  expect(places).toHaveLength(1);
  expect(lines[(places[0] as number) - 1]).toBe(`# ${aboutSetting(name).explanation}`);
});

test('.env.example leaves out nothing and adds nothing', () => {
  const named = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map((match) => match[1]);

  expect(named).toEqual(settingNames);
});

test('what must be filled in stands empty in .env.example, and the rest is commented out', () => {
  const uncommented = parseEnv(example);

  expect(uncommented).toEqual({ REVOX_API_KEY: '', SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' });
});

test('.env.example shows the defaults, and nothing in it is refused', () => {
  const shown = readConfig({ ...parseEnv(example.replaceAll(/^# (?=[A-Z_]+=)/gm, '')), ...enough });
  const defaults = readConfig(enough);

  expect(shown.slack.channels).toEqual({
    calls: '#revox-calls',
    alerts: '#revox-alerts',
    digest: '#revox-digest',
  });
  expect(shown.slack.admins).toHaveLength(2);
  expect(shown.hiddenFields).toEqual(['email', '*_phone', 'medical_*']);
  const { channels, admins } = defaults.slack;
  expect({ ...shown, hiddenFields: [], slack: { ...shown.slack, channels, admins } }).toEqual(defaults);
});

test('every default is shown in .env.example', () => {
  const withDefault = settingNames.filter(
    (name) => settings.shape[name].safeParse(undefined).data !== undefined,
  );
  const shown = parseEnv(example.replaceAll(/^# (?=[A-Z_]+=)/gm, ''));

  for (const name of withDefault) expect(shown[name], name).not.toBe('');
});

function problemsOf(env: Environment): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('expected the configuration to be refused');
}
