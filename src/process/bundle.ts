import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a bundle holds, and where its source is. In `dist/` each is a file of its own name. */
export const programs = {
  cli: 'src/entry.js',
  'needs-node': 'src/needs-node.js',
  main: 'src/main.ts',
  doctor: 'src/doctor.ts',
  backup: 'src/backup.ts',
  configuration: 'src/configuration.ts',
  recount: 'src/recount.ts',
  healthy: 'src/healthy.ts',
  demo: 'demo/main.ts',
  verify: 'verify/main.ts',
  'reader-thread-main': 'src/store/engine/reader-thread-main.ts',
} as const;

export type Program = keyof typeof programs;

/** The files of a bundle are in one folder, those of the source in folders by subject. */
export const isBundled = !import.meta.url.endsWith('.ts');
/** Of the bundle, which is a package of its own, or of the repository. */
export const root = isBundled ? import.meta.dirname : join(import.meta.dirname, '../..');

/** The file of a program as this process runs: from the bundle or from the source. */
export function ownProgram(program: Program): string {
  return join(root, isBundled ? `${program}.js` : programs[program]);
}

/** The file to start in a repository: the bundle's, or the source where no bundle was made since the source changed. */
export function newestProgram(program: Program, folder = root): string {
  return bundleState(folder) === 'fresh' ? `dist/${program}.js` : programs[program];
}

/** @returns null where this process runs from the bundle. */
export function ownBundleState(): 'none' | 'fresh' | 'old' | null {
  return isBundled ? null : bundleState(root);
}

const hashFile = 'dist/made-from';

function bundleState(folder: string): 'none' | 'fresh' | 'old' {
  const file = join(folder, hashFile);
  if (!existsSync(file)) return 'none';
  return readFileSync(file, 'utf8') === sourceHash(folder) ? 'fresh' : 'old';
}

/** Of everything that a bundle is made from. */
export function sourceHash(folder: string): string {
  const hash = createHash('sha256');
  const files = globSync('{src,demo,verify}/**/*.{ts,js,css}', { cwd: folder }).sort();
  for (const file of [...files, 'package.json', 'package-lock.json'])
    hash.update(`${file}\0`).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}
