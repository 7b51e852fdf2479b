/** As node-postgres reads it: without a host where a socket is meant, as in `postgres://user@/revox?host=/run/postgresql`. */
function parsed(url: string): URL | null {
  return URL.parse(url) ?? URL.parse(url.replace('@/', '@socket/'));
}

const tlsModes = ['disable', 'no-verify', 'prefer', 'require', 'verify-ca', 'verify-full'];

/** Completes “it holds”; null when nothing is wrong. */
export function databaseUrlFault(url: string): string | null {
  if (url.startsWith('file:')) return pathFault(url.slice('file:'.length));
  if (!/^postgres(ql)?:\/\//.test(url)) return 'neither file: nor postgres://';
  const address = parsed(url);
  if (address === null || hasBareSigns(url, address)) return bareSigns;
  const mode = address.searchParams.get('sslmode');
  if (mode === null || tlsModes.includes(mode)) return null;
  return `an sslmode other than ${tlsModes.join(', ')}`;
}

const bareSigns =
  'a password with unescaped characters: write # as %23, / as %2F, ? as %3F, % as %25 and @ as %40';

function hasBareSigns(url: string, { hash, username, password }: URL): boolean {
  const [, behindAuthority = ''] = /^\w+:\/\/[^/?#]*(.*)$/s.exec(url) ?? [];
  return hash !== '' || behindAuthority.includes('@') || !isEscaped(username) || !isEscaped(password);
}

function isEscaped(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function pathFault(path: string): string | null {
  if (path === '') return 'no path';
  if (/^\/\/[^/]/.test(path))
    return 'a host after file:// instead of a path: write file:./data/revox.db, or file:/data/revox.db';
  if (path.startsWith('~'))
    return 'a path that begins with ~, which only a shell expands: write the full path';
  if (path.includes('?'))
    return 'a ? after the path: options such as ?mode= are not supported, write only the path';
  if (/%[0-9a-f]{2}/i.test(path)) return 'a path with % escapes, which are not decoded: write %20 as a space';
  return null;
}

/** As the URL has them, and as they are meant; those of its query too. */
export function passwordsIn(url: string): string[] {
  const address = parsed(url);
  if (address === null) return [];
  const { password, searchParams } = address;
  // A name may be escaped too, and stand there twice.
  const asWritten = address.search
    .slice(1)
    .split('&')
    .map((pair) => pair.split(/=(.*)/s));
  const inQuery = asWritten.flatMap(([name = '', value = '']) => (isPassword(decoded(name)) ? [value] : []));
  const asMeant = [...searchParams].flatMap(([name, value]) => (isPassword(name) ? [value] : []));
  return [password, decoded(password), ...inQuery, ...asMeant];
}

/** node-postgres takes them; the tools of Postgres refuse an address that has them. */
const unknownToLibpq = ['uselibpqcompat', 'max', 'idleTimeoutMillis'];

function isPassword(name: string): boolean {
  return name === 'password' || name === 'sslpassword';
}

function decoded(text: string): string {
  return isEscaped(text) ? decodeURIComponent(text) : text;
}

/** For the arguments of a program of Postgres, which everybody on the machine can read. */
export function withoutPassword(url: string): { address: string; password: string } {
  const address = parsed(url) ?? new URL(url);
  // As node-postgres does, the last one counts.
  const password = address.searchParams.getAll('password').at(-1) ?? decoded(address.password);
  address.password = '';
  for (const name of ['password', 'sslpassword', ...unknownToLibpq]) address.searchParams.delete(name);
  // Encrypted without verifying the server: the same in other words.
  if (address.searchParams.get('sslmode') === 'no-verify') address.searchParams.set('sslmode', 'require');
  return {
    address: address.href.replace(/^(\w+:\/\/[^/]*@)socket\//, url.includes('@/') ? '$1/' : '$&'),
    password,
  };
}

/** The host to which the database is spoken to in the clear; null where that stays on this machine, or is encrypted. */
export function hostInTheClear(url: string): string | null {
  const address = url.startsWith('file:') ? null : parsed(url);
  if (address === null) return null;
  const asked = address.searchParams;
  const host = asked.get('host') ?? (URL.canParse(url) ? decoded(address.hostname) : '');
  const isLocal = host === '' || /^(\/|localhost$|127\.|\[?::1\]?$)/.test(host);
  const isEncrypted =
    (asked.get('sslmode') ?? 'disable') !== 'disable' ||
    ['true', '1'].includes(asked.get('ssl') ?? '') ||
    asked.get('sslnegotiation') === 'direct';
  return isLocal || isEncrypted ? null : host;
}
