import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { checkMessage } from '../../demo/slack/rules/check-message.ts';
import { uncertainRows } from '../../demo/slack/rules/rows.ts';
import { run } from '../../verify/run.ts';
import { sampleMessages } from '../../verify/samples/messages.ts';
import { compiledOnce } from '../support/compiled-once.ts';
import { type Fault, rateLimited, SlackServer } from '../support/slack/slack-server.ts';
import { refuse } from '../support/slack/slack-workspace.ts';

const channel = 'C0LIVE1234';
const user = 'U0LIVE1234';
const botToken = 'xoxb-live-secret-1';

let slack: SlackServer;
let folder: string;
let report: string;
let env: Record<string, string>;

beforeEach(async () => {
  slack = await SlackServer.start({ channels: [{ id: channel, name: 'live' }], kind: { doubts: 'taken' } });
  // The product never sends one: this asks whether it might.
  slack.gate.expectRefusal('chat.postMessage', 'type.known');
  folder = await mkdtemp(join(tmpdir(), 'revox-verify-'));
  report = join(folder, 'report.md');
  env = { PATH: process.env.PATH ?? '', SLACK_BOT_TOKEN: botToken, SLACK_API_URL: slack.url };
});

afterEach(async () => {
  await slack.close();
  await rm(folder, { recursive: true, force: true });
});

test('where Slack takes everything it says so, leaves nothing behind, and can be run again', async () => {
  for (const run of [1, 2]) {
    const { code, printed } = await verified();

    expect(printed).toContain('Slack takes everything that the product needs.');
    expect({ run, code }).toEqual({ run, code: 0 });
    expect(leftBehind()).toEqual([]);
  }
  expect(slack.requestsOf('chat.postMessage').length).toBeGreaterThan(40);
});

/** What it asks on purpose, since only a real Slack knows. */
function expectDoubts(): void {
  const asked = {
    'chat.postMessage': 'message',
    'chat.postEphemeral': 'ephemeral',
    'views.publish': 'home',
    'views.open': 'modal',
  };
  for (const [method, surface] of Object.entries(asked))
    for (const block of ['data_visualization', 'table', 'data_table', 'card'])
      slack.gate.expectRefusal(method, `block/${block}/${surface}`);
  for (const rule of ['table.beside-data_table', 'url.characters', 'message.characters', 'type.known'])
    slack.gate.expectRefusal('chat.postMessage', rule);
  for (const method of ['conversations.history', 'conversations.replies'])
    slack.gate.expectRefusal(method, `method/${method}`);
}

/** Each kind of Slack in which somebody may run it. */
const kinds = (['internal', 'distributed'] as const).flatMap((app) =>
  (['workspace', 'grid'] as const).flatMap((organisation) =>
    (['refused', 'taken'] as const).map((doubts) => ({ app, organisation, doubts })),
  ),
);

test.each(kinds)(
  'an app that is $app, in a $organisation, with doubts $doubts, has all it needs',
  async (kind) => {
    await slack.close();
    slack = await SlackServer.start({
      channels: [{ id: channel, name: 'live' }],
      kind: { ...kind, minuteMs: 200 },
    });
    expectDoubts();
    env = { ...env, SLACK_API_URL: slack.url };

    const { code, printed } = await verified();

    expect(printed).toContain('Slack takes everything that the product needs.');
    expect(code).toBe(0);
    expect(printed).toMatch(
      kind.doubts === 'taken' ? /✓ in doubt: block\/table\/ephemeral/ : /! in doubt: block\/table\/ephemeral/,
    );
    expect(leftBehind()).toEqual([]);
  },
);

test('every message of the pictures is posted, and what is posted is deleted again', async () => {
  await verified();

  const said = [...slack.requestsOf('chat.postMessage'), ...slack.requestsOf('chat.update')];
  const texts = said.map(({ params }) => params.text);
  expect(slack.ledger.filter(({ threadTs }) => threadTs !== null)).toHaveLength(1);
  expect(slack.ledger.some(({ edits }) => edits === 1)).toBe(true);
  for (const { name, rendered } of sampleMessages({ channel, user }))
    expect({ name, texts }).toEqual({
      name,
      texts: expect.arrayContaining([rendered.text]),
    });
  expect(slack.ledger.every(({ metadata }) => String(metadata?.event_payload.id).startsWith('verify-'))).toBe(
    true,
  );
});

test('the report has a row for each thing that nobody is sure of, and names nobody', async () => {
  await verified();

  const text = await readFile(report, 'utf8');
  for (const { id } of uncertainRows) expect(text).toContain(`| in doubt: ${id} |`);
  expect(text).toContain('not asked: run it with --listen');
  for (const secret of [botToken, channel, user, 'T0TEAM', 'U0REVOX', 'live-secret'])
    expect(text).not.toContain(secret);
});

type Refusal = [essential: string, method: string, where?: (params: Record<string, string>) => boolean];

