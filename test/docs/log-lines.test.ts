import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { createLog } from '../../src/process/log.ts';

const root = join(import.meta.dirname, '../..');

interface LogLine {
  level: string;
  /** Up to where it differs from time to time. */
  says: string;
  fields: string[];
  path: string;
}

const logged = globSync('src/**/*.ts', { cwd: root }).flatMap(linesIn);
const documented = [
  ...readFileSync(join(root, 'docs/log-lines.md'), 'utf8').matchAll(/^\| (\w+) \| `([^`]+)` \| .{10,} \|$/gm),
].map(([, level, says]) => `${level} ${says}`);

test('every line that the bot logs is on the page, with its level', () => {
  const missing = logged.filter(({ level, says }) => !documented.includes(`${level} ${says}`));

  expect(logged.length).toBeGreaterThan(30);
  expect(
    missing.map(({ path, level, says }) => `docs/log-lines.md needs: ${level} ${says} (${path})`),
  ).toEqual([]);
});

test('no line is on the page that the bot does not log', () => {
  const known = logged.map(({ level, says }) => `${level} ${says}`);

  expect(documented.filter((line) => !known.includes(line))).toEqual([]);
});

test('every field of every line may be printed', () => {
  for (const { fields, path, says } of logged) {
    const lines: string[] = [];
    const log = createLog({ level: 'info', secrets: [], out: { write: (line) => lines.push(line) } });
    log.info(Object.fromEntries(fields.map((field) => [field, 1])), says);
    expect(JSON.parse(lines[0] ?? '{}').omitted, `${path}: ${says}`).toBeUndefined();
  }
});

test('lines are found however they are written', () => {
  const text = `
    log.info({ url, mode: mode.kind }, 'started');
    deps.log.error({ ...aboutClaim(claim), reason }, 'a message is parked');
    log.warn(
      { kind: message?.type },
      'not understood',
    );
    ack().catch((err) => log.warn({ err }, 'Slack was gone'));
    log.info({ percent }, state === 'done' ? 'history imported' : 'importing history');
    log.fatal({ err }, \`could not start: \${reason}\`);
    log.warn({ pass }, message);
    log.debug(parts.join(' '));
  `;

  expect(
    linesOf(text, 'src/process/log.ts').map(({ level, says, fields }) => [level, says, ...fields]),
  ).toEqual([
    ['info', 'started', 'url', 'mode'],
    ['error', 'a message is parked', 'reason'],
    ['warn', 'not understood', 'kind'],
    ['warn', 'Slack was gone', 'err'],
    ['info', 'history imported', 'percent'],
    ['info', 'importing history', 'percent'],
    ['fatal', 'could not start:', 'err'],
  ]);
});

function linesIn(path: string): LogLine[] {
  const code = readFileSync(join(root, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return linesOf(code, path);
}

function linesOf(text: string, path: string): LogLine[] {
  return [...text.matchAll(/\blog\.(fatal|error|warn|info|debug)\(/g)].flatMap((match) => {
    const given = inParentheses(text.slice(match.index + match[0].length));
    const [object = ''] = /^\s*\{[^}]*\}/.exec(given) ?? [];
    const words = given.slice(object.length).matchAll(/(?<!=== )'([^']*\w[^']*)'|`([^`$]+)/g);
    return [...words].map(([, quoted, template]) => ({
      level: match[1] ?? '',
      says: (quoted ?? template ?? '').trim(),
      fields: fieldsIn(object),
      path,
    }));
  });
}

/** Up to the parenthesis that closes what is before it. */
function inParentheses(text: string): string {
  let depth = 1;
  const end = [...text].findIndex((character) => {
    depth += Number(character === '(') - Number(character === ')');
    return depth === 0;
  });
  return text.slice(0, end);
}

function fieldsIn(object: string): string[] {
  return object
    .replace(/^\s*\{|\}$/g, '')
    .split(',')
    .map((part) => part.trim().split(':', 1)[0]?.trim() ?? '')
    .filter((name) => /^\w+$/.test(name));
}
