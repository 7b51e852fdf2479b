import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { type Demo, startDemo } from '../../../demo/demo.ts';
import { openBrowser } from '../../support/browser.ts';
import { openDemoPage, seriousFindings } from '../../support/demo-page.ts';

let demo: Demo;
let browser: Browser;

beforeAll(async () => {
  demo = await startDemo();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** An incident is five failures in a row, each asked for later than the one before: most of this test's time. */
it('an outage of Revox opens one incident card, and its end closes the same card and says so in its thread', async () => {
  const { page, troubles } = await openDemoPage(browser, `${demo.page.url}#call-alerts`);
  const outage = page.getByRole('switch', { name: 'API down' });
  await expect.poll(() => demo.revox.wasReadToTheEnd(), { timeout: 90_000 }).toBe(true);
  await outage.click();
  await expect.poll(() => outage.getAttribute('aria-checked')).toBe('true');

  const open = page.getByRole('article').filter({ hasText: 'Open · Revox API is failing' });
  await open.waitFor({ timeout: 90_000 });
  const card = page.locator(`[id="${await open.getAttribute('id')}"]`);

  await outage.click();
  await card.getByText('Resolved · Revox API is failing').waitFor({ timeout: 90_000 });
  expect(await open.count()).toBe(0);
  await card.getByRole('button', { name: '1 reply' }).click();
  const thread = page.getByRole('complementary', { name: 'Thread' });
  await thread.getByText(/^Revox API works again, after/).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await thread.waitFor({ state: 'hidden' });
  expect(troubles).toEqual([]);
}, 300_000);
