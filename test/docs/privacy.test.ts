import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { openSqlite } from '../support/database.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/privacy.md'), 'utf8');

test('the page on privacy says of every table what it holds of a person', async () => {
  await using store = await openSqlite();
  const tables = (await store.db.introspection.getTables()).map(({ name }) => name);
  const named = [...page.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| .{10,} \| .{5,} \|$/gm)].flatMap(([, names]) =>
    [...(names ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );

  expect(tables.length).toBeGreaterThan(10);
  expect(tables.filter((name) => !named.includes(name))).toEqual([]);
});

test('the tests that it names are there', () => {
  const paths = [...page.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path]) => path ?? '');

  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
