import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { isBundled, root } from './bundle.ts';

/** With npm in a repository, with npx beside an installed package, or with Node in a folder of its own. */
export type Started = 'repository' | 'package' | 'folder';

const scripts: Record<string, string> = { verify: 'verify:live' };

/** A command of ours, as a person types it where this was started. */
export function typedCommand(words: string, started: Started = startedFrom(root, isBundled)): string {
  if (started === 'package') return `npx revox-for-slack ${words}`;
  if (started === 'folder') return `node cli.js ${words}`;
  const [command = '', ...rest] = words.split(' ');
  return ['npm run', scripts[command] ?? command, ...(rest.length > 0 ? ['--', ...rest] : [])].join(' ');
}

/** @param folder of the code: a bundle in a repository is its `dist` */
export function startedFrom(folder: string, bundled: boolean): Started {
  if (!bundled || existsSync(join(folder, '../src/entry.js'))) return 'repository';
  return basename(dirname(folder)) === 'node_modules' ? 'package' : 'folder';
}
