import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, test } from 'vitest';

import type { Database } from '../../../src/store/database.ts';
import { type BotProcess, botEnvironment, startBotProcess } from '../../support/bot-process.ts';
import { openPostgres } from '../../support/database.ts';
import {
  aCall,
  type Fault as RevoxFault,
  type RevoxServer,
  type ServedCall,
} from '../../support/revox-server.ts';
import { formBody, signedHeaders, slashCommand } from '../../support/slack-requests.ts';
import { type Fault as SlackFault, SlackServer } from '../../support/slack-server.ts';
import { until } from '../../support/socket-mode-server.ts';
import { alertsChannel, callsChannel } from '../bot-in-time.ts';
import { callsTold, endedAt, startRevox } from '../told.ts';
import { crashOnSignal } from './crash-on-signal.ts';
import { echo, leaksIn, personal, secrets, secretsIn } from './marks.ts';
import { type Admin, adminBefore } from './person.ts';

/** Each with a burst of questions of their own. */
const admins = ['U0ANNA', 'U0BEN', 'U0CLEO'] as const;

describe.concurrent('nothing personal and no secret is printed or shown where it does not belong', () => {
  test('on SQLite', { timeout: 600_000 }, async ({ expect }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-privacy-'));
    const path = join(folder.path, 'revox.db');
    const file = { url: `file:${path}`, trouble: (during: () => Promise<void>) => whileLocked(path, during) };
    const { found } = await live(folder.path, file);
    expect(found).toEqual([]);

    const bytes = ['', '-wal'].map((suffix) => textOfFile(path + suffix)).join('');
    expect(leaksIn('the file of the database', bytes)).toEqual([]);
  });

  test('on Postgres', { timeout: 600_000 }, async ({ expect }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-privacy-'));
    await using store = await openPostgres();
    const url = new URL(store.url);
    url.password = secrets.databasePassword;
    const database = {
      url: url.href,
      trouble: (during: () => Promise<void>) => whileCut(store.db, during),
    };
    const { found } = await live(folder.path, database);
    expect(found).toEqual([]);
  });
});

const startsThatFail: [why: string, different: Record<string, string>, code: number, says: string][] = [
  [
    'the database cannot be reached',
    { DATABASE_URL: `postgres://revox:${secrets.databasePassword}@127.0.0.1:1/revox` },
    1,
    'could not start',
  ],
  [
    'every secret is in the wrong place',
    {
      REVOX_BASE_URL: `https://revox:${secrets.revoxKey}@revox.invalid/`,
      SLACK_BOT_TOKEN: secrets.signingSecret,
      SLACK_APP_TOKEN: secrets.botToken,
      SLACK_ADMINS: secrets.webhookSecret,
      DATABASE_URL: `mysql://revox:${secrets.databasePassword}@db.invalid/revox`,
      PORT: personal.number,
    },
    78,
    'SLACK_BOT_TOKEN',
  ],
];

test.for(startsThatFail)(
  'nor when %s',
  { timeout: 60_000 },
  async ([, different, code, says], { expect }) => {
    await using slack = await SlackServer.start();
    await using revox = await startRevox({}, { now: Date.now }, 0);
    const neighbours = { revox, slack, databaseUrl: 'file::memory:' };
    const all = { ...environment(''), ...different };
    await using bot = startBotProcess(botEnvironment(neighbours, all));
    expect(await bot.ended).toBe(code);
    expect(bot.lines.join('\n')).toContain(says);
    expect(bot.lines.flatMap((line) => leaksIn('what was printed', line))).toEqual([]);
  },
);

interface StoreUnderTest {
  url: string;
  /** Runs something while the database is out of order. */
  trouble(during: () => Promise<void>): Promise<void>;
}

