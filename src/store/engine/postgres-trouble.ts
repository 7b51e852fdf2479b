import type { Trouble } from './trouble.ts';

/** A trouble, and what shows it. */
interface Sign extends Trouble {
  /** SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  states?: string[];
  /** Of the network and of TLS, as Node has them. */
  codes?: string[];
  /** What pgbouncer and node-postgres say without a code of its own. */
  words?: RegExp;
}

const spelling = 'in a password, write # / ? % @ as %23 %2F %3F %25 %40';

const noCertificate: Trouble = {
  says: 'a certificate that DATABASE_URL names cannot be read',
  next: 'correct the path in sslrootcert, sslcert or sslkey, and make the file readable for the user that runs the bot',
  needsPerson: true,
};

const signs: Sign[] = [
  {
    words: /client password must be a string|password authentication failed|SASL authentication failed/i,
    states: ['28P01'],
    says: 'Postgres refuses the user name or the password',
    next: `correct them in DATABASE_URL; ${spelling}`,
    needsPerson: true,
  },
  {
    states: ['28000', '08004'],
    says: 'Postgres does not allow this user to connect from this machine',
    next: `allow it in pg_hba.conf on the server; if that requires encryption, add ?sslmode=verify-full to DATABASE_URL`,
    needsPerson: true,
  },
  {
    words: /no such database/,
    states: ['3D000', '57P04'],
    says: 'the server has no database with this name',
    next: 'create it (createdb), or set another one in DATABASE_URL',
    needsPerson: true,
  },
  {
    states: ['3F000', '42501'],
    says: 'this user may not create or change tables in the database',
    next: `make it the owner: alter database … owner to …; and of existing tables: reassign owned by … to …`,
    needsPerson: true,
    until: 'a write',
  },
  {
    states: ['25006'],
    says: 'the database is read-only',
    next: `set the primary server in DATABASE_URL, because a standby accepts no writes; or end its read-only mode, which some hosts turn on when the disk is full`,
    until: 'a write',
  },
  {
    states: ['53100'],
    says: 'the disk of Postgres is full',
    next: 'free space on the server; the bot then stores calls again',
    until: 'a write',
  },
  {
    words: /no more connections allowed/,
    states: ['53300'],
    says: 'Postgres accepts no more connections',
    next: 'raise max_connections, or close other connections: each process of the bot uses up to 14',
  },
  {
    states: ['57P01', '57P02', '57P03'],
    says: 'Postgres is starting or stopping',
    next: 'wait; if it takes minutes, read the log of Postgres',
  },
  {
    states: ['XX001', 'XX002'],
    says: 'Postgres reports that its own files are damaged',
    next: 'stop the bot and restore the backup: see docs/runbook/database.md',
    needsPerson: true,
    until: 'a restart',
  },
  {
    states: ['58P01', '58030'],
    says: 'the disk of Postgres is failing',
    next: 'read the log of Postgres; if its files are lost, restore the backup: see docs/runbook/database.md',
    until: 'a write',
  },
  {
    words: /statement pooling mode/,
    says: 'pgbouncer is in statement mode, which allows no transactions',
    next: 'set pool_mode = transaction (or session) for this database in pgbouncer, or connect to Postgres directly',
    needsPerson: true,
    until: 'a write',
  },
  {
    codes: [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'CERT_HAS_EXPIRED',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    says: 'the certificate of Postgres is not trusted',
    next: `set the file of its authority: ?sslmode=verify-full&sslrootcert=/path/to/ca.pem; ?sslmode=no-verify encrypts without verifying the server`,
    needsPerson: true,
  },
  {
    words: /does not support SSL/,
    says: 'Postgres offers no encryption, but sslmode in DATABASE_URL requires it',
    next: 'turn on TLS on the server, or write ?sslmode=disable if the network is private',
    needsPerson: true,
  },
  {
    states: ['08001'],
    codes: [
      'ECONNREFUSED',
      'ENOENT',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'EHOSTDOWN',
      'ENETDOWN',
      'ENETUNREACH',
    ],
    says: 'Postgres cannot be reached',
    next: 'check that it is running, and that DATABASE_URL has the correct host and port',
  },
  {
    states: ['57014', '25P03'],
    says: 'Postgres cancels queries after a time that is set on the server',
    next: 'raise statement_timeout, or idle_in_transaction_session_timeout, for this user',
  },
  {
    states: ['53200'],
    says: 'Postgres is out of memory',
    next: 'give the server more memory, or lower work_mem and max_connections',
  },
  {
    words:
      /^(timeout expired|Connection terminated|gave no answer|Client (was closed|has encountered a connection error))/i,
    states: ['57P05', '08003', '08006'],
    codes: ['ETIMEDOUT', 'ECONNRESET', 'EPIPE'],
    says: 'Postgres does not answer',
    next: 'wait for the server or its network; if that does not help, read the log of Postgres',
  },
];

export function postgresTrouble(error: unknown): Trouble | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (syscall === 'open') return noCertificate;
  const worded = signs.find(({ words }) => words?.test(error.message));
  if (worded !== undefined) return worded;
  const coded = signs.find(({ codes }) => codes?.includes(String(code)));
  if (coded !== undefined) return { ...coded, says: `${coded.says} (${code})` };
  return signs.find(({ states }) => states?.includes(String(code))) ?? null;
}
