import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { adminOnly } from '../../src/slack/door/authority.ts';
import { usualPace } from '../../src/slack/door/pace.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/security.md');

const [, threats = ''] = /\n## Threats\n([\s\S]*?)\n## /.exec(page) ?? [];
const rows = threats
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .map((line) => line.slice(2, -2).split(' | '));

describe('the page on threats', () => {
  it('has a table', () => {
    expect(rows.length).toBeGreaterThan(10);
  });

  it.each(rows)('says of “%s” what is done, and names tests that are there', (_, done = '', shownBy = '') => {
    const tests = [...shownBy.matchAll(/`(test\/[\w/.-]+)`/g)].map(([, path = '']) => path);

    expect(done.length).toBeGreaterThan(10);
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('lists all that only admins may, and nothing else', () => {
    const listed = [...page.matchAll(/^\| `([\w-]+)` \| (.+) \|$/gm)].map(([, name, what]) => [name, what]);

    expect(listed).toEqual(Object.entries(adminOnly));
  });

  it('says how much one person may ask', () => {
    expect(usualPace.everyMs).toBe(1_000);
    expect(page).toContain(`${usualPace.burst} requests at once for each person and then one a second`);
  });

  it.each(['README.md', 'ARCHITECTURE.md', 'SECURITY.md'])('is linked from %s', (from) => {
    expect(read(from)).toContain('](docs/security.md)');
  });
});