/** A day in the life of the bot: news, questions, failures of all around it, an erasing and a crash. */
async function live(folder: string, store: StoreUnderTest): Promise<{ found: string[] }> {
  await using revox = await startRevox({}, { now: Date.now }, 3);
  revox.key = secrets.revoxKey;
  await using slack = await SlackServer.start({
    channels: [callsChannel, alertsChannel].map((id) => ({ id, name: id.toLowerCase() })),
  });
  const bots: BotProcess[] = [];
  const url = () => urlOf(bots.at(-1)?.lines ?? []);
  const start = async () => {
    const more = environment(crashOnSignal(folder, echo));
    bots.push(startBotProcess(botEnvironment({ revox, slack, databaseUrl: store.url }, more)));
    await until(() => url() !== null, 30_000);
  };
  const people = admins.map((id) => adminBefore(() => url() ?? '', slack, id));
  const [anna, ben, cleo] = people as [Admin, Admin, Admin];
  const shown: string[] = [];
  const look = async (path: string) => {
    const answer = await fetch(new URL(path, url() ?? ''));
    shown.push(...leaksIn(path, await answer.text()));
  };
  const lookAll = () => Promise.all(['/metrics', '/readyz', '/healthz', '/revox/webhook/wrong'].map(look));

  try {
    await start();
    await tellCalls(revox, slack);
    shown.push(...inChannels(slack));
    await askAbout(anna, slack);
    await setUp(ben);
    await lookAll();
    await failRevox(revox);
    await lookAll();
    shown.push(...(await newsDuring(slack, () => store.trouble(() => cleo.types('save odd = calls today')))));
    await failSlack(slack, revox, url() ?? '', cleo);
    shown.push(...inChannels(slack));

    bots[0]?.send('SIGUSR2');
    if ((await bots[0]?.ended) !== 1) shown.push('the crash did not end the process');
    await start();
    await forget(cleo, slack, () => bots.at(-1)?.lines ?? []);
    shown.push(...afterForgetting(slack));
    await lookAll();
    revox.faults.push({ kind: 'status', status: 401, body: echo });
    await until(() => revox.faults.length === 0, 20_000);
    await bots.at(-1)?.stop();
  } finally {
    for (const bot of bots) await bot.kill();
  }
  const lines = bots.flatMap(({ lines: printed }) => printed);
  return {
    found: [
      ...shown,
      ...lines.flatMap((line) => leaksIn('the log', line)),
      ...missingIn(lines),
      ...everywhere(slack),
    ],
  };
}

function environment(nodeOptions: string): Record<string, string> {
  return {
    REVOX_API_KEY: secrets.revoxKey,
    SLACK_BOT_TOKEN: secrets.botToken,
    SLACK_SIGNING_SECRET: secrets.signingSecret,
    REVOX_WEBHOOK_SECRET: secrets.webhookSecret,
    SLACK_ALERTS_CHANNEL: alertsChannel,
    SLACK_ADMINS: admins.join(','),
    LOG_LEVEL: 'debug',
    NODE_OPTIONS: nodeOptions,
  };
}

function urlOf(lines: string[]): string | null {
  const started = lines.find((line) => line.includes('"msg":"started"'));
  return started === undefined ? null : String(JSON.parse(started).url);
}

const marked: Partial<ServedCall> = {
  phone_number: personal.number,
  recording_url: personal.recording,
  structured_output: {
    name: personal.name,
    email: personal.email,
    note: personal.field,
    callback: 'on +33 6 39 98 01 42',
  },
  transcript: [
    { role: 'user', content: personal.phrase },
    { role: 'tool', content: personal.phrase, tool_name: 'note', tool_arguments: { text: personal.phrase } },
  ],
  campaign: { about: personal.name },
};

/** An answered call and a failed one are told; another goes on. */
async function tellCalls(revox: RevoxServer, slack: SlackServer): Promise<void> {
  await until(() => revox.requests.length > 2, 20_000);
  revox.calls.push(aCall({ id: 'call-of-the-test', ...endedAt(Date.now()), ...marked }));
  await until(() => callsTold(slack, callsChannel) === 1, 40_000);
  const failed = aCall({ status: 'error', dial_error: 'precondition_failed' });
  revox.calls.push({ ...failed, ended_at: new Date().toISOString(), phone_number: personal.number });
  await until(() => callsTold(slack, callsChannel) >= 1 && callsTold(slack, alertsChannel) >= 1, 40_000);
  revox.calls.push(aCall({ status: 'ongoing', phone_number: personal.number }));
}

