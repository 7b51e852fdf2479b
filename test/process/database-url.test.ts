import pg from 'pg';
import { expect, test } from 'vitest';
import { remarkOnWay } from '../../src/doctor/check-database.ts';
import { readConfig, secretsOf } from '../../src/process/config.ts';
import { databaseUrlFault, hostInTheClear, withoutPassword } from '../../src/process/database-url.ts';

test.each([
  'file:./data/revox.db',
  'file:/srv/my data/revox.db',
  'file:///srv/revox.db',
  'postgres://revox:secret@db.example.com/revox',
  'postgresql://revox@db.example.com:5433/revox?sslmode=verify-full',
  'postgres:///revox?host=/var/run/postgresql',
  'postgres://revox:secret@/revox?host=/var/run/postgresql',
  'postgres://revox:a%23b%2Fc%3Fd%25e%40f@db.example.com/revox',
  'postgres://revox:a@b@db.example.com/revox',
])('%s is taken', (url) => {
  expect(databaseUrlFault(url)).toBeNull();
  if (url.startsWith('postgres')) expect(() => new pg.Client(url)).not.toThrow();
});

test.each([
  ['postgres://revox:a#b@db.example.com/revox', /# as %23/],
  ['postgres://revox:12#3@db.example.com/revox', /# as %23/],
  ['postgres://revox:a/b@db.example.com/revox', /\/ as %2F/],
  ['postgres://revox:12/3@db.example.com/revox', /\/ as %2F/],
  ['postgres://revox:a?b@db.example.com/revox', /\? as %3F/],
  ['postgres://revox:50%@db.example.com/revox', /% as %25/],
  ['postgres://db.example.com/revox?sslmode=verify', /sslmode other than disable, .*verify-full/],
  ['mysql://db.example.com/revox', /neither file: nor postgres/],
  ['file:', /no path/],
  ['file://data/revox.db', /a host after file:\/\/ instead.*write file:\.\/data/],
  ['file:~/revox.db', /~, which only a shell expands/],
  ['file:/srv/my%20data/revox.db', /%20 as a space/],
  ['file:/srv/revox.db?mode=rwc', /write only the path/],
])('%s is refused in a sentence that says what to write', (url, says) => {
  const read = () => readConfig({ ...needed, DATABASE_URL: url });

  expect(databaseUrlFault(url)).toMatch(says);
  expect(read).toThrow(/DATABASE_URL is not valid, it is /);
  expect(read).toThrow(says);
  expect(read).not.toThrow(/revox:\w/);
});

const needed = { REVOX_API_KEY: 'sk_x', SLACK_BOT_TOKEN: 'xoxb-x', SLACK_APP_TOKEN: 'xapp-x' };

test.each([
  'postgres://revox:pass%2Fword@db.example.com/revox?sslmode=require',
  'postgres://revox@db.example.com/revox?password=pass%2Fword&sslmode=require',
  'postgres://revox:pass%2Fword@/revox?host=/run/postgresql',
  'postgres://revox@db.example.com/revox?p%61ssword=pass%2Fword&sslmode=require',
  'postgres://revox@db.example.com/revox?sslmode=no-verify&sslpassword=passphrase&password=pass%2Fword',
  'postgres://revox@db.example.com/revox?password=passed&password=pass%2Fword&sslmode=require',
])('the password in %s is a secret, and no argument of a program', (url) => {
  const secrets = secretsOf(readConfig({ ...needed, DATABASE_URL: url }));
  const { address, password } = withoutPassword(url);

  expect(secrets).toEqual(expect.arrayContaining(['pass%2Fword', 'pass/word']));
  expect(password).toBe('pass/word');
  expect(address).not.toMatch(/pass/);
  expect(address).toMatch(/^postgres:\/\/revox@(db\.example\.com)?\/revox\?(sslmode=require|host=)/);
});

test.each([
  ['postgres://revox@db.example.com/revox', 'db.example.com'],
  ['postgres://revox@db.example.com/revox?sslmode=disable', 'db.example.com'],
  ['postgres://revox@/revox?host=db.example.com', 'db.example.com'],
  ['postgres://revox@db.example.com/revox?sslmode=verify-full', null],
  ['postgres://revox@db.example.com/revox?ssl=true', null],
  ['postgres://revox@127.0.0.1/revox', null],
  ['postgres://revox@[::1]/revox', null],
  ['postgres:///revox?host=/run/postgresql', null],
  ['postgres://revox@/revox?host=/run/postgresql', null],
  ['file:./data/revox.db', null],
])('of %s the doctor says which way is not encrypted: %s', (url, host) => {
  expect(hostInTheClear(url)).toBe(host);
  expect(remarkOnWay(url).map(({ says }) => says.includes('not encrypted'))).toEqual(
    host === null ? [] : [true],
  );
});
