import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type Page as DemoPage, startPage } from '../../../demo/page/server.ts';
import { type Revox, startRevox } from '../../../demo/revox/emulator.ts';
import { startWorkspace, type Workspace } from '../../../demo/slack/workspace.ts';
import { openBrowser } from '../../support/browser.ts';
import { openDemoPage } from '../../support/demo-page.ts';

let workspace: Workspace;
let revox: Revox;
let demoPage: DemoPage;
let browser: Browser;
let page: Page;
let client: WebClient;
/** A channel takes a message a second, and nobody waits for that here. */
let seconds = 0;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

beforeEach(async () => {
  workspace = await startWorkspace({ clock: () => Date.now() + seconds * 1000 });
  client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });
  revox = await startRevox();
  const gestures = workspace.gesturesTo('http://127.0.0.1:9/nobody');
  demoPage = await startPage({ port: 0, workspace, revox, gestures, timezone: 'UTC' });
  ({ page } = await openDemoPage(browser, demoPage.url));
});

afterEach(async () => {
  await page?.context().close();
  await demoPage?.close();
  await revox?.close();
  await workspace?.close();
});

describe('what a person is at, while the bot goes on', () => {
  it('a menu stays open on the same entry when its message is edited and others come', async () => {
    const ts = await post('Three calls ended.');
    await page.getByRole('button', { name: 'Open a call…' }).click();
    await expect.poll(focusedText).toBe('First');
    await page.keyboard.press('ArrowDown');
    expect(await focusedText()).toBe('Second');
    await edit(ts, 'Three calls ended, one with a recording.');
    await page.getByText('one with a recording').waitFor();
    await post('Another call ended.');
    await page.getByText('Another call ended.', { exact: true }).waitFor();
    expect(await focusedText()).toBe('Second');
    await page.keyboard.press('ArrowDown');
    expect(await focusedText()).toBe('Third');
  });

  it('an open menu stays beside its message, and what came since is offered', async () => {
    for (let count = 1; count <= 8; count++) await post(`Call ${count} ended.`);
    const last = page.getByRole('article').filter({ hasText: 'Call 8 ended.' });
    await last.getByRole('button', { name: 'Open a call…' }).click();
    const before = await last.boundingBox();
    await post('Call 9 ended.');
    const offer = page.getByRole('button', { name: 'New messages ↓' });
    await offer.waitFor();
    expect(await last.boundingBox()).toEqual(before);
    await page.keyboard.press('Escape');
    await offer.click();
    await offer.waitFor({ state: 'hidden' });
  });

  it('an answer to the person comes into view, wherever they read', async () => {
    for (let count = 1; count <= 8; count++) await post(`Call ${count} ended.`);
    const first = page.getByRole('article').filter({ hasText: 'Call 1 ended.' });
    await page.getByRole('article').filter({ hasText: 'Call 8 ended.' }).waitFor();
    await first.scrollIntoViewIfNeeded();
    await expect.poll(() => isInView(first)).toBe(true);
    await post('Call 9 ended.');
    await page.getByRole('button', { name: 'New messages ↓' }).waitFor();
    expect(await isInView(first)).toBe(true);
    await client.chat.postEphemeral({ channel: channelId(), user: workspace.personId, text: 'All is well.' });
    await expect.poll(() => isInView(page.locator('.only-you'))).toBe(true);
  });

  it('an edit above moves nothing that is read below, and is no new message', async () => {
    const first = await post('Call 1 ended.');
    for (let count = 2; count <= 8; count++) await post(`Call ${count} ended.`);
    const last = page.getByRole('article').filter({ hasText: 'Call 8 ended.' });
    await last.waitFor();
    const before = await last.boundingBox();
    await edit(first, 'Call 1 ended well.');
    await page.getByText('Call 1 ended well.').waitFor({ state: 'attached' });
    expect(await last.boundingBox()).toEqual(before);
    expect(await page.getByRole('button', { name: 'New messages ↓' }).isVisible()).toBe(false);
  });

  it('a closed thread gives the focus back to its button, though the message was edited meanwhile', async () => {
    const ts = await post('Revox does not answer.');
    await reply(ts, 'It goes on.');
    await page.getByRole('button', { name: '1 reply' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('It goes on.').waitFor();
    await edit(ts, 'Revox answers again.');
    await thread.getByText('Revox answers again.').waitFor();
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'hidden' });
    expect(await focusedText()).toBe('1 reply');
  });
});

async function post(words: string): Promise<string> {
  seconds++;
  const { ts } = await client.chat.postMessage({ channel: '#calls', text: words, blocks: withMenu(words) });
  return ts ?? '';
}

async function edit(ts: string, words: string): Promise<void> {
  await client.chat.update({ channel: channelId(), ts, text: words, blocks: withMenu(words) });
}

async function reply(threadTs: string, words: string): Promise<void> {
  await client.chat.postMessage({ channel: '#calls', thread_ts: threadTs, text: words });
}

function channelId(): string {
  return workspace.channels.find(({ name }) => name === 'calls')?.id ?? '';
}

function withMenu(words: string): KnownBlock[] {
  const options = ['First', 'Second', 'Third'].map((name) => ({ text: text(name), value: name }));
  return [
    { type: 'section', text: text(words) },
    {
      type: 'actions',
      elements: [{ type: 'static_select', action_id: 'open', placeholder: text('Open a call…'), options }],
    },
  ];
}

function text(words: string) {
  return { type: 'plain_text' as const, text: words };
}

async function isInView(element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  const composer = await page.locator('#composer').boundingBox();
  return box !== null && composer !== null && box.y > 0 && box.y + box.height <= composer.y;
}

function focusedText(): Promise<string | null> {
  return page.locator(':focus').textContent();
}