async function askAbout(anna: Admin, slack: SlackServer): Promise<void> {
  const { number } = personal;
  for (const text of [
    `calls phone:${number}`,
    `calls phnoe:${number} ${personal.name}`,
    'call call-of-the-test',
    `call ${number}`,
    `stats 7d phone:${number} by field:name`,
    'why call-of-the-test',
    'live',
    'status',
    `help ${personal.name}`,
    `${number} ${personal.phrase}`,
    `held ${number}`,
    `export phone:${number}`,
  ])
    await anna.types(text);
  await until(() => slack.files.shared.length === 1, 30_000);
  await anna.clicks('open_call', 'call-of-the-test');
  await anna.clicksInView('reveal_number', JSON.stringify({ c: 'call-of-the-test', p: 0, n: 1 }));
  await anna.clicks('list_older', echo);
}

async function setUp(ben: Admin): Promise<void> {
  const { number } = personal;
  await ben.types(`save theirs = calls phone:${number}`);
  await ben.types('run theirs');
  await ben.types(`subscribe errors phone:${number}`);
  await ben.clicks('subscribe_channel', `errors phone:${number}`);
  await ben.types(`mute phone:${number} 2h`);
  await ben.types('unmute');
  await ben.types(`replay since:1h phone:${number}`);
  await ben.clicks('undo_change', echo);
  await ben.clicks('unknown_button', echo);
}

/** One after the other, each followed by an answer that is right, so that the next is not waited for long. */
async function failRevox(revox: RevoxServer): Promise<void> {
  const faults: RevoxFault[] = [
    { kind: 'status', status: 500, body: echo },
    { kind: 'status', status: 422, body: JSON.stringify({ error: echo }) },
    { kind: 'answer', body: echo },
    { kind: 'answer', body: { error: echo } },
    { kind: 'answer', body: { calls: [{ ...marked, id: null }, { [echo]: echo }, echo] } },
    { kind: 'redirect', to: `http://127.0.0.1:1/?q=${encodeURIComponent(echo)}` },
    { kind: 'cut-mid-body' },
    { kind: 'truncated' },
    { kind: 'slow-headers', ms: 11_000 },
  ];
  for (const fault of faults) {
    revox.faults.push(fault);
    await until(() => revox.faults.length === 0, 30_000);
    const { length } = revox.requests;
    await until(() => revox.requests.length > length, 30_000);
  }
}

async function failSlack(slack: SlackServer, revox: RevoxServer, url: string, cleo: Admin): Promise<void> {
  const words: SlackFault = { kind: 'error', accepted: false, error: echo, messages: [echo] };
  const page: SlackFault = { kind: 'answer', accepted: false, status: 500, body: echo };
  const blocks: SlackFault = {
    ...words,
    error: 'invalid_blocks',
    messages: [`${echo} [json-pointer:/blocks/0]`],
  };
  const where = ({ channel }: { channel?: string }) => channel === callsChannel;
  for (const fault of [words, page, blocks]) slack.fail({ method: 'chat.postMessage', fault, where });
  for (const fault of [words, page]) slack.fail({ method: 'conversations.history', fault });
  slack.fail({ method: 'chat.update', fault: words });
  slack.fail({ method: 'files.getUploadURLExternal', fault: page });
  slack.fail({ method: 'views.open', fault: words });
  const told = callsTold(slack, callsChannel);
  revox.calls.push(aCall({ ...endedAt(Date.now()), ...marked }));
  await cleo.types('call call-of-the-test');
  await cleo.types(`export phone:${personal.number}`);
  await answerNowhere(slack, url);
  await until(() => callsTold(slack, callsChannel) > told, 240_000);
  await until(() => slack.files.shared.length === 2, 60_000);
  slack.heal();
}

