import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { dependencies, devDependencies, overrides } = JSON.parse(read('package.json'));
const lock = JSON.parse(read('package-lock.json'));
const wanted: [name: string, version: string][] = Object.entries({ ...dependencies, ...devDependencies });

interface Locked {
  resolved?: string;
  integrity?: string;
  link?: boolean;
  /** Comes inside another package, whose digest covers it. */
  inBundle?: boolean;
}

const locked = Object.entries(lock.packages as Record<string, Locked>).filter(([path]) => path !== '');

describe('what is installed is what was looked at', () => {
  it.each(wanted)('%s is wanted as exactly %s, and that is what the lock has', (name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    expect(lock.packages[`node_modules/${name}`].version).toBe(version);
  });

  it('nothing takes the place of what a package asks for', () => {
    expect(overrides).toBeUndefined();
  });

  it('each package, of every platform, has the digest of its content in the lock, from wherever it is fetched', () => {
    expect(locked.length).toBeGreaterThan(100);
    const doubtful = locked.filter(([, it]) => it.link || it.resolved !== undefined || !hasDigest(it));
    expect(doubtful.map(([path]) => path)).toEqual([]);
  });

  it('an image is built from the lock, and from nothing else', () => {
    expect(read('Dockerfile')).toMatch(/\bnpm ci\b/);
    expect(read('Dockerfile')).not.toMatch(/\bnpm (install|i)\b/);
    expect(read('.github/workflows/check.yml')).toContain('npm audit');
  });
});

describe('what builds a release', () => {
  const workflows = globSync('.github/workflows/*.yml', { cwd: root });

  it.each(workflows)('%s runs actions by the hash of their commit', (path) => {
    const used = [...read(path).matchAll(/uses: (\S+)(.*)/g)];
    expect(used.length).toBeGreaterThan(0);
    for (const [, action, version] of used) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(version).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  it('leaves proof of where its files come from, and the list of its packages', () => {
    const { permissions, steps } = parse(read('.github/workflows/release.yml')).jobs.release;
    const said = JSON.stringify(steps);

    expect(permissions).toMatchObject({ 'id-token': 'write', attestations: 'write' });
    expect(said).toContain('actions/attest-build-provenance@');
    expect(said.indexOf('npm run check')).toBeLessThan(said.indexOf('gh release create'));
    expect(said).toContain('npm run --silent sbom');
    expect(said).toContain('npm pack ./dist');
  });

  it('builds the image for two kinds of machine, with the list of its packages and proof of where it comes from', () => {
    const { needs, permissions, steps } = parse(read('.github/workflows/release.yml')).jobs.image;
    const said = JSON.stringify(steps);

    expect(needs).toBe('release');
    expect(permissions).toMatchObject({ packages: 'write', 'id-token': 'write' });
    expect(said).toContain('--platform linux/amd64,linux/arm64 --sbom=true --provenance=mode=max');
    // Nothing may run in the image itself while it is built: the machine that builds cannot run the other kind.
    const [, ...image] = read('Dockerfile')
      .split(/^FROM /m)
      .slice(1);
    expect(image.join()).not.toMatch(/^RUN /m);
  });

  it('npm run sbom names everything in the lock, and marks what only developers need', async () => {
    const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], {
      cwd: root,
      maxBuffer: 32 * 1024 ** 2,
    });
    const { bomFormat, components } = JSON.parse(stdout);
    const marks = new Map<string, boolean>();
    for (const { purl, properties = [] } of components) marks.set(nameIn(purl), isForDevelopers(properties));

    expect(bomFormat).toBe('CycloneDX');
    for (const name of Object.keys(dependencies)) expect(marks.get(name), name).toBe(false);
    for (const name of ['vitest', 'node']) expect(marks.get(name), name).toBe(true);
  });
});

function nameIn(purl: string): string {
  return decodeURIComponent(purl.replace(/^pkg:npm\/(.+)@.*$/, '$1'));
}

function isForDevelopers(properties: { name: string; value: string }[]): boolean {
  return properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
}

function hasDigest({ inBundle, integrity }: Locked): boolean {
  return inBundle === true || integrity?.startsWith('sha512-') === true;
}

it('somebody says what is new: of packages, of actions and of the images', () => {
  expect(existsSync(join(root, 'Dockerfile'))).toBe(true);
  const { version, updates } = parse(read('.github/dependabot.yml'));
  expect(version).toBe(2);
  const watched = updates.map((it: Record<string, string>) => it['package-ecosystem']);
  expect(watched).toEqual(['npm', 'github-actions', 'docker', 'docker-compose']);
});
