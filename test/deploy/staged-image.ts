import { execFile } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { environmentOf, type Instruction, readDockerfile } from './dockerfile.ts';

/** What `docker build` makes, in a folder: the same instructions, carried out one by one without Docker. */
export interface StagedImage extends AsyncDisposable {
  /** Stands for the root of the image's file system. */
  folder: string;
  instructions: Instruction[];
  /** What `ENV` sets, and the image's own Node first on the path. */
  env: Record<string, string>;
  /** Who `USER` is: “nobody” for root, who is allowed to become another. */
  identity: { uid?: number; gid?: number };
}

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

export async function stageImage(): Promise<StagedImage> {
  const folder = await mkdtemp(join(tmpdir(), 'revox-image-'));
  await chmod(folder, 0o755);
  const instructions = readDockerfile();
  const identity = await unprivileged();
  await provideBase(folder, identity);
  const env = { ...environmentOf(instructions), PATH: `${folder}/base:${process.env.PATH}` };
  for (const instruction of instructions) await carryOut(instruction, folder, env);
  return {
    folder,
    instructions,
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, within(folder, value)])),
    identity,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** `node:24-slim` as far as it matters: Node, and a user named node. */
async function provideBase(folder: string, { uid, gid }: StagedImage['identity']): Promise<void> {
  const base = join(folder, 'base');
  await mkdir(base);
  await copyFile(process.execPath, join(base, 'node'));
  const given = uid === undefined ? 'exit 0' : `shift; exec /bin/chown ${uid}:${gid} "$@"`;
  await writeFile(join(base, 'chown'), `#!/bin/sh\ntest "$1" = node:node && { ${given}; }\n`, {
    mode: 0o755,
  });
}

async function carryOut(
  { word, text }: Instruction,
  folder: string,
  env: Record<string, string>,
): Promise<void> {
  const app = join(folder, 'app');
  switch (word) {
    case 'WORKDIR':
      return void (await mkdir(within(folder, text), { recursive: true }));
    case 'COPY': {
      const [target = '', ...sources] = text.split(/\s+/).toReversed();
      for (const source of sources)
        await cp(join(root, source), join(app, target, target === './' ? source : ''), { recursive: true });
      return;
    }
    case 'RUN': {
      const command = within(folder, text.replace(/^--mount=\S+\s+/, ''));
      // What was just installed to run these tests need not come over the network again.
      await run('sh', ['-euc', command], {
        cwd: app,
        env: { ...process.env, ...env, npm_config_prefer_offline: 'true' },
      });
      return;
    }
    case 'FROM':
    case 'ENV':
    case 'USER':
    case 'VOLUME':
    case 'EXPOSE':
    case 'HEALTHCHECK':
    case 'CMD':
      return;
    default:
      throw new Error(`this test cannot carry out ${word}: teach it`);
  }
}

/** A path of the image, or a URL with one, where the image is in a folder. */
function within(folder: string, text: string): string {
  return text.replaceAll(/(^|[\s:=])(\/(?:app|data)\b)/g, `$1${folder}$2`);
}

async function unprivileged(): Promise<StagedImage['identity']> {
  if (userInfo().uid !== 0) return {};
  const [uid, gid] = await Promise.all(['-u', '-g'].map((option) => run('id', [option, 'nobody'])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}
