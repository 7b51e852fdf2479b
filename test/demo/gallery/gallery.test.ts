import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../../support/browser.ts';
import { seriousFindings, takesPictures } from '../../support/demo-page.ts';
import { messageProblems, viewProblems } from '../../support/fits-slack.ts';
import { answers } from './answers.ts';
import { drawGallery } from './draw.ts';
import { channelMessages } from './messages.ts';
import { messagesPage, unsaid } from './page.ts';
import type { Piece, Shown } from './pieces.ts';

const folder = 'docs/images/messages';
let browser: Browser;
let page: Page;
let pieces: Piece[];

beforeAll(async () => {
  pieces = [...channelMessages, ...(await answers())];
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 760, height: 900 } });
  await page.setContent(await drawGallery(pieces));
});

afterAll(() => browser?.close());

it('Slack takes everything that is shown', () => {
  expect(pieces.map(({ name, shown }) => ({ name, wrong: refusals(shown) }))).toEqual(
    pieces.map(({ name }) => ({ name, wrong: [] })),
  );
});

it('everything that is shown can be read by everybody, in light and in dark', async () => {
  for (const theme of ['dark', 'light']) {
    await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
    expect(await seriousFindings(page)).toEqual([]);
  }
});

it('nothing is drawn wider than Slack has room for', async () => {
  const wide = await page.evaluate<string[]>(
    `[...document.querySelectorAll('.frame')].filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.id)`,
  );
  expect(wide).toEqual([]);
});

it('the page of messages shows each of them under its own name, with a sentence', async () => {
  expect(unsaid(pieces), 'say when it comes, and who can press what, in sentences.ts').toEqual([]);
  const captions = pieces.map(({ caption }) => caption);
  expect(new Set(captions).size).toBe(captions.length);
  await expect(messagesPage(pieces)).toMatchFileSnapshot('../../../docs/messages.md');
  if (takesPictures) await takePictures();
});

function refusals(shown: Shown): unknown[] {
  return 'view' in shown ? viewProblems(shown.view) : messageProblems(shown);
}

async function takePictures(): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name } of pieces) await page.locator(`#${name}`).screenshot({ path: `${folder}/${name}.png` });
}
