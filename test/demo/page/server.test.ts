import { afterEach, beforeEach, expect, it } from 'vitest';

import { type Page, startPage } from '../../../demo/page/server.ts';
import { type Revox, startRevox } from '../../../demo/revox/emulator.ts';
import type { Gestures } from '../../../demo/slack/gestures.ts';
import { startWorkspace, type Workspace } from '../../../demo/slack/workspace.ts';

let workspace: Workspace;
let revox: Revox;
let page: Page;

beforeEach(async () => {
  workspace = await startWorkspace();
  revox = await startRevox();
  page = await startPage({ port: 0, workspace, revox, gestures: {} as Gestures, timezone: 'UTC' });
});

afterEach(async () => {
  await page?.close();
  await revox?.close();
  await workspace?.close();
});

it.each(['{', '{}', '{"channel":"C1","text":7}'])('%s is refused with a sentence', async (body) => {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${page.url}command`, { method: 'POST', headers, body });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: 'The page sent what cannot be read.' });
});

it('the stream of what happens ends whole with the page', async () => {
  const live = await fetch(`${page.url}live`);
  const everything = live.text();
  await page.close();
  expect(await everything).toContain('event: stage');
});
