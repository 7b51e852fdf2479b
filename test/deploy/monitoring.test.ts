import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { createMetrics } from '../../src/process/metrics.ts';
import { openPostgresDoor } from '../e2e/postgres-door.ts';
import { openPostgres } from '../support/database.ts';
import { createRevoxServer } from '../support/revox-server.ts';
import { botEnv, startBot } from '../support/running-bot.ts';
import { SlackServer } from '../support/slack/slack-server.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; description: string; runbook: string };
}
interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { h: number; w: number; x: number; y: number };
  targets?: { expr: string }[];
}

const rules: Rule[] = parse(read('deploy/prometheus-rules.yaml')).groups.flatMap(
  (group: { rules: Rule[] }) => group.rules,
);
const panels: Panel[] = JSON.parse(read('deploy/grafana-dashboard.json')).panels;
const expressions = [
  ...rules.map(({ alert, expr }) => ({ where: alert, expr })),
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ where: title, expr }))),
];

/** What the process says about itself, as Prometheus would read it. */
let exposed: Map<string, string>;

beforeAll(async () => {
  await using revox = await createRevoxServer().listen();
  await using slack = await SlackServer.start();
  await using bot = await startBot({ env: botEnv(revox, slack, 'file::memory:') });
  const text = await (await fetch(`${bot.url}/metrics`)).text();
  exposed = new Map(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
  );
  await bot.stop();
});

test.each(expressions)('$where asks for metrics that the process has', ({ expr }) => {
  const unknown = metricsIn(expr).filter((name) => !isExposed(name));

  expect(metricsIn(expr).length).toBeGreaterThan(0);
  expect(unknown).toEqual([]);
});

describe('labels', () => {
  let known: Set<string>;

  beforeAll(async () => {
    const metrics = createMetrics();
    metrics.polled('ok');
    metrics.posted('sent', 1);
    metrics.refused('too-old');
    metrics.answered('/revox calls', 1);
    metrics.passed('sync', 'ok', 1);
    metrics.hung('sync');
    const { body } = await metrics.text();
    metrics.close();
    const lines = body.matchAll(/^(revox_slack_\w+)\{(.*)\} /gm);
    known = new Set(
      [...lines].flatMap(([, name, labels = '']) => namesIn(labels).map((label) => `${name} ${label}`)),
    );
  });

  test.each(expressions)('$where asks for labels that its metrics have', ({ expr }) => {
    const asked = [...expr.matchAll(/(revox_slack_\w+)\{([^}]*)\}/g)].flatMap(([, name, labels = '']) =>
      namesIn(labels).map((label) => `${name} ${label}`),
    );
    const [, grouped = ''] = /\bby \(([^)]*)\)/.exec(expr) ?? [];
    const groups = grouped.split(/,\s*/).filter((label) => label !== '' && label !== 'instance');
    const grouping = groups.flatMap((label) => metricsIn(expr).map((name) => `${name} ${label}`));

    expect([...asked, ...grouping].filter((it) => !known.has(it))).toEqual([]);
  });
});

test.each(rules)('$alert says what it means and where to read on', ({ labels, annotations }) => {
  expect(['critical', 'warning']).toContain(labels.severity);
  expect(annotations.summary).toMatch(/\.$/);
  expect(annotations.description).toMatch(/\.$/);
  expect(existsSync(join(root, annotations.runbook))).toBe(true);
});

describe('what is missing has an alert of its own', () => {
  const exprOf = (name: string) => rules.find(({ alert }) => alert === name)?.expr;

  test('a bot that is down, one whose database is away, and one that is not looked at', () => {
    expect(exprOf('RevoxSlackDown')).toBe('up{job="revox-for-slack"} == 0');
    expect(exprOf('RevoxSlackDatabaseAway')).toBe('min by (instance) (revox_slack_database_up) == 0');
    // A target that is gone has no `up` at all, so only its absence can be asked for.
    expect(exprOf('RevoxSlackGone')).toBe('absent(up{job="revox-for-slack"})');
  });

  test('each is distinguished from the others on the page on running it', () => {
    for (const name of ['RevoxSlackDown', 'RevoxSlackDatabaseAway', 'RevoxSlackGone'])
      expect(read('docs/operations.md')).toContain(`| \`${name}\` |`);
  });

  test('a bot whose database is away still answers Prometheus, and says so until it is back', async () => {
    await using revox = await createRevoxServer().listen();
    await using slack = await SlackServer.start();
    await using store = await openPostgres();
    await using door = await openPostgresDoor(store.url);
    await using bot = await startBot({ env: botEnv(revox, slack, door.url) });
    const scrape = async () => {
      const answer = await fetch(`${bot.url}/metrics`);
      const text = await answer.text();
      const value = (name: string) => new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1];
      return [answer.status, value('revox_slack_database_up'), value('revox_slack_messages_parked')];
    };

    expect(await scrape()).toEqual([200, '1', '0']);
    // Its connections stay as they are and nothing comes back, as when a host is lost.
    door.hush();
    await expect.poll(scrape).toEqual([200, '0', undefined]);
    await door.shut();
    expect(await scrape()).toEqual([200, '0', undefined]);
    await door.open();
    await expect.poll(scrape).toEqual([200, '1', '0']);
  });
});

test('no two alerts have one name, and no two panels one place', () => {
  const names = rules.map(({ alert }) => alert);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
  );

  expect(new Set(names).size).toBe(names.length);
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

test('every figure of our own is on the dashboard', () => {
  const shown = panels.flatMap(({ targets = [] }) =>
    targets.flatMap(({ expr }) => metricsIn(expr).map(family)),
  );
  const ours = [...exposed.keys()].filter((name) => name.startsWith('revox_slack_'));

  expect(ours.length).toBeGreaterThan(10);
  expect(ours.filter((name) => !shown.includes(name))).toEqual([]);
});

test('the page lists the metrics of our own, all of them and no others', () => {
  const listed = [...read('docs/operations.md').matchAll(/^\| `(revox_slack_\w+)`/gm)].map(
    ([, name]) => name,
  );
  const ours = [...exposed.keys()].filter((name) => name.startsWith('revox_slack_'));

  expect(listed.toSorted()).toEqual(ours.toSorted());
});

/** Words before a selector or a range, or on their own: whatever is not a function, a keyword, a label or a text. */
function metricsIn(expr: string): string[] {
  const bare = expr.replaceAll(/"[^"]*"|\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring) \([^)]*\)/g, ' ');
  return [...bare.matchAll(/[a-z_]\w*(?!\w|\s*\()/g)]
    .map(([name]) => name)
    .filter((name) => name.includes('_') || name === 'up');
}

function isExposed(name: string): boolean {
  // Prometheus adds this one for every target.
  return name === 'up' || exposed.has(family(name));
}

/** A histogram is asked for by its parts. */
function family(name: string): string {
  const base = name.replace(/_(bucket|sum|count)$/, '');
  return exposed.get(base) === 'histogram' ? base : name;
}

function namesIn(labels: string): string[] {
  return [...labels.matchAll(/(\w+)=~?"/g)].map(([, name = '']) => name);
}
