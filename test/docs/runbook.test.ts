import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { type IncidentKind, incidentKinds } from '../../src/calls/incidents/index.ts';
import { incidentMessage } from '../../src/slack/incidents/incident-message.ts';
import { incidentWords } from '../../src/slack/incidents/kinds/index.ts';
import { helpTopics } from '../../src/slack/routes/commands.ts';
import { sampleIncident } from '../support/sample-incident.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const kinds = incidentKinds.map(({ kind }) => kind);

/** What has no card. */
const others = ['README.md', 'database.md'];

test('there is a page for each kind of incident, and no other', () => {
  const pages = readdirSync(join(root, 'docs/runbook')).filter((name) => !others.includes(name));

  expect(pages.sort()).toEqual(kinds.map((kind) => `${kind}.md`).sort());
});

describe.each(kinds)('%s', (kind) => {
  const page = read(`docs/runbook/${kind}.md`);
  const headline = headlineOf(kind);

  test('its page is named like its card and says what it means, what people notice, what to do and how it ends', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);

    expect(page).toMatch(new RegExp(`^# ${headline}\n\n\`${kind}\``));
    expect(headings).toEqual(['What it means', 'What people notice', 'What to do', 'How it ends']);
  });

  test('the runbook, the page on running it and the help in Slack name it', () => {
    const help = helpTopics.find(({ name }) => name === 'incidents')?.examples.map(({ typed }) => typed);

    expect(read('docs/runbook/README.md')).toContain(`| [${kind}](${kind}.md) | ${headline} |`);
    expect(read('docs/operations.md')).toContain(`| *${headline}* | [${kind}](runbook/${kind}.md) |`);
    expect(help).toContain(headline);
  });

  test('its card says where there is more', () => {
    const { blocks } = cardOf(kind);

    expect(JSON.stringify(blocks)).toContain('/revox help incidents');
  });

  test('its card links to its page where it is said where the pages can be read', () => {
    const card = JSON.stringify(cardOf(kind, 'https://wiki.example.com/runbook').blocks);

    expect(card).toContain(`{"type":"link","url":"https://wiki.example.com/runbook/${kind}.md",`);
    expect(card).not.toContain('/revox help incidents');
  });
});

function headlineOf(kind: IncidentKind): string {
  return incidentWords[kind].open;
}

function cardOf(kind: IncidentKind, runbookUrl: string | null = null) {
  const options = { phoneNumbers: 'masked' as const, timezone: 'UTC', now: 60_000, runbookUrl };
  return incidentMessage.words({ incident: sampleIncident({ kind }) }, options);
}