const refusals: Refusal[] = [
  ['post', 'chat.postMessage'],
  ['edit', 'chat.update'],
  ['delete', 'chat.delete'],
  ['ephemeral', 'chat.postEphemeral'],
  ['thread', 'chat.postMessage', ({ thread_ts: thread }) => thread !== undefined],
  ['read-back', 'conversations.history'],
  ['direct message', 'conversations.open'],
  ['direct message', 'chat.postMessage', ({ channel: to }) => to?.startsWith('D') ?? false],
  ['upload', 'files.getUploadURLExternal'],
  ['upload', 'files.completeUploadExternal'],
  ['Home', 'views.publish'],
  ['people', 'users.info'],
  ['channels', 'conversations.info'],
];

describe('it fails, and says what is refused', () => {
  test.each(refusals)('%s: %s', async (essential, method, where) => {
    slack.fail({ method, times: 1_000, fault: error('missing_scope'), ...(where && { where }) });

    const { code, printed } = await verified();

    expect(code).toBe(1);
    expect(printed).toContain('missing_scope');
    expect(printed).toMatch(new RegExp(`does not take everything that the product needs: .*${essential}`));
    if (method !== 'chat.delete') expect(leftBehind()).toEqual([]);
  });
});

test('blocks that Slack refuses are not fatal where the product says it otherwise', async () => {
  refuseBlocks();

  const { code, printed } = await verified();

  expect(printed).toContain('invalid_blocks');
  expect(printed).toContain('posts it without charts and tables, whose numbers are lines then');
  expect(printed).toMatch(/! in doubt: block\/table\/ephemeral +refused: invalid_blocks/);
  expect(code).toBe(0);
});

test('it waits where Slack asks for it, and notes that and every warning', async () => {
  slack.fail({ method: 'users.info', fault: rateLimited('1') });
  slack.fail({
    method: 'chat.update',
    fault: { kind: 'changed', accepted: true, changes: { warning: 'superfluous_charset' } },
  });

  expect((await verified()).code).toBe(0);

  const text = await readFile(report, 'utf8');
  expect(text).toContain('`users.info: retry-after 1`');
  expect(text).toContain('`chat.update: superfluous_charset`');
});

test('a post whose answer was lost is found and deleted', async () => {
  slack.fail({ method: 'chat.postMessage', fault: { kind: 'cut', accepted: true } });

  const { code } = await verified();

  expect(code).toBe(1);
  expect(leftBehind()).toEqual([]);
});

test('Ctrl-C deletes what was posted, and a run after a kill what that one left', async () => {
  const stopped = start();
  await expect.poll(() => slack.ledger.length).toBeGreaterThan(4);
  stopped.child.kill('SIGINT');
  expect((await stopped.ended).code).toBe(130);
  expect(leftBehind()).toEqual([]);
  expect(await readFile(report, 'utf8')).toContain('It was stopped before its end.');

  const killed = start();
  await expect.poll(() => leftBehind().length).toBeGreaterThan(4);
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect((await verified()).code).toBe(0);
  expect(leftBehind()).toEqual([]);
});

test('what is typed wrongly is answered with how to type it', async () => {
  const { code, printed } = await start(['--channel', '#live']).ended;

  expect(code).toBe(2);
  expect(printed).toContain('--channel wants the id of a channel');
  expect(printed).toContain('npm run verify:live -- --channel C0123456789 --user U0123456789');
});

function error(word: string): Fault {
  return { kind: 'error', accepted: false, error: word };
}

/** As a workspace to which charts and tables have not come yet. */
function refuseBlocks(): void {
  for (const method of ['chat.postMessage', 'chat.postEphemeral'] as const)
    slack.on(method, (params) => {
      const surface = method === 'chat.postMessage' ? 'message' : 'ephemeral';
      const blocks = JSON.parse(params.blocks ?? '[]');
      const hasFragile = blocks.some(({ type }: { type: string }) => /^(table|data_)/.test(type));
      const problems = checkMessage({ text: params.text, blocks }, { surface, doubts: 'refused' });
      if (!hasFragile && problems.length === 0) return slack.call(method, params);
      return refuse('invalid_blocks', '[ERROR] unsupported type: table [json-pointer:/blocks/0]');
    });
}

function leftBehind(): unknown[] {
  return [...slack.ledger.filter(({ deleted }) => !deleted), ...slack.files.shared];
}

async function verified(args = usual()) {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  const code = await run(args, { env, say, interruption: new AbortController().signal });
  return { code, printed: lines.join('\n') };
}

function usual(): string[] {
  return ['--channel', channel, '--user', user, '--pace', '0', '--report', report];
}

/** As a process of its own. */
function start(args = usual()) {
  const child = spawn(process.execPath, ['verify/main.ts', ...args], { env: { ...compiledOnce, ...env } });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      printed += chunk;
    });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, printed }));
  return { child, ended };
}
