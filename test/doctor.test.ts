import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { recogniseNames } from '../src/calls/typed-text.ts';
import { checkClock } from '../src/doctor/check-clock.ts';
import { checkCopies } from '../src/doctor/check-copies.ts';
import { roomFinding } from '../src/doctor/check-disk.ts';
import { examine } from '../src/doctor/examine.ts';
import { reportOf } from '../src/doctor/report.ts';
import { closeServer, listenOn } from '../src/process/listen.ts';
import { scrubber } from '../src/process/scrub.ts';
import { noteNames } from '../src/slack/door/unread-names.ts';
import { scopesNeeded } from '../src/slack/line/scopes.ts';
import { migrate, openDatabase } from '../src/store/engine/database.ts';
import { compiledOnce } from './support/compiled-once.ts';
import { aCall, createRevoxServer, type RevoxServer } from './support/revox-server.ts';
import { sampleCall } from './support/sample-calls.ts';
import { type Fault, rateLimited, SlackServer } from './support/slack/slack-server.ts';
import { storeCalls } from './support/stored-calls.ts';

const everyScope = Object.keys(scopesNeeded);
const channels = [
  { id: 'C0CALLS', name: 'revox-calls' },
  { id: 'C0ALERTS', name: 'revox-alerts' },
];

let revox: RevoxServer;
let slack: SlackServer;
let folder: string;

beforeEach(async () => {
  revox = await createRevoxServer({ key: 'sk_doctor_key', calls: [aCall(), aCall()] }).listen();
  slack = await SlackServer.start({ channels });
  slack.on('apps.connections.open', () => ({ ok: true, url: 'wss://127.0.0.1/link' }));
  grantScopes(everyScope);
  folder = await mkdtemp(join(tmpdir(), 'revox-doctor-'));
});

afterEach(async () => {
  await revox.close();
  await slack.close();
  await rm(folder, { recursive: true, force: true });
});

test('a bot that can start passes every check, and nothing is changed by looking', async () => {
  const { code, lines } = await examinedByProcess();

  expect(lines).toEqual([
    '✓ Settings: all are valid.',
    '✓ Outgoing connections: direct: no HTTPS_PROXY or HTTP_PROXY is set.',
    '✓ Revox key: Revox accepts it.',
    '✓ Revox list of calls: 2 of the 2 newest rows can be read.',
    '✓ Slack bot token: Slack accepts it: revox in Acme.',
    '✓ Slack scopes: all scopes of manifest.yml are granted.',
    '✓ Channel #revox-calls: the bot is in it.',
    '✓ Channel C0ALERTS: the bot is in it.',
    '! Direct messages: not tried; npm run doctor -- --user U… posts a line to that person and deletes it.',
    '✓ Slack app token: Slack accepts it for Socket Mode.',
    '✓ Clock: right, by Slack and Revox.',
    `✓ Database: will be created at ${folder}/data/revox.db.`,
    expect.stringMatching(/^✓ Disk: [\d,]+ MiB free at /),
    '✓ Port 0: free.',
    '',
    '13 of 13 checks passed: ready to start. `npm run verify:live` checks that Slack accepts every kind of message.',
  ]);
  expect(code).toBe(0);
  expect(slack.ledger).toEqual([]);
  await expect(readFile(join(folder, 'data/revox.db'))).rejects.toThrow('ENOENT');
});

type Injected = [what: string, inject: () => unknown, line: string | RegExp];

