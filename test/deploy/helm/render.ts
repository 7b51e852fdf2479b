import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';

/**
 * No package of npm renders charts, so this carries out what the templates of this chart are written in, as Helm documents
 * it: values, `if`/`else`/`end`, `range`, `define`/`include`, `eq`, `fail`, and the pipes `default`, `int`, `lt`, `quote`,
 * `toYaml` and `nindent`.
 * Whatever else a template says is an error.
 */
const folder = join(import.meta.dirname, '../../../deploy/helm');

export interface Rendered {
  kind: string;
  [field: string]: unknown;
}

/** What `helm template <release> deploy/helm` prints, as YAML. */
export function renderText(values: object = {}, release = 'revox'): string {
  const scope = scopeOf(values, release);
  const templates = globSync('templates/*', { cwd: folder }).toSorted();
  const named = new Map<string, Node[]>();
  const bodies = templates.map((path) => parseTemplate(readFileSync(join(folder, path), 'utf8'), named));
  return bodies
    .map((nodes) => print(nodes, scope, named).trim())
    .filter((text) => text !== '')
    .join('\n---\n');
}

export function render(values: object = {}): Rendered[] {
  return parseAllDocuments(renderText(values)).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Rendered;
  });
}

export function chartFile(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

interface Scope {
  root: Record<string, unknown>;
  variables: Record<string, unknown>;
}

function scopeOf(values: object, release: string): Scope {
  const chart = parse(chartFile('Chart.yaml'));
  return {
    root: {
      Values: valuesWith(values),
      Release: { Name: release },
      Chart: { AppVersion: chart.appVersion },
    },
    variables: {},
  };
}

/** Those that come with the chart, with others in their place. */
export function valuesWith(values: object): Record<string, unknown> {
  return merged(parse(chartFile('values.yaml')), values);
}

function merged(base: Record<string, unknown>, over: object): Record<string, unknown> {
  const entries = Object.entries(over).map(([key, value]) => {
    const is = base[key];
    const isMap = typeof is === 'object' && is !== null && typeof value === 'object' && !Array.isArray(value);
    return [key, isMap ? merged(is as Record<string, unknown>, value) : value];
  });
  return { ...base, ...Object.fromEntries(entries) };
}

type Node =
  | { text: string }
  | { value: string }
  | { test: string; body: Node[]; otherwise: Node[] }
  | { each: string; key: string; item: string; body: Node[] };

function parseTemplate(template: string, named: Map<string, Node[]>): Node[] {
  const trimmed = template.replaceAll(/\s*\{\{- /g, '{{ ').replaceAll(/ -\}\}\s*/g, ' }}');
  const tokens = trimmed.split(/(\{\{.*?\}\})/s).filter((token) => token !== '');
  const { nodes, end } = parseUntil(tokens, 0, named);
  if (end !== tokens.length) throw new Error('an end or else stands alone');
  return nodes;
}

function parseUntil(
  tokens: string[],
  from: number,
  named: Map<string, Node[]>,
): { nodes: Node[]; end: number } {
  const nodes: Node[] = [];
  let at = from;
  while (at < tokens.length) {
    const token = tokens[at] as string;
    if (!token.startsWith('{{')) {
      nodes.push({ text: token });
      at += 1;
      continue;
    }
    const action = token.slice(2, -2).trim();
    const [word = ''] = action.split(/\s/);
    if (word === 'end' || word === 'else') return { nodes, end: at };
    const { node, end } = parseAction(action, word, tokens, at, named);
    if (node !== null) nodes.push(node);
    at = end;
  }
  return { nodes, end: at };
}

function parseAction(
  action: string,
  word: string,
  tokens: string[],
  at: number,
  named: Map<string, Node[]>,
): { node: Node | null; end: number } {
  const rest = action.slice(word.length).trim();
  if (!['if', 'range', 'define'].includes(word)) return { node: { value: action }, end: at + 1 };
  const body = parseUntil(tokens, at + 1, named);
  const isElse = /else/.test(tokens[body.end] ?? '');
  const otherwise = isElse ? parseUntil(tokens, body.end + 1, named) : { nodes: [], end: body.end };
  const end = otherwise.end + 1;
  if (word === 'if') return { node: { test: rest, body: body.nodes, otherwise: otherwise.nodes }, end };
  if (word === 'define') {
    named.set(JSON.parse(rest), body.nodes);
    return { node: null, end };
  }
  const [, key = '', item = '', each = ''] = /^(\$\w+), (\$\w+) := (.+)$/.exec(rest) ?? [];
  return { node: { each, key, item, body: body.nodes }, end };
}

function print(nodes: Node[], scope: Scope, named: Map<string, Node[]>): string {
  return nodes.map((node) => printOne(node, scope, named)).join('');
}

function printOne(node: Node, scope: Scope, named: Map<string, Node[]>): string {
  if ('text' in node) return node.text;
  if ('value' in node) return String(evaluated(node.value, scope, named));
  if ('test' in node) {
    const isTrue = Boolean(evaluated(node.test, scope, named));
    return print(isTrue ? node.body : node.otherwise, scope, named);
  }
  const all = evaluated(node.each, scope, named) as Record<string, unknown>;
  return Object.entries(all)
    .toSorted()
    .map(([key, item]) => {
      const variables = { ...scope.variables, [node.key]: key, [node.item]: item };
      return print(node.body, { ...scope, variables }, named);
    })
    .join('');
}

function evaluated(expression: string, scope: Scope, named: Map<string, Node[]>): unknown {
  const [first = '', ...pipes] = expression.split(' | ');
  return pipes.reduce((value, pipe) => piped(value, pipe, scope), simple(first, scope, named));
}

function simple(expression: string, scope: Scope, named: Map<string, Node[]>): unknown {
  const [word = '', ...args] = expression.split(' ');
  if (word === 'include') return print(templateNamed(args[0] ?? '', named), scope, named);
  if (word === 'eq') return read(args[0] ?? '', scope) === read(args[1] ?? '', scope);
  if (word === 'fail') throw new Error(JSON.parse(expression.slice(word.length)));
  if (word === 'toYaml') return stringify(read(args[0] ?? '', scope)).trimEnd();
  if (args.length > 0) throw new Error(`this test cannot carry out “${expression}”: teach it`);
  return read(word, scope);
}

function templateNamed(quoted: string, named: Map<string, Node[]>): Node[] {
  const nodes = named.get(JSON.parse(quoted));
  if (nodes === undefined) throw new Error(`there is no template ${quoted}`);
  return nodes;
}

function piped(value: unknown, pipe: string, scope: Scope): unknown {
  const [word, argument = ''] = pipe.split(' ');
  if (word === 'default') return value === '' || value == null ? read(argument, scope) : value;
  if (word === 'int') return Math.trunc(Number(value));
  if (word === 'lt') return Number(argument) < Number(value);
  if (word === 'quote') return JSON.stringify(String(value));
  if (word === 'nindent')
    return `\n${String(value)
      .split('\n')
      .map((line) => `${' '.repeat(Number(argument))}${line}`)
      .join('\n')}`;
  throw new Error(`this test cannot carry out “${pipe}”: teach it`);
}

/** @throws Error for a value that is nowhere: a slip, which Helm would print as nothing. */
function read(expression: string, { root, variables }: Scope): unknown {
  if (/^".*"$/.test(expression)) return JSON.parse(expression);
  if (expression.startsWith('$')) return variables[expression];
  const value = expression
    .split('.')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], root);
  if (value === undefined) throw new Error(`there is no value ${expression}`);
  return value;
}
