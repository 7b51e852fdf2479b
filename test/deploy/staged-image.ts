import { execFile } from 'node:child_process';
import { chmod, chown, copyFile, cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import { environmentOf, type Instruction, lastStage, readDockerfile } from './dockerfile.ts';

/** What `docker build` makes, in a folder: the same instructions, carried out one by one without Docker. */
export interface StagedImage extends AsyncDisposable {
  /** Stands for the root of the image's file system. */
  folder: string;
  /** Of the image itself, not of what it was built with. */
  instructions: Instruction[];
  /** What `ENV` sets, and the image's own Node first on the path. */
  env: Record<string, string>;
  /** Who `USER` is: “nobody” for root, who is allowed to become another. */
  identity: { uid?: number; gid?: number };
}

/** A part of a Dockerfile from one `FROM` to the next. */
interface Stage {
  folder: string;
  env: Record<string, string>;
  /** Folders of the stages before, by name. */
  built: Map<string, string>;
  identity: StagedImage['identity'];
}

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

export async function stageImage(): Promise<StagedImage> {
  const identity = await unprivileged();
  const built = new Map<string, string>();
  let stage: Stage = { folder: '', env: {}, built, identity };
  for (const instruction of readDockerfile()) {
    if (instruction.word === 'FROM') stage = await begin(instruction.text, identity, built);
    else await carryOut(instruction, stage);
  }
  for (const folder of built.values()) await rm(folder, { recursive: true, force: true });
  const { folder, env } = stage;
  return {
    folder,
    instructions: lastStage(readDockerfile()),
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, within(folder, value)])),
    identity,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function begin(
  text: string,
  identity: StagedImage['identity'],
  built: Map<string, string>,
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'revox-image-'));
  await chmod(folder, 0o755);
  await provideBase(folder);
  const [, name] = / AS (\S+)$/.exec(text) ?? [];
  if (name !== undefined) built.set(name, folder);
  return { folder, env: { PATH: `${folder}/base:${process.env.PATH}` }, built, identity };
}

/** `node:24-slim` as far as it matters. */
async function provideBase(folder: string): Promise<void> {
  const base = join(folder, 'base');
  await mkdir(base);
  await copyFile(process.execPath, join(base, 'node'));
}

async function carryOut(instruction: Instruction, stage: Stage): Promise<void> {
  const { folder, env } = stage;
  const { word, text } = instruction;
  const app = join(folder, 'app');
  switch (word) {
    case 'WORKDIR':
      return void (await mkdir(within(folder, text), { recursive: true }));
    case 'ENV':
      return void Object.assign(env, environmentOf([instruction]));
    case 'COPY':
      return await copy(text, stage);
    case 'RUN': {
      const command = within(folder, text.replace(/^--mount=\S+\s+/, ''));
      // These were installed from the same lock to run the tests, and need not come over the network again.
      if (/^npm ci\b/.test(command))
        return await symlink(join(root, 'node_modules'), join(app, 'node_modules'));
      return void (await run('sh', ['-euc', command], { cwd: app, env: { ...process.env, ...env } }));
    }
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

/** `COPY a b folder/`, `COPY a ./a`, and of a folder of another stage what is in it, given to the user of the image. */
async function copy(text: string, { folder, built, identity }: Stage): Promise<void> {
  const words = text.split(/\s+/);
  const [target = '', ...sources] = words.filter((word) => !word.startsWith('--')).toReversed();
  const stage = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const to = target.startsWith('/') ? join(folder, target) : join(folder, 'app', target);
  for (const source of sources) {
    const from = join(stage === undefined ? root : (built.get(stage) as string), source);
    const isInto = target.endsWith('/') && stage === undefined;
    await cp(from, isInto ? join(to, basename(source)) : to, { recursive: true });
    if (words.includes('--chown=node:node')) await giveAway(from, to, identity);
  }
}

async function giveAway(from: string, to: string, { uid, gid }: StagedImage['identity']): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  for (const name of await readdir(from)) await chown(join(to, name), uid, gid);
}

/** A path of the image, or a URL with one, where the image is in a folder. */
function within(folder: string, text: string): string {
  return text.replaceAll(/(^|[\s:=])(\/(?:app|data|made)\b)/g, `$1${folder}$2`);
}

async function unprivileged(): Promise<StagedImage['identity']> {
  if (userInfo().uid !== 0) return {};
  const [uid, gid] = await Promise.all(['-u', '-g'].map((option) => run('id', [option, 'nobody'])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}