/** One fault each, and the one line that changes. */
const faults: Injected[] = [
  [
    'a Revox key that is refused',
    () => (revox.key = 'sk_another_key'),
    '✗ Revox key: Revox answered with status 401. → put the API key of your Revox account into REVOX_API_KEY.',
  ],
  [
    'a Revox that is down',
    () => revox.close(),
    /^✗ Revox key: Revox gave no whole answer \(ECONNREFUSED\)\. → check that this machine can reach/,
  ],
  [
    'something else at the address of Revox',
    () => (revox.faultFor = ({ path }) => (path === '/api/auth-status' ? { kind: 'html' } : null)),
    /^✗ Revox key: .* not JSON\. → check REVOX_BASE_URL: the server there is not the Revox API\.$/,
  ],
  [
    'a list that is no list',
    () =>
      (revox.faultFor = ({ path }) => (path === '/api/call' ? { kind: 'answer', body: { data: [] } } : null)),
    /^✗ Revox list of calls: Revox answered without a list of calls\. → check REVOX_BASE_URL/,
  ],
  [
    'rows that nobody can read',
    () =>
      (revox.faultFor = ({ path }) =>
        path === '/api/call' ? { kind: 'answer', body: { calls: [{}, 'a call'] } } : null),
    /^✗ Revox list of calls: none of the 2 newest rows can be read\. → check REVOX_BASE_URL/,
  ],
  [
    'a bot token that Slack does not know',
    () => slackRefuses('auth.test', 'invalid_auth'),
    '✗ Slack bot token: Slack says invalid_auth. → copy the Bot User OAuth Token from OAuth & Permissions into SLACK_BOT_TOKEN.',
  ],
  [
    'an app that was removed from the workspace',
    () => slackRefuses('auth.test', 'account_inactive'),
    /^✗ Slack bot token: Slack says account_inactive\. → install the app to the workspace again/,
  ],
  [
    'a Slack that asks to slow down',
    () => slackGoesWrong('auth.test', rateLimited('30')),
    '✗ Slack bot token: Slack limits the rate. → wait a minute and run this again.',
  ],
  [
    'a Slack that breaks off',
    () => slackGoesWrong('auth.test', { kind: 'cut', accepted: false }),
    /^✗ Slack bot token: Slack's answer could not be read .* → check that this machine can reach the host/,
  ],
  [
    'a scope that is missing',
    () => grantScopes(everyScope.filter((scope) => scope !== 'channels:history')),
    /^✗ Slack scopes: missing channels:history \(without it, .*\)\. → paste “- channels:history” under oauth_config → scopes → bot/,
  ],
  [
    'an app token without its scope',
    () => slackRefuses('apps.connections.open', 'missing_scope'),
    /^✗ Slack app token: Slack says missing_scope\. → create an app-level token with connections:write/,
  ],
  [
    'a channel that is not there',
    () => slack.channels.delete('C0ALERTS'),
    /^✗ Channel C0ALERTS: Slack says channel_not_found\. → check the id or name in .env/,
  ],
  [
    'a name that no channel has',
    () => slack.channels.delete('C0CALLS'),
    /^✗ Channel #revox-calls: the bot finds no channel with this name\. → check the id or name/,
  ],
  [
    'channels that cannot be searched',
    () => slackRefuses('conversations.list', 'missing_scope'),
    /^✗ Channel #revox-calls: the list of channels could not be read: Slack says missing_scope\. →/,
  ],
  [
    'a channel that the bot is not in',
    () => slack.addChannel({ id: 'C0ALERTS', name: 'revox-alerts', isMember: false }),
    '✗ Channel C0ALERTS: the bot is not in it. → type /invite @Revox in #revox-alerts.',
  ],
  [
    'an archived channel',
    () => slack.addChannel({ id: 'C0ALERTS', name: 'revox-alerts', isArchived: true }),
    '✗ Channel C0ALERTS: it is archived. → unarchive it, or set another channel in .env.',
  ],
  [
    'a clock that is ahead',
    () => tellTime(Date.now() - 310_000),
    /^✗ Clock: 3\d\d s ahead of that of Revox\. → turn on time synchronisation/,
  ],
  [
    'a clock that is behind',
    () => tellTime(Date.now() + 600_000),
    /^✗ Clock: (5\d\d|600) s behind that of Revox\. →/,
  ],
  [
    'a file that is no database',
    () => writeFile(join(folder, 'revox.db'), 'not a database, but longer than a page header'.repeat(50)),
    /^✗ Database: the database file is damaged \(.*revox\.db\): file is not a database\. → stop the bot and restore/,
  ],
  [
    'a database of a newer version',
    () => databaseOf('file:', ['999-of-tomorrow']),
    '✗ Database: a newer version of this bot has changed the database (999-of-tomorrow). → run that version, or restore the backup from before the upgrade.',
  ],
];

