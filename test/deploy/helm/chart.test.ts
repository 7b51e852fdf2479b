import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { settingNames } from '../../../src/process/settings.ts';
import { check, refusals, refusalsOfKubernetes } from '../published.ts';
import { podOf, slipsIn } from './kubernetes.ts';
import { chartFile, render, renderText, valuesWith } from './render.ts';

const root = join(import.meta.dirname, '../../..');
const postgres = { store: 'postgres', replicas: 3, serviceMonitor: { enabled: true } };
const settings = { settings: { TIMEZONE: 'Europe/Paris', RETENTION_DAYS: '30' } };
const open = { networkPolicy: { enabled: false } };
const stored = { ...settings, persistence: { storageClass: 'fast' } };
const examples = [{}, postgres, open, stored];

const find = (objects: ReturnType<typeof render>, kind: string) => objects.find((it) => it.kind === kind);
const podWith = (values: object) => podOf(find(render(values), 'Deployment'));

describe.each([
  ['one replica with SQLite', {}, ['Deployment', 'NetworkPolicy', 'PersistentVolumeClaim', 'Service']],
  ['several with Postgres', postgres, ['Deployment', 'NetworkPolicy', 'Service', 'ServiceMonitor']],
  ['as open as it gets', open, ['Deployment', 'PersistentVolumeClaim', 'Service']],
  ['with settings and a class of storage', stored, undefined],
])('the chart, %s', (_, values, kinds) => {
  test('renders to objects that the published schema of Kubernetes takes, with no field that it does not have', () => {
    const objects = render(values);

    for (const object of objects) expect([...refusalsOfKubernetes(object), ...slipsIn(object)]).toEqual([]);
    if (kinds !== undefined) expect(objects.map(({ kind }) => kind).toSorted()).toEqual(kinds);
  });

  test('gives the bot only settings that it reads, and a place to write', () => {
    const [bot] = podWith(values).containers;

    expect(bot?.env.map(({ name }) => name).filter((name) => !settingNames.includes(name as never))).toEqual(
      [],
    );
    expect(bot?.volumeMounts.map(({ mountPath }) => mountPath)).toEqual(['/data', '/tmp']);
  });
});

test('the published schema refuses a slip in an object', () => {
  const service = find(render(), 'Service') as { kind: string; spec: object };
  const policy = find(render(), 'NetworkPolicy') as { kind: string; spec: object };
  const monitor = find(render(postgres), 'ServiceMonitor') as { kind: string };

  expect(refusalsOfKubernetes({ ...service, spec: { ...service.spec, port: 3000 } } as never)).toEqual([
    '/spec must NOT have additional properties port',
  ]);
  expect(refusalsOfKubernetes({ ...policy, spec: { policyTypes: ['Both'] } } as never)).toEqual([
    '/spec/policyTypes/0 must be equal to one of the allowed values Egress, Ingress',
  ]);
  expect(refusalsOfKubernetes({ ...monitor, spec: {} } as never)).toHaveLength(2);
  expect(refusalsOfKubernetes({ kind: 'Gateway' })).toEqual(['no schema of Gateway is kept here']);
});

