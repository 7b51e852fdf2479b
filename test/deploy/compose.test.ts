import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { readConfig } from '../../src/process/config.ts';
import { settingNames } from '../../src/process/settings.ts';
import { environmentOf, lastStage, readDockerfile } from './dockerfile.ts';
import { readUnit } from './unit.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Service {
  build?: string;
  profiles: string[];
  environment: Record<string, string | number>;
  env_file?: string;
  ports?: string[];
  volumes?: string[];
  tmpfs?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  deploy?: { replicas: number };
  depends_on?: Record<string, { condition: string }>;
}

const compose: { services: Record<string, Service>; volumes: Record<string, null> } = parse(
  read('compose.yaml'),
  {
    merge: true,
  },
);
const services = Object.entries(compose.services);
const bots = services.filter(([, { build }]) => build !== undefined);

test('one bot with SQLite, or two with Postgres, and never both', () => {
  const inProfile = (profile: string) => services.filter(([, { profiles }]) => profiles.includes(profile));

  expect(inProfile('sqlite').map(([name]) => name)).toEqual(['revox']);
  expect(inProfile('ha').map(([name]) => name)).toEqual(['revox-ha', 'postgres']);
  expect(services.every(([, { profiles }]) => profiles.length === 1)).toBe(true);
  expect(compose.services['revox-ha']?.deploy?.replicas).toBe(2);
  expect(compose.services['revox-ha']?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
});

describe.each(bots)('%s', (_, service) => {
  test('gets no setting that the bot does not read, and what it gets can be read', () => {
    const names = Object.keys(service.environment);
    const given = Object.entries(service.environment).map(([name, value]) => [name, filledIn(value)]);

    expect(names.filter((name) => !settingNames.includes(name as never))).toEqual([]);
    expect(service.env_file).toBe('.env');
    expect(() => readConfig({ ...secrets, ...Object.fromEntries(given) })).not.toThrow();
  });

  test('has no rights to spare and is not open to the network', () => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(service.ports?.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
  });

  test('has a place to make files for people, though its file system is read-only', () => {
    const { volumes = [], tmpfs = [], environment } = service;
    const writable = [...volumes.map((volume) => volume.split(':')[1]), ...tmpfs];
    const url = String(environment.DATABASE_URL);

    expect(writable).toContain(url.startsWith('file:') ? dirname(url.slice('file:'.length)) : '/tmp');
  });

  test('writes only what the image may write', () => {
    const { DATABASE_URL = '' } = environmentOf(lastStage(readDockerfile()));
    const url = String(service.environment.DATABASE_URL);

    expect(url === DATABASE_URL || url.startsWith('postgres://')).toBe(true);
  });
});

test('every volume that is used is named, and every one that is named is used', () => {
  const used = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));

  expect(used.toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
});

test('the bot and its Postgres agree on user, password and database', () => {
  const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = compose.services.postgres?.environment ?? {};

  expect(compose.services['revox-ha']?.environment.DATABASE_URL).toBe(
    `postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@postgres:5432/${POSTGRES_DB}`,
  );
});

describe('the systemd unit', () => {
  const { Service, Install } = readUnit();

  test('starts again after a defect, and not after wrong settings', () => {
    expect(Service).toMatchObject({ Restart: 'always', RestartPreventExitStatus: '78' });
    expect(Install.WantedBy).toBe('multi-user.target');
  });

  test('lets it write its own state and nothing else', () => {
    expect(Service).toMatchObject({
      ProtectSystem: 'strict',
      NoNewPrivileges: 'true',
      CapabilityBoundingSet: '',
    });
    expect(read('docs/install.md')).toContain(
      `DATABASE_URL=file:/var/lib/${Service.StateDirectory}/revox.db`,
    );
  });

  test('gives it longer to stop than it takes', () => {
    expect(Number(Service.TimeoutStopSec)).toBeGreaterThan(10);
  });
});

const secrets = {
  REVOX_API_KEY: 'sk_example',
  SLACK_BOT_TOKEN: 'xoxb-example',
  SLACK_APP_TOKEN: 'xapp-example',
};

function filledIn(value: string | number): string {
  return String(value).replaceAll(/\$\{POSTGRES_PASSWORD:-\}/g, 'example');
}