test.each(faults)('%s is one line, and says what to do', async (_, inject, line) => {
  await inject();

  const { code, lines } = await examined({ DATABASE_URL: `file:${join(folder, 'revox.db')}` });

  expect(lines.filter((it) => it.startsWith('✗'))).toEqual([
    typeof line === 'string' ? line : expect.stringMatching(line),
  ]);
  expect(code).toBe(1);
});

test('files and folders that others can read are pointed out, and closed by what it says', async () => {
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o755 });
  const file = join(data, 'revox.db');
  const db = openDatabase(`file:${file}`);
  await migrate(db);
  await db.destroy();
  await chmod(file, 0o644);
  await chmod(data, 0o755);

  const before = await examined();
  const [remark = ''] = before.lines.filter((line) => line.startsWith('! Files: '));
  await promisify(execFile)('chmod', ['go-rwx', data, file]);

  expect(before.code).toBe(0);
  expect(remark).toBe(
    `! Files: others on this machine can read or change ${data}, ${file}: fix it with chmod go-rwx.`,
  );
  expect((await examined()).output).not.toContain('Files:');
});

test('the folder of nightly copies is looked at: whether it can be written, is private, and how old the newest is', async () => {
  const copies = join(folder, 'copies');
  const saidOf = async (BACKUP_FOLDER: string) => {
    const { code, lines } = await examined({ BACKUP_FOLDER });
    return [
      code,
      ...lines
        .filter((line) => /(Nightly copies|Files): /.test(line))
        .map((line) => line.replaceAll(folder, '')),
    ];
  };

  expect(await saidOf(copies)).toEqual([
    0,
    '✓ Nightly copies: will be created in /copies; the first copy is made at the next start.',
  ]);
  await mkdir(copies, { mode: 0o700 });
  await writeFile(join(copies, 'revox-of-a-person.db'), '', { mode: 0o600 });
  expect(await saidOf(copies)).toEqual([0, expect.stringMatching(/^! Nightly copies: none in \/copies yet/)]);
  const newest = join(copies, nightlyAt(Date.now()));
  await writeFile(newest, '', { mode: 0o644 });
  expect(await saidOf(copies)).toEqual([
    0,
    expect.stringMatching(/^! Files: .*\/copies\/revox-nightly-[\dTZ-]+\.db: fix it/),
    '✓ Nightly copies: the newest in /copies is 0 h old.',
  ]);
  await rm(newest);
  await writeFile(join(copies, nightlyAt(Date.now() - 72 * 3_600_000)), '', { mode: 0o600 });
  expect(await saidOf(copies)).toEqual([
    0,
    expect.stringMatching(/^! Nightly copies: .* is 72 h old: \/readyz says why/),
  ]);
  const [code, said] = await saidOf(join(folder, 'not/there'));
  expect([code, said]).toEqual([
    1,
    expect.stringMatching(/^✗ Nightly copies: BACKUP_FOLDER .* can't be written: .*ENOENT/),
  ]);
});

describe('of nightly copies', () => {
  const now = Date.parse('2026-03-02T12:00:00Z');
  const dayMs = 86_400_000;
  const said = async (different: object = {}) => {
    const copies = { folder, databaseUrl: 'file:/data/revox.db', path: '', ...different };
    return (await checkCopies(copies, now)).map(
      ({ state, says }) => `${state}: ${says.replace(folder, '…')}`,
    );
  };
  const keep = (...ages: number[]) =>
    Promise.all(ages.map((days) => writeFile(join(folder, nightlyAt(now - days * dayMs)), '')));

  test('one that a wrong clock dated ahead hides no age, and more than seven are worth a look', async () => {
    await keep(-30);
    expect(await said()).toEqual([expect.stringMatching(/the newest in … has a date in the future: check/)]);
    await keep(3, 4, 5, 6, 7, 8);
    expect(await said()).toEqual([expect.stringMatching(/the newest in … is 72 h old: \/readyz says why/)]);
    await keep(0);
    expect(await said()).toEqual([
      expect.stringMatching(/the newest in … is 0 h old, but there are 8, not 7: \/readyz says why/),
    ]);
  });

  test('none is made of Postgres without its tools', async () => {
    await keep(0);
    const databaseUrl = 'postgres://revox@127.0.0.1:1/revox';
    expect(await said({ databaseUrl, path: folder })).toEqual([
      expect.stringMatching(/is 0 h old$/),
      expect.stringMatching(/pg_dump and pg_restore not found, so BACKUP_FOLDER gets no copy of Postgres/),
    ]);
    for (const tool of ['pg_dump', 'pg_restore']) await writeFile(join(folder, tool), '', { mode: 0o700 });
    expect(await said({ databaseUrl, path: `/nowhere:${folder}` })).toHaveLength(1);
  });
});

function nightlyAt(at: number): string {
  return `revox-nightly-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}.db`;
}

test('what needs a thing that is wrong is not looked at, and says why', async () => {
  revox.key = 'sk_another_key';
  slackRefuses('auth.test', 'token_revoked');

  const { lines } = await examined();

  expect(lines.filter((line) => line.startsWith('–'))).toEqual([
    '– Revox list of calls: skipped because the check of the key failed.',
    '– Slack scopes: skipped because the check of the bot token failed.',
    '– Channels: skipped because the check of the bot token failed.',
  ]);
});

test('with settings that are partly wrong everything else is still looked at', async () => {
  const { code, lines } = await examined({
    REVOX_API_KEY: '',
    SLACK_APP_TOKEN: 'xoxb-in-the-wrong-place',
    TIMEZONE: 'Paris',
  });

  expect(code).toBe(1);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^✗ Setting REVOX_API_KEY: missing\. → put it into \.env: /),
      '✗ Setting SLACK_APP_TOKEN: not valid, it is a bot token, which belongs in SLACK_BOT_TOKEN. → put it into .env: an app-level token, which starts with xapp-, for example xapp-….',
      expect.stringMatching(/^✗ Setting TIMEZONE: not valid\. → put it into \.env: an IANA time zone/),
      '– Revox key: skipped because REVOX_API_KEY must be fixed first.',
      '– Slack app token: skipped because SLACK_APP_TOKEN must be fixed first.',
      '✓ Slack bot token: Slack accepts it: revox in Acme.',
      '✓ Channel #revox-calls: the bot is in it.',
      '✓ Clock: right, by Slack and Revox.',
      '✓ Port 0: free.',
    ]),
  );
});

