import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'rolldown';

import { programs, root, sourceHash } from '../src/process/bundle.ts';

/** Makes the programs of the bot into JavaScript without any package beside it, and notes what it was made from. */
export async function bundleTo(folder: string): Promise<void> {
  // Before anything is read: a change meanwhile makes the bundle old.
  const madeFrom = sourceHash(root);
  await rm(folder, { recursive: true, force: true });
  await build({
    cwd: root,
    input: programs,
    platform: 'node',
    // Compiled for one machine, and `pg` works without it.
    external: ['pg-native'],
    preserveEntrySignatures: 'allow-extension',
    output: {
      dir: folder,
      format: 'esm',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ debugName: 'packages', name: packageOf, test: /node_modules/ }],
      },
    },
  });
  await writeFile(join(folder, 'made-from'), madeFrom);
}

/** A file for each package, in a folder of that name: the log asks the place of an error who wrote its message. */
function packageOf(path: string): string | null {
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
  return name === undefined ? null : `node_modules/${name}`;
}
