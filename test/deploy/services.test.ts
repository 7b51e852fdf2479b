import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

import { settingNames } from '../../src/process/settings.ts';
import { refusalsOfHeroku, refusalsOfRailway } from './published.ts';

/**
 * Heroku and Railway are checked by what they publish: test/deploy/published/README.md has its source and date. Of Fly.io and
 * Render no package has a schema, so what their files here use is written by hand, and was compared there with the published ones.
 */
const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const duration = z.string().regex(/^\d+s$/);

/** https://fly.io/docs/reference/configuration/ */
const fly = z.strictObject({
  app: z.string(),
  primary_region: z.string().length(3),
  kill_signal: z.enum(['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGKILL', 'SIGSTOP']),
  kill_timeout: duration,
  build: z.strictObject({ dockerfile: z.string() }),
  deploy: z.strictObject({ strategy: z.enum(['canary', 'rolling', 'bluegreen', 'immediate']) }),
  vm: z.array(z.strictObject({ size: z.string(), memory: z.string().regex(/^\d+(mb|gb)$/) })),
  restart: z.array(
    z.strictObject({ policy: z.enum(['always', 'never', 'on-failure']), retries: z.number().int() }),
  ),
  checks: z.record(
    z.string(),
    z.strictObject({
      type: z.enum(['http', 'tcp']),
      port: z.number().int(),
      path: z.string().startsWith('/'),
      interval: duration,
      timeout: duration,
      grace_period: duration,
    }),
  ),
});

/** https://render.com/docs/blueprint-spec */
const render = z.strictObject({
  databases: z.array(
    z.strictObject({ name: z.string(), plan: z.string(), postgresMajorVersion: z.string() }),
  ),
  services: z.array(
    z.strictObject({
      type: z.enum(['web', 'worker', 'pserv', 'cron', 'keyvalue']),
      name: z.string(),
      runtime: z.enum(['docker', 'node', 'image']),
      plan: z.string(),
      dockerfilePath: z.string(),
      numInstances: z.number().int(),
      maxShutdownDelaySeconds: z.number().int().min(1).max(300),
      autoDeployTrigger: z.enum(['commit', 'checksPass', 'off']),
      envVars: z.array(
        z.union([
          z.strictObject({ key: z.string(), sync: z.literal(false) }),
          z.strictObject({
            key: z.string(),
            fromDatabase: z.strictObject({ name: z.string(), property: z.literal('connectionString') }),
          }),
        ]),
      ),
    }),
  ),
});

const ofFly = fly.safeParse(readToml(read('fly.toml')));
const ofRender = render.safeParse(parse(read('render.yaml')));
const ofRailway = JSON.parse(read('railway.json'));
const ofHeroku = JSON.parse(read('app.json'));

test.each([
  ['fly.toml', ofFly.error?.issues ?? []],
  ['render.yaml', ofRender.error?.issues ?? []],
  ['railway.json', refusalsOfRailway(ofRailway)],
  ['app.json', refusalsOfHeroku(ofHeroku)],
])('%s has what the service takes, and nothing else', (_, refused) => {
  expect(refused).toEqual([]);
});

test('what Heroku and Railway publish refuses a slip in their files', () => {
  const { deploy } = ofRailway;

  expect(refusalsOfHeroku({ ...ofHeroku, addon: [] })).toEqual(['must NOT have additional properties addon']);
  expect(refusalsOfHeroku({ ...ofHeroku, stack: 'heroku-14' })[0]).toMatch(
    /^\/stack must be equal to one of/,
  );
  expect(refusalsOfRailway({ ...ofRailway, deploy: { ...deploy, drainSeconds: 15 } })).toContain(
    '/deploy must NOT have additional properties drainSeconds',
  );
  expect(refusalsOfRailway({ build: { builder: 'DOCKER' } })).not.toEqual([]);
});

test('each is given settings that the bot reads, or the driver of Postgres does', () => {
  const inRender = ofRender.data?.services[0]?.envVars.map(({ key }) => key) ?? [];
  const names = new Set([...inRender, ...Object.keys(ofHeroku.env)]);

  expect(names.size).toBeGreaterThan(4);
  expect([...names].filter((name) => !settingNames.includes(name as never))).toEqual(['PGSSLMODE']);
});

test('each lets the bot finish, asks whether it is alive, and takes a Dockerfile that is there', () => {
  expect(parseInt(ofFly.data?.kill_timeout ?? '', 10)).toBeGreaterThan(10);
  expect(ofRender.data?.services[0]?.maxShutdownDelaySeconds).toBeGreaterThan(10);
  expect(ofRailway.deploy.drainingSeconds).toBeGreaterThan(10);
  expect(ofFly.data?.checks.alive?.path).toBe('/healthz');
  expect(ofRailway.deploy.healthcheckPath).toBe('/healthz');
  expect(existsSync(join(root, 'Dockerfile'))).toBe(true);
});

test('each has five lines of words: beside its content, or where it takes none, in docs/install.md', () => {
  for (const path of ['fly.toml', 'render.yaml']) expect(read(path).match(/^(#.*\n){5}/)).not.toBeNull();
  expect(read('docs/install.md')).toMatch(/^### Railway$/m);
  expect(read('docs/install.md')).toMatch(/^### Heroku$/m);
});

/** As far as ours goes: tables, arrays of tables, texts and numbers. */
function readToml(text: string): Record<string, unknown> {
  const top: Record<string, unknown> = {};
  let table = top;
  for (const line of text.split('\n').filter((it) => it !== '' && !it.startsWith('#'))) {
    const [, list, path] = /^\[(\[)?([\w.]+)\]?\]$/.exec(line) ?? [];
    const [, key = '', value = ''] = /^(\w+) = ("[^"]*"|\d+)$/.exec(line) ?? [];
    if (path !== undefined) table = opened(top, path.split('.'), list !== undefined);
    else if (key !== '') table[key] = JSON.parse(value);
    else throw new Error(`this test cannot read “${line}”: teach it`);
  }
  return top;
}

function opened(top: Record<string, unknown>, path: string[], isList: boolean): Record<string, unknown> {
  const table = {};
  const [last = '', ...before] = path.toReversed();
  let at = top;
  for (const key of before.toReversed()) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  if (isList) at[last] = [...((at[last] as object[] | undefined) ?? []), table];
  else at[last] = table;
  return table;
}