test('what is probably a slip is pointed out, and does not stop a start', async () => {
  const { code, lines } = await examined({ SLACK_DIGEST_CHANNEL: '', SLACK_ALERT_CHANNEL: 'C0ALERTS' });

  expect(code).toBe(0);
  expect(lines).toEqual(
    expect.arrayContaining([
      '! Setting SLACK_DIGEST_CHANNEL: set, but empty: a #name needs quotes in .env, because # starts a comment there.',
      '! Setting SLACK_ALERT_CHANNEL: not a setting of this bot: did you mean SLACK_ALERTS_CHANNEL.',
    ]),
  );
});

test('an example is shown whole, also where the same was typed as a value', async () => {
  const { lines } = await examined({ DATABASE_URL: 'postgres' });
  const line = lines.find((one) => one.startsWith('✗ Setting DATABASE_URL'));

  expect(line).toContain('postgres://user:password@db.example.com/revox');
});

test('an empty environment is three settings to put right', async () => {
  const { code, output } = await runDoctor({ DATABASE_URL: `file:${folder}/revox.db`, ...nearby() });

  expect(code).toBe(1);
  expect(output.match(/^✗ Setting /gm)).toHaveLength(3);
});

test('in HTTP mode the signing secret is not put to Slack', async () => {
  const { lines } = await examined({ SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'doctor-signing-secret' });

  expect(lines).toContain(
    '✓ Slack signing secret: set; only a request from Slack can show whether it is correct.',
  );
  expect(slack.requestsOf('apps.connections.open')).toEqual([]);
});

