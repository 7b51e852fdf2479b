import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseAst } from 'vitest/node';

import type { Place } from './banned.ts';

const root = join(import.meta.dirname, '../../..');

export interface Text {
  path: string;
  line: number;
  place: Place;
  words: string;
}

const pages = [
  '*.md',
  'docs/**/*.md',
  '{bench,demo}/README.md',
  'manifest.yml',
  '.env.example',
  'deploy/*.{json,yaml}',
];

/** Everything that somebody may read, by where. The changelog says how things were, and migrations stay as they are. */
export function allTexts(): Text[] {
  return [
    ...filesOf(pages)
      .filter((path) => path !== 'CHANGELOG.md')
      .flatMap((path) => textsOfPage(path, textOf(path))),
    ...filesOf(['src/**/*.ts'])
      .filter((path) => !path.startsWith('src/store/engine/migrations/'))
      .flatMap((path) => textsOfSource(path, textOf(path))),
    ...filesOf(['{demo,verify}/**/*.ts']).flatMap((path) => textsOfSource(path, textOf(path))),
    ...filesOf(['test/**/*.test.ts']).flatMap((path) => [
      ...textsOfSnapshots(path, textOf(path)),
      ...titlesOf(path, textOf(path)),
    ]),
    ...linesOf('test/e2e/month/month.txt', textOf('test/e2e/month/month.txt'), 'shown'),
  ];
}

export function textsOfPage(path: string, text: string): Text[] {
  return linesOf(path, text, 'page');
}

export function textsOfSource(path: string, text: string): Text[] {
  const literals = literalsIn(text);
  const comments = [...blanked(text, literals).matchAll(/\/\*[\s\S]*?\*\/|\/\/.*/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const at = (start: number) => lineAt(text, start);
  return [
    ...literals
      .filter(({ words }) => /\s|^[A-Z]/.test(words))
      .map(({ start, words, place }) => ({
        path,
        line: at(start),
        place,
        words: withoutCode(words),
      })),
    ...comments.flatMap(({ start, end }) => linesOf(path, text.slice(start, end), 'comment', at(start) - 1)),
    ...linesOf(path, blanked(text, [...literals, ...comments]), 'name'),
  ];
}

/** What a message looks like, without what its buttons carry. */
export function textsOfSnapshots(path: string, text: string): Text[] {
  const snapshots = text.matchAll(/toMatchInlineSnapshot\(\s*`((?:[^`\\]|\\.)*)`/g);
  return [...snapshots].flatMap((match) =>
    linesOf(path, (match[1] ?? '').replaceAll('\\`', '`'), 'shown', lineAt(text, match.index) - 1).map(
      (it) => ({
        ...it,
        words: it.words.replaceAll(/ → [^\]]*/g, ''),
      }),
    ),
  );
}

/** What a run of the tests prints of them. */
export function titlesOf(path: string, text: string): Text[] {
  const titles: Text[] = [];
  walk(parseAst(text, { lang: 'ts' }) as unknown as Node, (node) => {
    const [title] = node.type === 'CallExpression' && isTest(node.callee) ? (node.arguments ?? []) : [];
    if (title?.type !== 'Literal' || typeof title.value !== 'string') return true;
    titles.push({ path, line: lineAt(text, title.start), place: 'title', words: withoutCode(title.value) });
    return true;
  });
  return titles;
}

/** `it`, `test.each(rows)`, `describe.skip`, `describeStores` */
function isTest(callee: Node['callee']): boolean {
  if (callee === undefined) return false;
  if (callee.name !== undefined) return /^(?:it|test|describe\w*)$/.test(callee.name);
  return isTest(callee.object) || isTest(callee.callee);
}

function linesOf(path: string, text: string, place: Place, before = 0): Text[] {
  return text
    .split('\n')
    .map((words, index) => ({ path, line: before + index + 1, place, words: withoutCode(words) }))
    .filter(({ words }) => words.trim() !== '');
}

/** What one types stands in backticks, and may be any word. */
function withoutCode(words: string): string {
  return words.replaceAll(/`[^`]*`/g, '`…`');
}

interface Literal {
  start: number;
  end: number;
  words: string;
  place: 'said' | 'logged';
}

interface Node {
  type: string;
  start: number;
  end: number;
  value?: unknown;
  tag?: Node & { name?: string };
  quasis?: { value: { cooked: string } }[];
  callee?: Callee;
  arguments?: Node[];
}

interface Callee {
  name?: string;
  object?: Callee;
  /** Of `test.each(rows)`, before what is called with the title. */
  callee?: Callee;
  property?: { name?: string };
}

function literalsIn(text: string): Literal[] {
  const found: Literal[] = [];
  let logged = 0;
  const placeOf = ({ start }: Node) => (start < logged ? 'logged' : 'said');
  walk(parseAst(text, { lang: 'ts' }) as unknown as Node, (node) => {
    const isQuery = node.type === 'TaggedTemplateExpression' && node.tag?.name === 'sql';
    if (isQuery) found.push({ start: node.start, end: node.end, words: '', place: 'said' });
    if (node.type === 'Literal' && typeof node.value === 'string') {
      found.push({ start: node.start, end: node.end, words: node.value, place: placeOf(node) });
    }
    if (node.type === 'TemplateLiteral') {
      const words = node.quasis?.map(({ value }) => value.cooked).join('…') ?? '';
      found.push({ start: node.start, end: node.end, words, place: placeOf(node) });
    }
    if (isLogging(node)) logged = node.end;
    return !isQuery;
  });
  return found;
}

/** Within `log.warn(…)`: for who runs the bot. */
function isLogging({ type, callee }: Node): boolean {
  const object = callee?.object;
  const isLog = object?.name === 'log' || object?.property?.name === 'log';
  return (
    type === 'CallExpression' && isLog && /^(fatal|error|warn|info|debug)$/.test(callee?.property?.name ?? '')
  );
}

/** Goes on into what `visit` says yes to. */
function walk(node: unknown, visit: (node: Node) => boolean): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && 'start' in node && !visit(node as Node)) return;
  for (const child of Object.values(node)) walk(child, visit);
}

/** The same text, as long, with nothing where the ranges are. */
function blanked(text: string, ranges: { start: number; end: number }[]): string {
  const characters = [...text.split('')];
  for (const { start, end } of ranges) {
    for (let at = start; at < end; at += 1) if (characters[at] !== '\n') characters[at] = ' ';
  }
  return characters.join('');
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function filesOf(globs: string[]): string[] {
  return globSync(globs, { cwd: root }).sort();
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
