import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

import { programs, root, sourceHash } from '../src/process/bundle.ts';
import { inOneByte, leavingOut } from './left-out.ts';
import { licencesOf } from './licences.ts';

/** What goes along as it is, and where it goes. */
const files = {
  'README.md': 'README.md',
  LICENSE: 'LICENSE',
  'CHANGELOG.md': 'CHANGELOG.md',
  '.env.example': '.env.example',
  'manifest.yml': 'manifest.yml',
  'docs/revox.schema.json': 'revox.schema.json',
  'deploy/revox-for-slack.service': 'revox-for-slack.service',
  'demo/page/client': 'client',
  [packageFile('slack-blocks-to-jsx/dist/style.css')]: 'blocks.css',
  // Read beside its code as it starts.
  [join(packageFile('emulate'), '../fonts')]: 'packages/fonts',
};

/**
 * Makes the programs into JavaScript that needs no package beside it, and a package of that for npm. Notes what it was
 * made from.
 */
export async function bundleTo(folder: string): Promise<void> {
  // Before anything is read: a change meanwhile makes the bundle old.
  const madeFrom = sourceHash(root);
  await rm(folder, { recursive: true, force: true });
  const { output } = await build({
    cwd: root,
    input: programs,
    platform: 'node',
    // Compiled for one machine, and `pg` works without it.
    external: ['pg-native'],
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    preserveEntrySignatures: 'allow-extension',
    plugins: [leavingOut, inOneByte],
    output: {
      dir: folder,
      format: 'esm',
      sourcemap: true,
      comments: false,
      entryFileNames: '[name].js',
      chunkFileNames: ({ moduleIds }) => (moduleIds.some(packageOf) ? 'packages/[name].js' : '[name].js'),
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ debugName: 'packages', name: packageOf, test: /node_modules/ }],
      },
    },
  });
  const modules = output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
  await writeFile(join(folder, 'THIRD_PARTY_LICENCES.txt'), licencesOf(modules));
  for (const [from, to] of Object.entries(files))
    await cp(isAbsolute(from) ? from : join(root, from), join(folder, to), { recursive: true });
  await writeFile(join(folder, 'package.json'), await describedForNpm());
  await writeFile(join(folder, 'made-from'), madeFrom);
}

/**
 * A file for each package, in a folder that npm packs, which it does not do with one named `node_modules`. The log asks
 * the place of an error who wrote its message.
 */
function packageOf(path: string): string | null {
  const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(path) ?? [];
  return name?.replace('\\', '/') ?? null;
}

function packageFile(name: string): string {
  return fileURLToPath(import.meta.resolve(name));
}

/** The package as npm gets it: it needs no other, and has one command. */
async function describedForNpm(): Promise<string> {
  const { name, version, description, license, type, engines } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  const packed = { name, version, description, license, type, engines, bin: { [name]: 'cli.js' } };
  return `${JSON.stringify({ ...packed, files: ['**/*', '!packages/**/*.map'] }, null, 2)}\n`;
}
