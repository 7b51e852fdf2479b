import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The words of each package that a bundle contains, as their licences ask for. @param modules Paths of its files. */
export function licencesOf(modules: string[]): string {
  const folders = new Set(modules.flatMap((path) => packageFolder(path) ?? []));
  const texts = new Map([...folders].map((folder) => [nameOf(folder), wordsOf(folder)]));
  return [...texts]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([name, words]) => `${name}\n${'-'.repeat(name.length)}\n\n${words.trim()}\n`)
    .join('\n\n');
}

function packageFolder(path: string): string | null {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path)?.[0] ?? null;
}

function nameOf(folder: string): string {
  const { name, version } = described(folder);
  return `${name} ${version}`;
}

/** Some packages say which licence they have, and bring no file of it. */
function wordsOf(folder: string): string {
  const files = globSync('{LICEN[CS]E,licen[cs]e,THIRD_PARTY_NOTICES}{,.md,.txt,.MIT,-MIT}', { cwd: folder });
  const { license = 'unknown', author } = described(folder);
  const by = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  if (files.length === 0) return `Licence: ${license}. By ${by}.`;
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n\n');
}

interface Described {
  name: string;
  version: string;
  license?: string;
  author?: string | { name?: string };
}

function described(folder: string): Described {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
