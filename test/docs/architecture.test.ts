import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('ARCHITECTURE.md');

test('every room has a row that says what it is and what it may import', () => {
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((it) => it.isDirectory());
  const rows = [...page.matchAll(/^\| `src\/(\w+)\/` \| .{10,} \| .+ \|$/gm)].map(([, room]) => room);

  expect(rooms.length).toBeGreaterThan(5);
  expect(rows.sort()).toEqual(rooms.map(({ name }) => name).sort());
});

test('every pass has a row that says what it takes and what it leaves', () => {
  const passes = [...read('src/timetable.ts').matchAll(/\bname: '(\w+)',\s*cron:/g)].map(([, name]) => name);
  const [, table = ''] = /^\| pass \| takes \| leaves \|\n(.*?)\n\n/ms.exec(page) ?? [];
  const rows = [...table.matchAll(/^\| (\w+) \| .{4,} \| .{4,} \|$/gm)].map(([, name]) => name);

  expect(passes.length).toBeGreaterThan(5);
  expect(rows.sort()).toEqual(passes.sort());
});