test('without channels in the settings people are pointed to the command', async () => {
  const { lines } = await examined({
    SLACK_CALLS_CHANNEL: '',
    SLACK_ALERTS_CHANNEL: '',
    SLACK_DIGEST_CHANNEL: '',
  });

  expect(lines).toContain('✓ Channels: none is set in .env; after the start you choose them in Slack.');
});

test('no secret is printed, whatever goes wrong and wherever it was put', async () => {
  await revox.close();
  const { output } = await examined({
    SLACK_CALLS_CHANNEL: 'sk_in_the_wrong_place',
    REVOX_WEBHOOK_SECRET: 'doctor webhook secret',
    DATABASE_URL: 'postgres://revox:doctor-password@127.0.0.1:1/revox',
  });

  expect(output).toContain('✗ Database: ');
  expect(output).not.toMatch(/sk_|xoxb-doctor|xapp-doctor|webhook secret|doctor-password/);
});

describe('the database', () => {
  test('one that a start would bring up to date says how', async () => {
    await writeFile(join(folder, 'revox.db'), '');

    const { lines } = await examined({ DATABASE_URL: `file:${join(folder, 'revox.db')}` });

    expect(lines).toContainEqual(
      expect.stringMatching(/^✓ Database: is writable; the next start migrates it \(001-/),
    );
  });

  test('one that a running bot is writing to is fine, and keeps what it holds', async () => {
    const url = await databaseOf('file:', []);
    await using bot = openDatabase(url);
    await bot.insertInto('state').values({ key: 'a', value: '1', updated_at: 0 }).execute();

    const { code, lines } = await examinedByProcess({ DATABASE_URL: url });

    expect(lines).toContain('✓ Database: is writable and up to date.');
    expect(code).toBe(0);
    expect(await bot.selectFrom('state').select('key').execute()).toEqual([{ key: 'a' }]);
  });

  test('a way to the file that is no folder is a problem', async () => {
    await writeFile(join(folder, 'file'), '');

    const { lines } = await examined({ DATABASE_URL: `file:${join(folder, 'file/data/revox.db')}` });

    expect(lines).toContainEqual(expect.stringMatching(/^✗ Database: .*→ make .* writable/));
  });

  test('a Postgres that is not there is a problem, and its disk is its own', async () => {
    const { lines } = await examined({ DATABASE_URL: 'postgres://revox@127.0.0.1:1/revox' });

    expect(lines).toContainEqual(
      expect.stringMatching(
        /^✗ Database: .*ECONNREFUSED.* → check that it is running, and that DATABASE_URL has/,
      ),
    );
    expect(lines.filter((line) => line.includes('Disk'))).toEqual([]);
  });
});

describe('a direct message', () => {
  test('one that Slack takes is posted to who was named, and deleted', async () => {
    const { code, lines } = await examinedByProcess({}, ['--user', 'U0ANNA']);

    expect(code).toBe(0);
    expect(lines).toContain('✓ Direct messages: Slack accepted a test line, which is deleted again.');
    expect(slack.ledger).toMatchObject([{ channel: 'D0U0ANNA', deleted: true }]);
  });

  test.each([
    ['chat.postMessage', 'messages_tab_disabled', /turn on Messages Tab/],
    ['conversations.open', 'user_not_found', /check the id after --user/],
    ['conversations.open', 'missing_scope', /paste manifest\.yml/],
  ])('%s refused with %s is a problem', async (method, word, next) => {
    slackRefuses(method, word);

    const { code, lines } = await examined({}, 'U0ANNA');

    expect(code).toBe(1);
    const line = lines.find((it) => it.includes('Direct messages'));
    expect(line).toContain(`✗ Direct messages: Slack says ${word}. →`);
    expect(line).toMatch(next);
  });

  test('one that cannot be deleted is said to be there still', async () => {
    slackRefuses('chat.delete', 'cant_delete_message');

    const { code, lines } = await examined({}, 'U0ANNA');

    expect(code).toBe(0);
    expect(lines.join('\n')).toContain('it could not be deleted: Slack says cant_delete_message');
  });

  test('anyone who is named wrongly is asked for an id', async () => {
    const { code, output } = await examinedByProcess({}, ['--user', '@anna']);

    expect({ code, output }).toEqual({
      code: 2,
      output: 'Name the person for the direct message: npm run doctor -- --user U0123456789\n',
    });
  });
});

test('one clock of two that differs is named, and one that cannot be asked is left out', async () => {
  const noon = Date.UTC(2026, 2, 2, 12);
  await using ahead = await listener('', new Date(noon + 21_000).toUTCString());
  await using right = await listener('', new Date(noon + 19_000).toUTCString());

  const told = await checkClock({ Slack: ahead.url, Revox: right.url }, () => noon);
  const silent = await checkClock({ Slack: 'http://127.0.0.1:1', Revox: right.url }, () => noon);
  const nobody = await checkClock({ Slack: 'http://127.0.0.1:1' }, () => noon);

  expect(told).toMatchObject({ state: 'problem', says: '21 s behind that of Slack' });
  expect(silent).toMatchObject({ state: 'ok', says: 'right, by Revox' });
  expect(nobody.state).toBe('unknown');
});

test('too little room on the disk is a problem', () => {
  const mebibyte = 1024 ** 2;

  expect(roomFinding(512 * mebibyte, '/data')).toMatchObject({ state: 'ok', says: '512 MiB free at /data' });
  expect(roomFinding(511.9 * mebibyte, '/data')).toMatchObject({
    state: 'problem',
    says: '511 MiB free at /data',
  });
});

describe('the port', () => {
  test('one that another program has is a problem', async () => {
    await using other = await listener('something else');

    const { lines } = await examined({ PORT: other.port });

    expect(lines).toContain(
      `✗ Port ${other.port}: port ${other.port} of 127.0.0.1 is in use by another program. → stop it, or set PORT to a free port.`,
    );
  });

  test('one that the bot itself has is fine', async () => {
    await using bot = await listener('ok\n');

    const { lines } = await examined({ PORT: bot.port });

    expect(lines).toContain(`✓ Port ${bot.port}: in use by a running bot.`);
  });
});

test('what the bot noticed of an older manifest is said, with what to paste', async () => {
  const DATABASE_URL = `file:${join(folder, 'older.db')}`;
  await using db = openDatabase(DATABASE_URL);
  await migrate(db);
  await noteNames(db, 'calls @anna', recogniseNames, Date.now());

  const { code, lines } = await examinedByProcess({ DATABASE_URL });

  expect(code).toBe(0);
  expect(lines.find((line) => line.startsWith('! Slack manifest'))).toContain('should_escape: true');
});

test('kept counts that are not what stored calls come to are said, with the command that corrects them', async () => {
  const DATABASE_URL = await databaseOf('file:', []);
  await using db = openDatabase(DATABASE_URL);
  const lineOf = async () =>
    (await examinedByProcess({ DATABASE_URL })).lines.find((line) => line.includes(' Kept counts: '));
  expect(await lineOf()).toBeUndefined();
  await storeCalls(db, [sampleCall()]);
  expect(await lineOf()).toBe(
    '✓ Kept counts: right for the 26 hours, days and totals that were counted again.',
  );

  await db.updateTable('tallies').set({ calls: 2 }).where('length', '=', 'hour').execute();
  expect(await lineOf()).toMatch(
    /^✗ Kept counts: wrong for 2 of the 26 hours, days and totals .* → type npm run recount, also while the bot runs\.$/,
  );
});

test('the scopes it looks for are those of the manifest', async () => {
  const manifest = parse(await readFile(new URL('../manifest.yml', import.meta.url), 'utf8'));

  expect(everyScope.toSorted()).toEqual(manifest.oauth_config.scopes.bot.toSorted());
});

function nearby() {
  return { REVOX_BASE_URL: revox.baseUrl, SLACK_API_URL: slack.url, PORT: '0' };
}

/** What the command says, without a process of its own. */
async function examined(different: Record<string, string> = {}, user: string | null = null) {
  const { findings, secrets } = await examine(settings(different), user);
  const output = `${reportOf(findings, scrubber(secrets))}\n`;
  const code = findings.some(({ state }) => state === 'problem') ? 1 : 0;
  return { code, output, lines: output.trimEnd().split('\n') };
}

async function examinedByProcess(different: Record<string, string> = {}, args: string[] = []) {
  const { code, output } = await runDoctor(settings(different), args);
  return { code, output, lines: output.trimEnd().split('\n') };
}

function settings(different: Record<string, string>) {
  return {
    REVOX_API_KEY: 'sk_doctor_key',
    SLACK_BOT_TOKEN: 'xoxb-doctor',
    SLACK_APP_TOKEN: 'xapp-doctor',
    SLACK_CALLS_CHANNEL: '#revox-calls',
    SLACK_ALERTS_CHANNEL: 'C0ALERTS',
    SLACK_DIGEST_CHANNEL: '#revox-calls',
    DATABASE_URL: `file:${join(folder, 'data/revox.db')}`,
    ...nearby(),
    ...different,
  };
}

function runDoctor(
  env: Record<string, string>,
  args: string[] = [],
): Promise<{ code: unknown; output: string }> {
  const doctor = join(import.meta.dirname, '../src/doctor.ts');
  return new Promise((resolve) => {
    const options = { env: { ...compiledOnce, ...env }, cwd: folder };
    execFile(process.execPath, [doctor, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, output: stdout + stderr });
    });
  });
}