/** What the bot says to a person meets a server that echoes, and then a channel that does not take it either. */
async function answerNowhere(slack: SlackServer, url: string): Promise<void> {
  const server = createServer((_, response) => response.writeHead(500).end(echo)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const who = { team_id: 'T0TEAM', user_id: 'U0ANNA', response_url: elsewhere };
  const body = formBody(slashCommand(`calls phone:${personal.number}`, who));
  const before = slack.requestsOf('chat.postEphemeral').length;
  await fetch(new URL('/slack/events', url), {
    method: 'POST',
    body,
    headers: signedHeaders(body, secrets.signingSecret),
  });
  await until(() => slack.requestsOf('chat.postEphemeral').length > before, 30_000);
  server.closeAllConnections();
  server.close();
}

/** The edits meet a Slack that fails at first, and so does the word that all is done. */
async function forget(cleo: Admin, slack: SlackServer, lines: () => string[]): Promise<void> {
  const words = { kind: 'error', accepted: false, error: echo } as const;
  slack.fail({ method: 'chat.update', fault: { ...words, messages: [echo] } });
  slack.fail({ method: 'conversations.open', fault: words });
  await cleo.types(`forget ${personal.number}`);
  await cleo.clicks('forget_number', personal.number);
  await until(() => afterForgetting(slack).length === 0, 180_000);
  await until(() => lines().some((line) => line.includes('personal data erased on request')), 180_000);
}

function afterForgetting(slack: SlackServer): string[] {
  return [callsChannel, alertsChannel]
    .flatMap((channel) => slack.messagesIn(channel))
    .map(({ text, blocks }) => JSON.stringify({ text, blocks }))
    .flatMap((said) => [
      ...leaksIn('a message of a forgotten person', said),
      ...(said.includes('0142') ? [said] : []),
    ]);
}

/** A channel is told what a call yielded; never the number, what was said, or where to hear it. */
function inChannels(slack: SlackServer): string[] {
  return slack.ledger
    .filter(({ channel }) => !channel.startsWith('D'))
    .flatMap(({ text, blocks, metadata }) => [
      ...leaksIn('metadata', JSON.stringify(metadata)),
      ...[personal.number.slice(1), '6 39 98 01 42', personal.phrase, 'marked-recording']
        .filter((mark) => JSON.stringify({ text, blocks }).includes(mark))
        .map((mark) => `a channel was shown ${mark}`),
    ]);
}

/** People may see what is personal where they ask for it; secrets nobody sees, in nothing that was ever sent. */
function everywhere(slack: SlackServer): string[] {
  const sent = [...slack.ledger.map(({ params }) => params), ...slack.responses.map(({ body }) => body)];
  const said = [...sent, ...slack.views.map(({ view }) => view), ...slack.files.shared];
  return [...said.flatMap((one) => secretsIn('what was sent to Slack', JSON.stringify(one)))];
}

/** What a person is told while something is out of order. */
async function newsDuring(slack: SlackServer, during: () => Promise<void>): Promise<string[]> {
  const { length } = slack.responses;
  await during();
  return slack.responses
    .slice(length)
    .flatMap(({ body }) => leaksIn('an error message in Slack', JSON.stringify(body)));
}

async function whileLocked(path: string, during: () => Promise<void>): Promise<void> {
  const other = new DatabaseSync(path);
  other.exec('begin immediate');
  await during().finally(() => other.exec('rollback'));
  other.close();
}

async function whileCut(db: Database, during: () => Promise<void>): Promise<void> {
  const cut = setInterval(() => {
    const others = sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    void others.execute(db);
  }, 20);
  await during().finally(() => clearInterval(cut));
}

/** Lines without which the day was not as bad as it should have been. */
function missingIn(lines: string[]): string[] {
  const expected = [
    'Revox could not be read',
    'a message is in doubt',
    'Slack refused the blocks of a message',
    'the response URL did not take the answer',
    'the channel did not take the answer either',
    'a person could not be answered',
    'ended by a defect',
    'personal data erased on request',
  ];
  return expected.filter((line) => !lines.some((it) => it.includes(line))).map((line) => `no line: ${line}`);
}

function textOfFile(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
