import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type Page as DemoPage, startPage } from '../../../demo/page/server.ts';
import { type Revox, startRevox } from '../../../demo/revox/emulator.ts';
import { startWorkspace, type Workspace } from '../../../demo/slack/workspace.ts';
import { openBrowser } from '../../support/browser.ts';
import { openDemoPage, seriousFindings } from '../../support/demo-page.ts';

let workspace: Workspace;
let revox: Revox;
let demoPage: DemoPage;
let browser: Browser;
let page: Page;
let client: WebClient;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

beforeEach(async () => {
  workspace = await startWorkspace();
  client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });
  revox = await startRevox();
  const gestures = workspace.gesturesTo('http://127.0.0.1:9/nobody');
  demoPage = await startPage({ port: 0, workspace, revox, gestures, timezone: 'UTC' });
  page = await openWindow();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await demoPage?.close();
  await revox?.close();
  await workspace?.close();
});

describe('what is unread', () => {
  it('makes a channel bold without a number, until somebody goes there', async () => {
    await client.chat.postMessage({ channel: '#call-alerts', text: 'Two calls failed.' });
    const link = page.getByRole('link', { name: 'call-alerts' });
    await expect.poll(() => link.getAttribute('aria-description')).toBe('unread');
    expect(await link.locator('.unread').textContent()).toBe('');
    expect(await link.getAttribute('class')).toContain('has-unread');
    await link.click();
    await expect.poll(() => link.getAttribute('aria-description')).toBeNull();
  });

  it('is a number where the person or their group is mentioned, and for each direct message', async () => {
    const mention = [{ type: 'user', user_id: workspace.personId }];
    const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: mention }] }];
    await client.chat.postMessage({ channel: '#digest', text: 'x', blocks: blocks as KnownBlock[] });
    await client.chat.postMessage({ channel: '#digest', text: 'Nobody is meant.' });
    for (const text of ['Welcome.', 'Your file.'])
      await client.chat.postMessage({ channel: workspace.directMessage.id, text });
    await expect.poll(() => badgeOf('Revox')).toBe('2');
    expect(await badgeOf('digest')).toBe('1');
  });

  it('is what was posted before somebody came, and no longer after a reload', async () => {
    await client.chat.postMessage({ channel: '#digest', text: 'The digest.' });
    const later = await openWindow();
    const link = later.getByRole('link', { name: 'digest' });
    expect(await link.getAttribute('aria-description')).toBe('unread');
    await later.reload();
    await later.waitForSelector('[data-live]');
    expect(await link.getAttribute('aria-description')).toBeNull();
  });

  it('is neither an answer that only the person sees nor a reply in a thread', async () => {
    const channel = channelId('digest');
    await page.getByRole('link', { name: 'digest' }).click();
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'The digest.' });
    await page.getByText('The digest.', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'calls', exact: true }).click();
    await client.chat.postMessage({ channel, thread_ts: ts, text: 'More of it.' });
    await answer('digest', 'All is well.');
    await page.locator('.only-you').getByText('All is well.').waitFor({ state: 'attached' });
    expect(await page.getByRole('link', { name: 'digest' }).getAttribute('aria-description')).toBeNull();
  });
});

describe('an answer that only the person sees', () => {
  it('goes at a reload, and messages stay', async () => {
    await client.chat.postMessage({ channel: '#calls', text: 'One call ended.' });
    await answer('calls', 'All is well.');
    await page.locator('.only-you').getByText('All is well.').waitFor();
    await page.reload();
    await page.getByText('One call ended.', { exact: true }).waitFor();
    expect(await page.locator('.only-you').count()).toBe(0);
  });
});

describe('the message box', () => {
  it('offers the one command of the app with its hint, as the manifest has them, and nothing else', async () => {
    const box = page.getByRole('combobox', { name: 'Message' });
    await box.pressSequentially('/re');
    const options = page.getByRole('listbox', { name: 'Commands' }).getByRole('option');
    expect(await options.count()).toBe(1);
    expect(await options.textContent()).toMatch(/^\/revox.*calls errored today/);
    await box.press('Tab');
    expect(await box.inputValue()).toBe('/revox ');
    await box.pressSequentially('calls');
    expect(await options.count()).toBe(1);
  });

  it('is missing where nobody can write to the bot', async () => {
    await page.getByRole('link', { name: 'Revox' }).click();
    await page.getByText('Sending messages to this app has been turned off.').waitFor();
    expect(await page.getByRole('combobox', { name: 'Message' }).count()).toBe(0);
  });
});

describe('the strip that makes things happen', () => {
  it('is the same in every window, no matter who presses and where, and says where to look', async () => {
    const other = await openWindow();
    await page.getByRole('switch', { name: 'API down' }).click();
    for (const window of [page, other]) {
      await window.getByRole('switch', { name: 'API down', checked: true }).waitFor();
      await window.getByText('The Revox API fails.').waitFor();
    }
    await fetch(`${revox.url}/demo/calls-per-minute`, { method: 'POST', body: '{"calls_per_minute":42}' });
    for (const window of [page, other])
      await expect.poll(() => window.getByLabel('Calls per minute').inputValue()).toBe('42');
    await other.getByRole('link', { name: 'Look in #call-alerts' }).click();
    await other.getByRole('heading', { level: 1, name: '# call-alerts' }).waitFor();
    const third = await openWindow();
    await third.getByRole('switch', { name: 'API down', checked: true }).waitFor();
    await third.getByText('The Revox API fails.').waitFor();
  });

  it.each([
    ['Burst of 500', 'call-alerts'],
    ['Carrier outage', 'call-alerts'],
    ['Late call from yesterday', 'calls'],
    ['Ask for a call-back', 'calls'],
  ])('says after “%s” to look in #%s', async (name, channel) => {
    await page.getByRole(name === 'Carrier outage' ? 'switch' : 'button', { name }).click();
    const link = page.getByRole('link', { name: `Look in #${channel}` });
    expect(await link.getAttribute('href')).toBe(`#${channel}`);
  });

  it('is folded on a phone, opens, and folds again when somebody goes where to look', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const burst = page.getByRole('button', { name: 'Burst of 500' });
    expect(await burst.isVisible()).toBe(false);
    const folded = await page.locator('.backstage').boundingBox();
    expect(folded?.height).toBeLessThan(100);
    await page.getByRole('button', { name: 'Make something happen' }).click();
    expect(await seriousFindings(page)).toEqual([]);
    await burst.click();
    await page.getByRole('link', { name: 'Look in #call-alerts' }).click();
    expect(await burst.isVisible()).toBe(false);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});

async function openWindow(): Promise<Page> {
  return (await openDemoPage(browser, demoPage.url)).page;
}

async function answer(channel: string, text: string): Promise<void> {
  await client.chat.postEphemeral({ channel: channelId(channel), user: workspace.personId, text });
}

function channelId(name: string): string {
  return workspace.channels.find((channel) => channel.name === name)?.id ?? '';
}

function badgeOf(name: string): Promise<string | null> {
  return page.getByRole('navigation').getByRole('link', { name }).locator('.unread').textContent();
}
