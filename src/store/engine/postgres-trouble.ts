import type { Trouble } from './trouble.ts';

const spelling = 'in a password # / ? % @ are written as %23 %2F %3F %25 %40';

const wrongPassword: Trouble = {
  says: 'Postgres refuses the user name or the password',
  next: `put the right ones into DATABASE_URL; ${spelling}`,
  needsPerson: true,
};

const notLetIn: Trouble = {
  says: 'Postgres does not let this user in from here',
  next: `allow it in pg_hba.conf of the server; where that asks for encryption, add ?sslmode=verify-full to DATABASE_URL`,
  needsPerson: true,
};

const noDatabase: Trouble = {
  says: 'the server has no database of this name',
  next: 'create it (createdb), or name another one in DATABASE_URL',
  needsPerson: true,
};

const noRights: Trouble = {
  says: 'this user may not create or change tables in the database',
  next: `make it the owner: alter database … owner to …; and of tables that are there already: reassign owned by … to …`,
  needsPerson: true,
  until: 'a write',
};

const readOnly: Trouble = {
  says: 'the database is read-only',
  next: `name the primary server in DATABASE_URL, since a standby takes no writes; or end its read-only mode, which some hosts turn on when the disk is full`,
  until: 'a write',
};

const full: Trouble = {
  says: 'the disk of Postgres is full',
  next: 'make room on the server; calls are stored again as soon as there is some',
  until: 'a write',
};

const tooMany: Trouble = {
  says: 'Postgres takes no more connections',
  next: 'raise max_connections, or end what holds them: each process of the bot takes up to 14',
};

const startingOrStopping: Trouble = {
  says: 'Postgres is starting or stopping',
  next: 'wait; if it takes minutes, read the log of Postgres',
};

const damaged: Trouble = {
  says: 'Postgres finds its own files damaged',
  next: 'stop the bot and restore the backup, as docs/runbook/database.md says',
  needsPerson: true,
  until: 'a restart',
};

const failingDisk: Trouble = {
  says: 'the disk of Postgres fails',
  next: 'read the log of Postgres; if its files are lost, restore the backup as docs/runbook/database.md says',
  until: 'a write',
};

const statementMode: Trouble = {
  says: 'pgbouncer is in statement mode, which allows no transactions',
  next: 'set pool_mode = transaction (or session) for this database in pgbouncer, or connect to Postgres directly',
  needsPerson: true,
  until: 'a write',
};

const untrusted: Trouble = {
  says: 'the certificate of Postgres is not trusted',
  next: `name the file of its authority: ?sslmode=verify-full&sslrootcert=/path/to/ca.pem; ?sslmode=no-verify encrypts without asking whose certificate it is`,
  needsPerson: true,
};

const noCertificate: Trouble = {
  says: 'a certificate that DATABASE_URL names cannot be read',
  next: 'correct the path behind sslrootcert, sslcert or sslkey, and let the user that runs the bot read the file',
  needsPerson: true,
};

const noEncryption: Trouble = {
  says: 'Postgres offers no encryption, which sslmode in DATABASE_URL asks for',
  next: 'turn on TLS at the server, or write ?sslmode=disable where the way to it is yours alone',
  needsPerson: true,
};

const unreachable: Trouble = {
  says: 'Postgres cannot be reached',
  next: 'check that it runs, and that DATABASE_URL names its host and port',
};

const cutShort: Trouble = {
  says: 'Postgres ends questions after a time that is set at the server',
  next: 'raise statement_timeout, or idle_in_transaction_session_timeout, for this user',
};

const outOfMemory: Trouble = {
  says: 'Postgres is out of memory',
  next: 'give the server more, or lower work_mem and max_connections',
};

const silent: Trouble = {
  says: 'Postgres does not answer',
  next: 'wait for the server or its network; if it stays so, read the log of Postgres',
};

/** By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const byState: Record<string, Trouble> = {
  '28P01': wrongPassword,
  '28000': notLetIn,
  '3D000': noDatabase,
  '3F000': noRights,
  42501: noRights,
  25006: readOnly,
  53100: full,
  53200: outOfMemory,
  53300: tooMany,
  57014: cutShort,
  '25P03': cutShort,
  '57P05': silent,
  '57P04': noDatabase,
  '08001': unreachable,
  '08003': silent,
  '08004': notLetIn,
  '08006': silent,
  '57P01': startingOrStopping,
  '57P02': startingOrStopping,
  '57P03': startingOrStopping,
  '58P01': failingDisk,
  58030: failingDisk,
  XX001: damaged,
  XX002: damaged,
};

/** Of the network and of TLS, by the code of Node. */
const byCode: Record<string, Trouble> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_HAS_EXPIRED: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: untrusted,
  ECONNREFUSED: unreachable,
  ENOENT: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  EHOSTUNREACH: unreachable,
  EHOSTDOWN: unreachable,
  ENETDOWN: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: silent,
  ECONNRESET: silent,
  EPIPE: silent,
};

/** What pgbouncer and node-postgres say without a code of its own. */
const byWords: [RegExp, Trouble][] = [
  [/statement pooling mode/, statementMode],
  [
    /client password must be a string|password authentication failed|SASL authentication failed/i,
    wrongPassword,
  ],
  [/does not support SSL/, noEncryption],
  [/no such database/, noDatabase],
  [/no more connections allowed/, tooMany],
  [/^(timeout expired|Connection terminated|gave no answer)/i, silent],
  [/^Client (was closed|has encountered a connection error)/, silent],
];

export function postgresTrouble(error: unknown): Trouble | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (syscall === 'open') return noCertificate;
  const worded = byWords.find(([words]) => words.test(error.message))?.[1];
  if (worded !== undefined) return worded;
  if (typeof code !== 'string') return null;
  const coded = byCode[code];
  return coded === undefined ? (byState[code] ?? null) : { ...coded, says: `${coded.says} (${code})` };
}