function grantScopes(scopes: string[]): void {
  slack.heal();
  const body = JSON.stringify({
    ok: true,
    team: 'Acme',
    team_id: 'T0TEAM',
    user: 'revox',
    user_id: 'U0REVOX',
  });
  const headers = { 'content-type': 'application/json', 'x-oauth-scopes': scopes.join(',') };
  slack.fail({
    method: 'auth.test',
    fault: { kind: 'answer', accepted: false, headers, body },
    times: Number.POSITIVE_INFINITY,
  });
}

function slackRefuses(method: string, error: string): void {
  slackGoesWrong(method, { kind: 'error', accepted: false, error });
}

function slackGoesWrong(method: string, fault: Fault): void {
  if (method === 'auth.test') slack.heal();
  slack.fail({ method, fault, times: Number.POSITIVE_INFINITY });
}

function tellTime(at: number): void {
  const headers = { date: new Date(at).toUTCString() };
  revox.faultFor = ({ path }) => (path === '/api' ? { kind: 'status', status: 404, headers } : null);
}

/** A database as this version leaves it, with migrations that it does not know. */
async function databaseOf(scheme: 'file:', others: string[]): Promise<string> {
  const url = `${scheme}${join(folder, 'revox.db')}`;
  await using db = openDatabase(url);
  await migrate(db);
  for (const name of others)
    await sql`insert into kysely_migration (name, timestamp) values (${name}, 'tomorrow')`.execute(db);
  return url;
}

async function listener(says: string, date?: string) {
  const server = createServer((_, response) => {
    if (date !== undefined) response.setHeader('date', date);
    response.end(says);
  });
  const url = await listenOn(server, '127.0.0.1', 0);
  return { url, port: new URL(url).port, [Symbol.asyncDispose]: () => closeServer(server, 0) };
}
