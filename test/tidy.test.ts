import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Source {
  path: string;
  text: string;
}

interface Rule {
  /** What is true of the sources. */
  name: string;
  covers: RegExp;
  /** Each finding says what to do. */
  find(source: Source): string[];
  /** What the rule must find fault with, or it would find fault with nothing. */
  bad: Source;
}

/**
 * Who may import whom; the first room that fits a file is its own. A room may always import itself. `types` are shapes
 * that a neighbour is asked for by the one who needs them.
 */
const rooms: { room: RegExp; name: string; may: string[]; types?: string[] }[] = [
  { room: /^src\/calls\//, name: 'calls', may: [] },
  { room: /^src\/store\//, name: 'store', may: ['calls'] },
  { room: /^src\/revox\//, name: 'revox', may: ['calls'], types: ['sync'] },
  { room: /^src\/news\//, name: 'news', may: ['calls'] },
  { room: /^src\/sync\//, name: 'sync', may: ['calls', 'news', 'store'] },
  { room: /^src\/outbox\//, name: 'outbox', may: ['calls', 'news', 'store'] },
  { room: /^src\/exports\//, name: 'exports', may: ['calls', 'store'] },
  {
    room: /^src\/slack\//,
    name: 'slack',
    may: ['calls', 'news', 'store'],
    types: ['outbox', 'exports'],
  },
  { room: /^src\/main\.ts$/, name: 'main', may: ['app', 'process'] },
  {
    // The wiring, everything that happens by itself, and when.
    room: /^src\/(app|timetable|passes|due)\.ts$/,
    name: 'app',
    may: [
      'calls',
      'store',
      'revox',
      'news',
      'sync',
      'outbox',
      'exports',
      'backup',
      'configuration',
      'slack',
      'process',
    ],
  },
  // Looks at everything before a start; nobody looks at it.
  {
    room: /^src\/doctor(\.ts$|\/)/,
    name: 'doctor',
    may: ['calls', 'store', 'revox', 'slack', 'process'],
  },
  // Reads and writes the file of what people set, and makes it true.
  { room: /^src\/configuration(\.ts$|\/)/, name: 'configuration', may: ['calls', 'store', 'process'] },
  { room: /^src\/backup(\.ts$|\/)/, name: 'backup', may: ['calls', 'store', 'process'] },
  {
    room: /^src\/(process\/|[\w-]+\.ts$)/,
    name: 'process',
    may: ['calls', 'store'],
    types: ['sync', 'slack'],
  },
];

const rules: Rule[] = [
  {
    name: 'every import follows the arrows between the rooms',
    covers: /^src\//,
    find: ({ path, text }) =>
      importsOf({ path, text }).flatMap(({ to, typeOnly }) => {
        const from = roomOf(path);
        const into = roomOf(to);
        if (into === undefined || from === into) return [];
        if (from === undefined) return [`${path} is in no room: give it one in test/tidy.test.ts`];
        if (from.may.includes(into.name) || (typeOnly && from.types?.includes(into.name))) return [];
        return [
          `${path} imports ${to}, but ${from.name} may import only ${from.may.join(', ') || 'nothing of ours'}: take what it needs as an argument, or move it`,
        ];
      }),
    bad: { path: 'src/calls/call.ts', text: "import { saveCalls } from '../store/calls.ts';" },
  },
  {
    // Whoever answers, and what finds a message, reads; what writes words and blocks is given what it says.
    name: 'words and blocks of Slack read nothing from the store',
    covers: /^src\/slack\/(?!.*-message\.ts$)/,
    find: ({ path, text }) => {
      const imports = importsOf({ path, text }).map(({ to }) => to);
      const isWords = imports.some((to) => /\/blocks\/rich\.ts$/.test(to));
      const answers = imports.some((to) => /\/handler\.ts$/.test(to));
      if (!isWords || answers) return [];
      return imports
        .filter((to) => to.startsWith('src/store/'))
        .map((to) => `${path} imports ${to}: take what it says as an argument`);
    },
    bad: {
      path: 'src/slack/stats/stats.ts',
      text: "import { words } from '../blocks/rich.ts';\nimport { statsOf } from '../../store/figures/stats.ts';",
    },
  },
  {
    // The product never asks the rules of Slack that it is tested by, nor anything else that does not ship.
    name: 'nothing in src imports what is outside src',
    covers: /^src\//,
    find: ({ path, text }) =>
      importsOf({ path, text })
        .filter(({ to }) => !to.startsWith('src/') && !to.endsWith('.json'))
        .map(({ to }) => `${path} imports ${to}, which does not ship: write it in src, or do without`),
    bad: {
      path: 'src/slack/posting/post.ts',
      text: "import { checkMessage } from '../../../demo/slack/rules/check-message.ts';",
    },
  },
  {
    name: 'relative imports end in .ts, and name a file that is there',
    covers: /^(src|test|demo|verify|bench)\//,
    find: ({ path, text }) =>
      importsOf({ path, text })
        .filter(({ to }) => !/\.(ts|tsx|json)$/.test(to) || !existsSync(join(root, to)))
        .map(({ to }) => `${path} imports ${to}: Node wants the name of a file, with its .ts`),
    bad: { path: 'src/app.ts', text: "export { readConfig } from './config';" },
  },
  {
    name: 'only src/process/config.ts reads the environment',
    covers: /^src\/(?!process\/config\.ts$)/,
    find: linesWith(
      /process\s*\.\s*env|\benv\b.*from 'node:process'/,
      'take the value from Config as an argument',
    ),
    bad: { path: 'src/app.ts', text: 'const key = process.env.REVOX_API_KEY;' },
  },
  {
    name: 'no folder or file is a drawer',
    covers: /^src\//,
    find: ({ path }) =>
      /(^|\/)(utils?|helpers?|commons?|types?|interfaces?|shared|core|misc|managers?|services?)(\/|\.ts$)/.test(
        path,
      )
        ? [`${path}: name it after what it is about, or put it beside its only caller`]
        : [],
    bad: { path: 'src/utils/format.ts', text: '' },
  },
  {
    // A sentence in a template string cannot be broken.
    name: 'no line is longer than 120 characters',
    covers: /^src\//,
    find: linesWith(/^(?!.*`).{121,}$/u, 'longer than 120 characters: break it, or say less'),
    bad: { path: 'src/app.ts', text: `// ${'long '.repeat(30)}` },
  },
  {
    name: 'nothing is left to be done',
    covers: /^(src|test|demo|verify|bench)\//,
    find: linesWith(/\b(TODO|FIXME|XXX|HACK)\b/, 'do it, or leave it out'),
    bad: { path: 'src/app.ts', text: '// TODO' },
  },
  {
    name: 'no file mentions a file that is not there',
    covers: /./,
    find: ({ path, text }) =>
      [
        ...text.matchAll(
          /(?<![\w/.@-])(?:src|test|demo|verify|bench|docs)\/[\w./-]+\.(?:tsx?|md|yml|json|html)\b/g,
        ),
      ]
        .filter(([mentioned]) => !existsSync(join(root, mentioned)))
        .map(
          ([mentioned]) => `${path} mentions ${mentioned}, which is not there: correct it, or leave it out`,
        ),
    bad: { path: 'README.md', text: 'See `src/gone.ts`.' },
  },
];

const self = 'test/tidy.test.ts';
const sources: Source[] = globSync(
  ['{src,test,demo,verify,bench}/**/*.{ts,tsx}', '*.md', 'docs/**/*.md', 'package.json'],
  {
    cwd: root,
  },
)
  .filter((path) => path !== self)
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

describe.each(rules)('$name', ({ covers, find, bad }) => {
  test('in every file', () => {
    const covered = sources.filter(({ path }) => covers.test(path));
    expect(covered.length).toBeGreaterThan(0);
    expect(covered.flatMap(find)).toEqual([]);
  });

  test('and a file that is otherwise is noticed', () => {
    expect(covers.test(bad.path)).toBe(true);
    expect(find(bad)).toHaveLength(1);
  });
});

describe('no import leads back to where it came from', () => {
  test('in src', () => {
    const product = sources.filter(({ path }) => path.startsWith('src/'));

    expect(cyclesIn(product)).toEqual([]);
  });

  test('and one that does is noticed', () => {
    const circle = [
      { path: 'src/a.ts', text: "import { b } from './b.ts';" },
      { path: 'src/b.ts', text: "import { c } from './c.ts';" },
      { path: 'src/c.ts', text: "import type { A } from './a.ts';" },
      { path: 'src/d.ts', text: "import { a } from './a.ts';" },
    ];

    expect(cyclesIn(circle)).toEqual(['src/a.ts → src/b.ts → src/c.ts → src/a.ts']);
  });
});

/** The wiring at the top of a room knows all of it. */
describe.each(['src/store', 'src/slack'])('no folder of %s leads back to where it came from', (room) => {
  const inRoom = new RegExp(`^${room}/([\\w-]+)/.*$`);
  const folders = new Map<string, string[]>();
  for (const source of sources) {
    const [, folder] = inRoom.exec(source.path) ?? [];
    if (folder === undefined) continue;
    const others = importsOf(source).flatMap(({ to }) => inRoom.exec(to)?.[1] ?? []);
    folders.set(folder, [...(folders.get(folder) ?? []), ...others.filter((it) => it !== folder)]);
  }

  test('in all of its files', () => {
    expect(folders.size).toBeGreaterThan(5);
    expect(circlesIn(folders)).toEqual([]);
  });
});

test('a folder that leads back is noticed', () => {
  const circle = new Map([
    ['calls', ['engine']],
    ['engine', ['news']],
    ['news', ['calls', 'engine']],
  ]);
  expect(circlesIn(circle)).not.toEqual([]);
});

test('imports are found however they are written', () => {
  const text = `
    import { one } from './one.ts';
    import type { Two } from './two.ts';
    import {
      type Three,
      three,
    } from './three.ts';
    export { four } from './four.ts';
    import './five.ts';
    const six = await import('./six.ts');
    import { readFileSync } from 'node:fs';
  `;

  expect(importsOf({ path: 'src/app.ts', text })).toEqual([
    { to: 'src/one.ts', typeOnly: false },
    { to: 'src/two.ts', typeOnly: true },
    { to: 'src/three.ts', typeOnly: false },
    { to: 'src/four.ts', typeOnly: false },
    { to: 'src/five.ts', typeOnly: false },
    { to: 'src/six.ts', typeOnly: false },
  ]);
});

function roomOf(path: string) {
  return rooms.find(({ room }) => room.test(path));
}

function linesWith(pattern: RegExp, advice: string) {
  return ({ path, text }: Source) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${advice}`] : []));
}

interface Import {
  to: string;
  typeOnly: boolean;
}

function importsOf({ path, text }: Source): Import[] {
  const statements =
    /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\bfrom\s*)?'(\.[^']*)'|\bimport\(\s*'(\.[^']*)'\s*\)/gm;
  return [...text.matchAll(statements)].map(([, type, from, called]) => ({
    to: normalize(join(dirname(path), (from ?? called) as string)),
    typeOnly: type !== undefined,
  }));
}

function cyclesIn(files: Source[]): string[] {
  return circlesIn(new Map(files.map((file) => [file.path, importsOf(file).map(({ to }) => to)])));
}

/** Each circle once, from the first of its names in their order. */
function circlesIn(imports: Map<string, string[]>): string[] {
  const cycles = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.add(fromFirst(trail.slice(start)));
    if (start >= 0 || done.has(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return [...cycles];
}

function fromFirst(cycle: string[]): string {
  const first = cycle.indexOf(cycle.toSorted()[0] as string);
  const turned = [...cycle.slice(first), ...cycle.slice(0, first)];
  return [...turned, turned[0]].join(' → ');
}
