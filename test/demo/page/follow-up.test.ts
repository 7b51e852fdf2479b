import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { type Demo, startDemo } from '../../../demo/demo.ts';
import { openBrowser } from '../../support/browser.ts';
import { openDemoPage, seriousFindings, type } from '../../support/demo-page.ts';

let demo: Demo;
let browser: Browser;

beforeAll(async () => {
  demo = await startDemo({ callsPerMinute: 0, timezone: 'UTC' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

it('a call-back that somebody asks for becomes due, is taken, and is settled by a later call', async () => {
  const { page, troubles } = await openDemoPage(browser, `${demo.page.url}#calls`);
  await expect.poll(() => demo.revox.wasReadToTheEnd(), { timeout: 90_000 }).toBe(true);
  await type(page, '/revox unsubscribe calls');
  await page.getByRole('article').filter({ hasText: 'unsubscribed this channel' }).waitFor();
  await type(page, `/revox subscribe callbacks field:reason=in_a_meeting quiet ${farFromNow()}`);
  await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
  await page.getByRole('article').filter({ hasText: 'subscribed this channel to callbacks' }).waitFor();

  // The button of the strip says in a minute; this is sooner.
  demo.revox.controls.askForCallBack(15_000);
  // On a slow machine the list of what is due comes first, and says so too.
  const mine = { has: page.getByRole('button', { name: 'Take it' }), hasText: 'nobody has it yet' };
  const asked = page.getByRole('article').filter(mine).last();
  await asked.waitFor();
  const card = page.locator(`[id="${await asked.getAttribute('id')}"]`);
  await type(page, '/revox todo');
  await page.locator('.only-you').filter({ hasText: '1 call to follow up' }).waitFor();
  await page.getByRole('article').filter({ hasText: 'not taken yet' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  await card.getByRole('button', { name: 'Take it' }).click();
  await card.getByText('has it').waitFor();
  await page.locator('.only-you').filter({ hasText: 'It’s yours.' }).waitFor();

  await page.getByRole('button', { name: 'Return that call' }).click();
  await card.getByText('Follow-up settled').waitFor();
  expect(await card.getByRole('button', { name: 'Done' }).count()).toBe(0);
  await card.getByRole('button', { name: '1 reply' }).click();
  const thread = page.getByRole('complementary', { name: 'Thread' });
  await thread
    .getByText(/later call/)
    .first()
    .waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(troubles).toEqual([]);
}, 180_000);

/** Quiet hours leave all others for work, on any day; these are half a day away. */
function farFromNow(): string {
  const hour = String((new Date().getUTCHours() + 12) % 24).padStart(2, '0');
  return `${hour}:00-${hour}:30`;
}
