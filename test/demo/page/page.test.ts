import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Demo, startDemo } from '../../../demo/demo.ts';
import type { SlackEvent } from '../../../demo/slack/events.ts';
import { openBrowser } from '../../support/browser.ts';
import {
  afternoonZone,
  openDemoPage,
  picture,
  seriousFindings,
  takesPictures,
  type,
} from '../../support/demo-page.ts';

let demo: Demo;
let browser: Browser;
let page: Page;
let troubles: string[];
const happened: SlackEvent[] = [];

beforeAll(async () => {
  demo = await startDemo({ callsPerMinute: 12, timezone: afternoonZone() });
  demo.workspace.listen((event) => happened.push(event));
  browser = await openBrowser();
  ({ page, troubles } = await openDemoPage(browser, demo.page.url));
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

describe('the demo workspace in a browser', () => {
  it('shows calls in #calls as they end, drawn from the blocks of the bot', async () => {
    const first = place('calls').getByRole('article').first();
    await first.waitFor();
    expect(await first.getByRole('img', { name: /dot$/ }).count()).toBeGreaterThan(0);
    expect(await first.locator('.from').textContent()).toMatch(/^Revox APP \d\d:\d\d$/);
    expect(await page.getByRole('heading', { level: 1, name: '# calls' }).isVisible()).toBe(true);
    await until(() => demo.revox.wasReadToTheEnd());
    if (takesPictures) await place('calls').getByRole('article').nth(2).waitFor();
    if (takesPictures) await first.scrollIntoViewIfNeeded();
    await picture(page, 'calls');
  });

  it('asks for a digest in a minute with a command of the bot, as a person would', async () => {
    await page.getByRole('button', { name: 'Digest in a minute' }).click();
    await page.getByText(/^The digest comes at \d\d:\d\d\.$/).waitFor();
    expect(await page.getByRole('link', { name: 'Look in #digest' }).isVisible()).toBe(true);
    await expect.poll(() => place('digest').locator('.message.only-you').count()).toBe(1);
  });

  it('lists calls for /revox calls errored, for the person alone, and turns the pages', async () => {
    await type(page, '/revox calls errored');
    const answer = lastAnswer();
    await answer.getByText('Only visible to you').waitFor();
    expect(await answer.getByRole('columnheader').allTextContents()).toContain('Outcome');
    expect(await answer.getByRole('row').count()).toBe(11);
    const rows = await answer.getByRole('table').textContent();

    const later = await openDemoPage(browser, demo.page.url);
    await answer.getByRole('button', { name: 'Older' }).click();
    await answer.getByRole('button', { name: 'Newer', exact: true }).waitFor();
    expect(await answer.getByRole('table').textContent()).not.toBe(rows);
    await answer.getByRole('button', { name: 'Newer', exact: true }).click();
    await expect.poll(() => answer.getByRole('table').textContent()).toBe(rows);
    expect(await place('calls').getByText('Only visible to you').count()).toBe(1);
    // A window that was opened since never had the answer.
    expect(await later.page.locator('.only-you').count()).toBe(0);
    await later.page.context().close();
  });

  it('opens a call with its transcript in a modal, and closes it', async () => {
    await type(page, '/revox calls human');
    await lastAnswer().getByText('human', { exact: true }).first().waitFor();
    await lastAnswer().getByRole('button', { name: 'Open a call…' }).click();
    await page.getByRole('menuitem', { name: /^1\./ }).click();
    const modal = page.getByRole('dialog');
    await modal.getByText('Transcript').first().waitFor();
    expect(await modal.getByText('Agent:').count()).toBeGreaterThan(1);
    expect(await seriousFindings(page)).toEqual([]);

    await modal.getByRole('button', { name: 'Close' }).last().click();
    await modal.waitFor({ state: 'hidden' });
  });

  it('can be used with the keyboard alone', async () => {
    await page.locator('body').press('/');
    await page.getByRole('option', { name: /^\/revox/ }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('combobox', { name: 'Message' }).inputValue()).toBe('/revox ');
    await page.keyboard.type('calls errored today');
    await page.keyboard.press('Enter');
    await lastAnswer().getByText('errors, today').waitFor();

    await tabBackTo('Open a call…');
    await page.keyboard.press('Enter');
    await expect.poll(focusedText).toMatch(/^1\./);
    await page.keyboard.press('ArrowDown');
    await expect.poll(focusedText).toMatch(/^2\./);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await focusedText()).toBe('Open a call…');
  });

  it('shows Home when it is opened, and answers its buttons with a modal', async () => {
    await page.getByRole('link', { name: 'Home' }).click();
    const home = page.locator('#home');
    await home.getByRole('heading', { name: /^Today/ }).waitFor();
    await home.getByText('Results:').waitFor();
    expect(await home.getByRole('img', { name: /^Chart, / }).count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    await home.getByRole('button', { name: 'Failed today' }).click();
    const modal = page.getByRole('dialog');
    await modal.getByText('errored').first().waitFor();
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
  });

  it('hands over a file of calls in the direct message', async () => {
    await goTo('calls');
    await type(page, '/revox export today human');
    await goTo('Revox');
    // As when somebody first opens the Messages tab of the app.
    await place('Revox')
      .getByText(/answer questions about/)
      .waitFor();
    const file = place('Revox').getByRole('link', { name: /\.csv/ });
    await file.waitFor();
    const download = await page.request.get(
      new URL((await file.getAttribute('href')) ?? '', demo.page.url).href,
    );
    expect((await download.text()).split('\r\n').length).toBeGreaterThan(1);
  });

  it('looks up the calls of a message from the menu of that message', async () => {
    // In #calls a call without a conversation may share its message with the next one before it is pressed.
    await goTo('call-alerts');
    const open = page.getByRole('button', { name: 'Open', exact: true });
    await lookUpCallsOf(place('call-alerts').locator('.message:not(.only-you)').filter({ has: open }));
    const modal = page.getByRole('dialog');
    await modal.getByRole('heading', { name: 'Call' }).waitFor();
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
  });

  it('is as easy to read in the dark', async () => {
    await goTo('calls');
    await page.getByRole('button', { name: 'Light or dark' }).click();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Light or dark' }).click();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('folds 500 calls that fail at once into few messages, and counts every one of them', async () => {
    const alerts = place('call-alerts').getByRole('article');
    const before = { messages: await alerts.count(), calls: callsToldIn('call-alerts') };
    await page.getByRole('button', { name: 'Burst of 500' }).click();
    await page.getByText('500 calls fail within four seconds.').waitFor();
    await page.getByRole('link', { name: 'Look in #call-alerts' }).click();
    await until(() => callsToldIn('call-alerts') >= before.calls + 500, 120_000);
    expect((await alerts.count()) - before.messages).toBeLessThanOrEqual(10);
    await place('call-alerts')
      .getByRole('button', { name: /^Browse \d+ calls/ })
      .last()
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  }, 180_000);

  it('shows the same messages again after the page was loaded again, and no longer what was for the person alone', async () => {
    const shown = () => idsOf(place('calls').locator('.message:not(.only-you)'));
    const before = await shown();
    await page.reload();
    await page.waitForSelector('[data-live]');
    expect((await shown()).slice(0, before.length)).toEqual(before);
    expect(await page.locator('.only-you').count()).toBe(0);
  });

  it('shows the digest when its time has come', async () => {
    await goTo('digest');
    const digest = place('digest')
      .getByRole('article')
      .filter({ has: page.getByRole('heading', { name: /calls$/ }) });
    await digest.waitFor({ timeout: 150_000 });
    // The rest of it, charts included, is in its thread.
    await digest.getByRole('button', { name: /repl(y|ies)$/ }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread
      .getByRole('img', { name: /^Chart, / })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
  }, 180_000);

  it('has had no error in the console of the browser all the while', () => {
    expect(troubles).toEqual([]);
  });
});

function place(name: string) {
  return page.locator(`.place[data-name="${name}"]`);
}

function lastAnswer() {
  return page.locator('.place:not([hidden]) .message.only-you').last();
}

async function goTo(name: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(name) })
    .click();
  await place(name).waitFor();
}

/** Of the last of these messages as they are now. More come at any time. */
async function lookUpCallsOf(messages: Locator): Promise<void> {
  const message = page.locator(`[id="${await messages.last().getAttribute('id')}"]`);
  await message.hover();
  await message.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Look up calls' }).click();
}

function idsOf(elements: Locator): Promise<string[]> {
  return elements.evaluateAll((all: { id: string }[]) => all.map(({ id }) => id));
}

async function tabBackTo(text: string): Promise<void> {
  for (let presses = 0; presses < 30 && (await focusedText()) !== text; presses++)
    await page.keyboard.press('Shift+Tab');
  expect(await focusedText()).toBe(text);
}

function focusedText(): Promise<string | null> {
  return page.locator(':focus').textContent();
}

/** As the messages say themselves, in the metadata that they carry; an edit says it again. */
function callsToldIn(name: string): number {
  const told = new Map<string, number>();
  for (const event of happened) {
    if ((event.kind !== 'message' && event.kind !== 'edit') || event.channel.name !== name) continue;
    const { calls } = (event.message.metadata?.event_payload ?? {}) as { calls?: number };
    if (calls !== undefined) told.set(event.message.ts, calls);
  }
  return [...told.values()].reduce((sum, calls) => sum + calls, 0);
}

async function until(isTrue: () => boolean, timeout = 60_000): Promise<void> {
  await expect.poll(isTrue, { timeout }).toBe(true);
}
