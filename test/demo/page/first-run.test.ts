import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { type Demo, startDemo } from '../../../demo/demo.ts';
import { openBrowser } from '../../support/browser.ts';
import { openDemoPage } from '../../support/demo-page.ts';

let demo: Demo;
let browser: Browser;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  demo = await startDemo({ isFirstRun: true, callsPerMinute: 30, timezone: 'Europe/Paris' });
  browser = await openBrowser();
  ({ page, troubles } = await openDemoPage(browser, demo.page.url));
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

it('from a start without channels to calls in one, by clicking alone', async () => {
  await page.getByRole('link', { name: 'Revox' }).click();
  await page.getByText('I’m running, and nothing is posted yet.').first().waitFor();
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('heading', { name: 'Get started' }).waitFor();

  await page.getByRole('button', { name: 'Choose a channel' }).click();
  const form = page.getByRole('dialog', { name: 'Subscribe a channel' });
  await form.getByLabel('Channel', { exact: true }).selectOption({ label: '#calls' });
  await form.getByLabel(/^Everything/).check();
  await form.getByLabel('Also a digest every day').check();
  await form.getByLabel('At what time?').fill('07:45');
  await form.getByLabel('Time zone').fill('Asia/Tokyo');
  await form.getByRole('button', { name: 'Subscribe' }).click();

  await page.getByRole('button', { name: 'Post a test message there' }).click();
  await page.getByText('The test message will be in that channel in a second.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^(# )?calls/ })
    .click();
  await page.getByText('sent this test: I can post here.', { exact: true }).waitFor();
  await page
    .getByText(/every day at 07:45 \(Asia\/Tokyo\)/)
    .first()
    .waitFor();
  await expect.poll(() => page.locator('article').count()).toBeGreaterThan(3);
  expect(troubles).toEqual([]);
});
