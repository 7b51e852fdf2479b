import { afterAll, beforeAll, expect, it } from 'vitest';

import { type Page, startPage } from '../../../demo/page/server.ts';
import { type Revox, startRevox } from '../../../demo/revox/emulator.ts';
import type { Gestures } from '../../../demo/slack/gestures.ts';
import { startWorkspace, type Workspace } from '../../../demo/slack/workspace.ts';

let workspace: Workspace;
let revox: Revox;
let page: Page;

beforeAll(async () => {
  workspace = await startWorkspace();
  revox = await startRevox();
  page = await startPage({ port: 0, workspace, revox, gestures: {} as Gestures, timezone: 'UTC' });
});

afterAll(async () => {
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
