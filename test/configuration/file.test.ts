import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';

import { readConfiguration } from '../../src/calls/configuration/read.ts';
import { schemaText } from '../../src/configuration/commands.ts';
import { writeFile as fileOf, readFile } from '../../src/configuration/file.ts';
import { migrate, openDatabase } from '../../src/store/engine/database.ts';
import { writeSubscription } from '../../src/store/settings/subscriptions.ts';
import { mondayNoon, sampleSubscription } from '../support/sample-calls.ts';

const root = join(import.meta.dirname, '../..');
const context = { now: mondayNoon, timezone: 'UTC', numbers: 'any' as const };
const problemsIn = (text: string) => readConfiguration(readFile(text), context).problems;
const channelWith = (rest: string) => `version: 1\nchannels: { C0CALLS: { ${rest} } }\n`;

// a file → what is said of it
test.each([
  ['version: 1\nchannels: {}\nchanels: {}', ['there is no key “chanels”. Did you mean “channels”?']],
  [
    channelWith('subscribtions: []'),
    ['channels.C0CALLS: there is no key “subscribtions”. Did you mean “subscriptions”?'],
  ],
  [
    channelWith('subscriptions: [calls bsuy]'),
    [expect.stringMatching(/^channels\.C0CALLS\.subscriptions\.0: “bsuy”: .*busy/)],
  ],
  [
    channelWith('subscriptions: [errors summary every 1m]'),
    [expect.stringMatching(/^channels\.C0CALLS\.subscriptions\.0: /)],
  ],
  [channelWith('subscriptions: [incidents compact]'), [expect.stringMatching(/Incidents take no filter/)]],
  [
    channelWith('subscriptions: [errors, errors compact]'),
    ['channels.C0CALLS.subscriptions: “errors” is there more than once.'],
  ],
  [
    channelWith('subscriptions: [{ subscribe: calls, pausd: true }]'),
    [expect.stringContaining('there is no key “pausd”. Did you mean “paused”?')],
  ],
  [
    channelWith('mutes: [{ calls: busy, until: tomorrow }]'),
    [expect.stringContaining('channels.C0CALLS.mutes.0.until')],
  ],
  ['version: 1\nchannels: { "#calls": {} }', [expect.stringContaining('a channel is named by its id')]],
  ['channels: {}', [expect.stringContaining('version')]],
  ['', [expect.stringContaining('the file')]],
])('%s', (text, said) => {
  const problems = problemsIn(text);
  for (const one of said) expect(problems).toContainEqual(one);
});

test('a file that is made by npm run has the lines of npm before it, and can be read', () => {
  const document = { version: 1 as const, channels: { C0CALLS: { subscriptions: ['calls'] } } };
  const printed = `\n> revox-for-slack@0.1.0 config\n> exec node src/entry.js config export\n\n${fileOf(document)}`;

  expect(readFile(printed)).toEqual(document);
});

test('what is no YAML is refused with a sentence', () => {
  expect(() => readFile('channels: [')).toThrow(/^This is no YAML: /);
});

test('the schema beside it is the one that files are read by', () => {
  expect(JSON.parse(readFileSync(join(root, 'docs/revox.schema.json'), 'utf8'))).toEqual(
    JSON.parse(schemaText()),
  );
});

test('an editor that has the schema takes what is exported, and refuses what the bot refuses', () => {
  const isTaken = new Ajv2020({ validateFormats: false }).compile(JSON.parse(schemaText()));
  const good = { subscriptions: ['errors daily:theirs', { subscribe: 'calls human', paused: true }] };

  expect(isTaken({ version: 1, channels: { C0CALLS: good } })).toBe(true);
  for (const wrong of [
    { version: 1, channels: {}, chanels: {} },
    { version: 2, channels: {} },
    { channels: {} },
    { version: 1, channels: { '#calls': good } },
    { version: 1, channels: { C0CALLS: { subscribtions: [] } } },
    { version: 1, channels: { C0CALLS: { subscriptions: [{ subscribe: 'calls', pausd: true }] } } },
  ])
    expect(isTaken(wrong), JSON.stringify(wrong)).toBe(false);
});

test('npm run config: exports, plans and applies, and says by its exit code whether anything differs', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-configuration-'));
  const url = `file:${join(folder.path, 'revox.db')}`;
  const run = (...words: string[]) => config(words, { DATABASE_URL: url }, folder.path);
  expect(await run('export')).toMatchObject({ code: 1, err: expect.stringContaining('Start the bot once') });

  const db = openDatabase(url);
  await migrate(db);
  await writeSubscription(db, sampleSubscription({ filter: 'human' }));
  await db.destroy();
  const { out } = await run('export');
  await writeFile(join(folder.path, 'revox.yaml'), out);
  await writeFile(join(folder.path, 'other.yaml'), out.replace('calls human', 'calls human compact'));

  expect(await run('plan', 'revox.yaml')).toEqual({ code: 0, out: 'Nothing to change.\n', err: '' });
  expect(await run('plan', 'other.yaml')).toMatchObject({
    code: 2,
    out: 'C0CALLS: change “calls human” to “calls human compact”\n',
  });
  expect(await run('apply', 'other.yaml')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Left for the bot'),
  });
  expect(await run('plan', 'other.yaml')).toMatchObject({
    code: 2,
    err: expect.stringContaining('waits for the bot'),
  });
  expect(await run('pln')).toMatchObject({ code: 1, err: expect.stringContaining('npm run config -- plan') });
});

function config(words: string[], env: Record<string, string>, cwd: string) {
  return new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    const args = [join(root, 'src/configuration.ts'), ...words];
    execFile(process.execPath, args, { cwd, env }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    );
  });
}
