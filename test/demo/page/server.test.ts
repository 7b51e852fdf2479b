import { afterAll, beforeAll, expect, it } from 'vitest';

import { type Page, startPage } from '../../../demo/page/server.ts';
import type { Revox } from '../../../demo/revox/emulator.ts';
import type { Gestures } from '../../../demo/slack/gestures.ts';
import { startWorkspace, type Workspace } from '../../../demo/slack/workspace.ts';

let workspace: Workspace;
let page: Page;

beforeAll(async () => {
  workspace = await startWorkspace();
  const asked = { gestures: {} as Gestures, revox: {} as Revox, timezone: 'UTC' };
  page = await startPage({ port: 0, workspace, ...asked });
});

afterAll(async () => {
  await page?.close();
  await workspace?.close();
});

it.each(['{', '{}', '{"channel":"C1","text":7}'])('%s is refused with a sentence', async (body) => {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${page.url}command`, { method: 'POST', headers, body });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: 'The page sent what cannot be read.' });
});