test('the bot runs as nobody, on a file system that it cannot write, with no rights in the cluster', () => {
  const pod = podWith({});

  expect(pod).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(pod.containers[0]?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
});

test('SQLite has its volume and one replica, which is stopped before the next one starts', () => {
  const pod = podWith({});

  expect(pod.volumes[0]).toEqual({ name: 'data', persistentVolumeClaim: { claimName: 'revox' } });
  expect(pod.containers[0]?.env).toContainEqual({ name: 'DATABASE_URL', value: 'file:/data/revox.db' });
  expect(find(render(), 'Deployment')).toMatchObject({
    spec: { replicas: 1, strategy: { type: 'Recreate' } },
  });
});

test('Postgres has its address from the secret alone, no volume, and its port is open', () => {
  const pod = podWith(postgres);

  expect(pod.volumes[0]).toEqual({ name: 'data', emptyDir: {} });
  expect(pod.containers[0]?.env.map(({ name }) => name)).not.toContain('DATABASE_URL');
  expect(renderText(postgres)).toContain('port: 5432');
  expect(renderText({})).not.toContain('port: 5432');
});

test('settings become its environment, as text', () => {
  expect(podWith(settings).containers[0]?.env).toContainEqual({ name: 'RETENTION_DAYS', value: '30' });
});

describe('the schema of the values', () => {
  const values = parse(chartFile('values.yaml'));
  const schema = check(JSON.parse(chartFile('values.schema.json')));
  const refused = (path: string, value: unknown) =>
    refusals(schema, withValue(values, path.split('.'), value));

  test('takes the values that come with the chart, and each example of another cluster', () => {
    expect(refusals(schema, values)).toEqual([]);
    for (const example of examples)
      expect(refusals(schema, valuesWith(example)), JSON.stringify(example)).toEqual([]);
  });

  test.each([
    ['replica', 3, 'must NOT have additional properties replica'],
    ['store', 'mysql', '/store must be equal to one of the allowed values sqlite, postgres'],
    ['replicas', 0, '/replicas must be >= 1'],
    ['replicas', '3', '/replicas must be integer'],
    ['existingSecret', '', '/existingSecret must NOT have fewer than 1 characters'],
    ['image.repository', undefined, "/image must have required property 'repository'"],
    [
      'image.pullPolicy',
      'Sometimes',
      '/image/pullPolicy must be equal to one of the allowed values Always, ',
    ],
    ['settings', { RETENTION_DAYS: 30 }, '/settings/RETENTION_DAYS must be string'],
    ['settings', { timezone: 'Europe/Paris' }, '/settings must match pattern "^[A-Z][A-Z0-9_]*$"'],
    ['persistence.size', '5GB', '/persistence/size must match pattern "^[0-9]+(Mi|Gi|Ti)$"'],
    ['persistence.class', 'fast', '/persistence must NOT have additional properties class'],
    ['networkPolicy.enabled', 'yes', '/networkPolicy/enabled must be boolean'],
    ['networkPolicy.postgresPort', 70_000, '/networkPolicy/postgresPort must be <= 65535'],
    ['serviceMonitor.interval', '30', '/serviceMonitor/interval must match pattern "^[0-9]+[smh]$"'],
  ])('refuses %s = %j, and names it', (path, value, sentence) => {
    expect(refused(path, value).some((line) => line.startsWith(sentence))).toBe(true);
  });

  test('several replicas with SQLite are refused by the chart itself, with a sentence of what to do', () => {
    expect(() => render({ replicas: 2 })).toThrow(
      'With store: sqlite there is one replica, as its data is in one volume. For several, set store to postgres',
    );
    expect(render(postgres)).toHaveLength(4);
  });

  test('every value of values.yaml is in it, and no other', () => {
    const { properties } = JSON.parse(chartFile('values.schema.json'));

    expect(Object.keys(properties).filter((key) => key !== 'global')).toEqual(Object.keys(values));
    for (const [key, of] of Object.entries<{ properties?: object }>(properties))
      if (of.properties !== undefined) expect(Object.keys(of.properties)).toEqual(Object.keys(values[key]));
  });
});

test('the host of the repository renders it with Helm itself, for both databases', () => {
  const { jobs } = parse(readFileSync(join(root, '.github/workflows/check.yml'), 'utf8'));
  const commands = jobs.chart.steps.flatMap(({ run }: { run?: string }) => run ?? []).join('\n');

  expect(commands).toMatch(/helm lint --strict deploy\/helm\n/);
  expect(commands).toMatch(/helm template revox deploy\/helm --set store=postgres --set replicas=3/);
  expect(commands).toMatch(/^! helm template revox deploy\/helm --set replicas=2$/m);
});

test('the chart is of the version of the bot', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

  expect(parse(chartFile('Chart.yaml'))).toMatchObject({ version, appVersion: version });
});

test('the plain objects for kubectl are those of the chart', () => {
  const plain = readFileSync(join(root, 'deploy/kubernetes/revox-for-slack.yaml'), 'utf8');

  expect(plain.replace(/^(#.*\n)+/, '')).toBe(`${renderText()}\n`);
  expect(plain.match(/^#.*$/gm)?.length).toBeGreaterThanOrEqual(5);
});

function withValue(values: object, [key = '', ...rest]: string[], value: unknown): object {
  const inside = (values as Record<string, object>)[key] ?? {};
  return { ...values, [key]: rest.length === 0 ? value : withValue(inside, rest, value) };
}
