import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

import { settingNames } from '../../src/process/settings.ts';

const root = join(import.meta.dirname, '../..');
const pages = globSync(['*.md', 'docs/**/*.md', 'demo/*.md', '.github/**/*.md'], { cwd: root });
const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts);

test.each(pages)('%s links to what is there', (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].map(([, link = '']) => link);
  const broken = links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => !existsSync(join(root, dirname(page), link)));

  expect(broken).toEqual([]);
});

test.each(pages)('%s links to headings of its own that are there', (page) => {
  const anchors = new Set(
    [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)),
  );
  const linked = [...textOf(page).matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
  expect(linked.filter((anchor) => !anchors.has(anchor))).toEqual([]);
});

test('no picture is kept that no page shows', () => {
  const shown = pages.map(textOf).join('\n');
  const kept = globSync('docs/images/**/*.png', { cwd: root });
  expect(kept.filter((picture) => !shown.includes(picture.replace(/^docs\//, '')))).toEqual([]);
});

test.each(pages)('%s names scripts, settings and files of deploy/ that are there', (page) => {
  const text = textOf(page);
  const run = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
  const named = [...text.matchAll(/`((?:REVOX|SLACK)_[A-Z_]+)`/g)].map(([, name = '']) => name);
  const files = [...text.matchAll(/(?<![\w/])deploy\/[\w.-]+\w/g)].map(([name]) => name);

  expect(run.filter((name) => !scripts.includes(name))).toEqual([]);
  expect(named.filter((name) => !settingNames.includes(name as never))).toEqual([]);
  expect(files.filter((name) => !existsSync(join(root, name)))).toEqual([]);
});

/** As GitHub makes it. */
function anchorOf(heading: string): string {
  const said = heading.toLowerCase().replaceAll(/[^\p{L}\d\s_-]/gu, '');
  return said.replaceAll(' ', '-');
}

function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}
