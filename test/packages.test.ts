import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

function hasDigest({ inBundle, integrity }: Locked): boolean {
  return inBundle === true || integrity?.startsWith('sha512-') === true;
}

it('somebody says what is new: of packages, of actions and of the image', () => {
  expect(existsSync(join(root, 'Dockerfile'))).toBe(true);
  const { version, updates } = parse(read('.github/dependabot.yml'));
  expect(version).toBe(2);
  const watched = updates.map((it: Record<string, string>) => it['package-ecosystem']);
  expect(watched).toEqual(['npm', 'github-actions', 'docker']);
});
