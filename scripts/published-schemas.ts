import { execFile } from 'node:child_process';
import { glob, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { declarationsIn, type Schema, schemasOf } from './schemas-from-types.ts';

/**
 * Fetches what the services and Kubernetes publish of their files, as packages of npm, and writes it to
 * test/deploy/published: `node scripts/published-schemas.ts`. The page there says what is cut, and whose licence it has.
 */
const packages = {
  heroku: '@heroku/mcp-server@1.2.8',
  railway: 'railway@3.11.0',
  kubernetes: 'kubernetes-models@5.1.0',
  machinery: '@kubernetes-models/apimachinery@3.0.2',
  prometheus: '@kubernetes-models/prometheus-operator@6.0.0',
};
const into = join(import.meta.dirname, '../test/deploy/published');
const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'published-'));

try {
  const heroku = await readFile(join(await fetched('heroku'), 'dist/utils/app-json.schema.json'), 'utf8');
  await writeFile(join(into, 'heroku.json'), heroku);
  await writeFile(join(into, 'railway.json'), inLines(await railway()));
  await writeFile(join(into, 'kubernetes.json'), inLines(await kubernetes()));
} finally {
  await rm(folder, { recursive: true });
}

async function railway(): Promise<Schema> {
  const root = 'BuildConfig DeployConfig'.split(' ');
  const declarations = declarationsIn(await textsOf('railway', 'dist/index-*.d.ts'));
  const definitions = schemasOf(root, declarations, (name) => name);
  const properties = {
    $schema: { type: 'string' },
    build: { $ref: '#/definitions/BuildConfig' },
    deploy: { $ref: '#/definitions/DeployConfig' },
  };
  return { type: 'object', properties, additionalProperties: false, definitions };
}

async function kubernetes(): Promise<Schema> {
  const parts = await Promise.all([
    textsOf('kubernetes', '{apps,networking.k8s.io}/v1/*.d.ts'),
    textsOf('kubernetes', 'v1/*.d.ts'),
    textsOf('machinery', '{api,apis,util}/**/*.d.ts'),
    textsOf('prometheus', 'monitoring.coreos.com/v1/*.d.ts'),
  ]);
  const roots = [
    'IIoK8sApiAppsV1Deployment',
    'IIoK8sApiCoreV1Service',
    'IIoK8sApiCoreV1PersistentVolumeClaim',
    'IIoK8sApiNetworkingV1NetworkPolicy',
    'IComGithubPrometheusOperatorPrometheusOperatorPkgApisMonitoringV1ServiceMonitor',
  ];
  const definitions = schemasOf(roots, withoutStatus(parts.flat()), shortName);
  const oneOf = roots.map((name) => ({ $ref: `#/definitions/${shortName(name)}` }));
  return { oneOf, definitions };
}

/** What the cluster writes, no file says. */
function withoutStatus(files: readonly string[]): ReturnType<typeof declarationsIn> {
  return declarationsIn(files.map((text) => text.replaceAll(/^ {4}"status"\?: .*;\n/gm, '')));
}

function shortName(name: string): string {
  return name
    .replace(/^IIoK8s(ApimachineryPkgApis|ApimachineryPkg|Api)/, '')
    .replace(/^IComGithubPrometheusOperatorPrometheusOperatorPkgApis/, '');
}

async function textsOf(name: keyof typeof packages, pattern: string): Promise<string[]> {
  const cwd = await fetched(name);
  const paths = await Array.fromAsync(glob(pattern, { cwd }));
  return await Promise.all(paths.toSorted().map((path) => readFile(join(cwd, path), 'utf8')));
}

async function fetched(name: keyof typeof packages): Promise<string> {
  const target = await mkdtemp(join(folder, `${name}-`));
  const { stdout } = await run('npm', ['pack', '--silent', packages[name]], { cwd: target });
  await run('tar', ['-xzf', stdout.trim()], { cwd: target });
  return join(target, 'package');
}

/** A definition a line, so that a new version is compared by eye. */
function inLines({ definitions, ...rest }: Schema): string {
  const lines = Object.entries(definitions as object).map(
    ([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`,
  );
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  return `${head},\n  "definitions": {\n${lines.join(',\n')}\n  }\n}\n`;
}
