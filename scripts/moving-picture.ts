import { mkdir, writeFile } from 'node:fs/promises';
import gifenc from 'gifenc';
import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';

import { startDemo } from '../demo/demo.ts';
import { openBrowser } from '../test/support/browser.ts';
import { afternoonZone, openDemoPage } from '../test/support/demo-page.ts';

/**
 * Draws docs/images/demo.gif from the demo itself: 500 calls fail at once and become one card, Revox goes away and
 * comes back, and its card turns green. What takes minutes is left out between the frames.
 */

interface Frame {
  pixels: Uint8Array;
  width: number;
  height: number;
  /** How long it is shown. */
  ms: number;
}

const frames: Frame[] = [];
await using parts = new AsyncDisposableStack();
const timezone = afternoonZone();
const demo = await startDemo({ callsPerMinute: 12, timezone });
parts.defer(() => demo.stop());
const browser = await openBrowser();
parts.defer(() => browser.close());
const { page } = await openDemoPage(browser, `${demo.page.url}#calls`, timezone);
await page.setViewportSize({ width: 960, height: 600 });
const button = (name: string) => page.getByRole('button', { name });
const card = (text: string | RegExp) => page.getByRole('article').filter({ hasText: text }).last();

await page.getByRole('article').nth(3).waitFor();
await shoot(page, 1_000);
await press(page, button('Burst of 500'));
await open('call-alerts');
await shoot(page, 600);
await card('Open · Spike').waitFor();
await shoot(page, 1_600);
await open('calls');
await card(/\d{3} calls/).waitFor({ timeout: 120_000 });
await shoot(page, 1_400);
await open('call-alerts');
const apiDown = page.getByRole('switch', { name: 'API down' });
await press(page, apiDown);
await card('Open · Revox API is failing').waitFor({ timeout: 300_000 });
await shoot(page, 1_800);
await press(page, apiDown);
await card('Resolved · Revox API is failing').waitFor({ timeout: 300_000 });
await shoot(page, 2_400);

await mkdir('docs/images', { recursive: true });
await writeFile('docs/images/demo.gif', encoded(frames));

async function open(channel: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: channel, exact: false }).first().click();
}

/** A frame in which it is seen where is pressed, then the press. */
async function press(on: Page, what: Locator): Promise<void> {
  await what.evaluate("(it) => { it.style.outline = '3px solid #f5b942'; it.style.outlineOffset = '2px'; }");
  await shoot(on, 600);
  await what.evaluate("(it) => { it.style.outline = ''; }");
  await what.click();
}

async function shoot(of: Page, ms: number): Promise<void> {
  const { data, width, height } = PNG.sync.read(await of.screenshot());
  frames.push({ pixels: new Uint8Array(data), width, height, ms });
}

/** One palette for all, of which the last colour leaves a pixel as it was in the frame before. */
function encoded(all: Frame[]): Uint8Array {
  const encoder = gifenc.GIFEncoder();
  const colours = gifenc.quantize(joined(all), 255);
  const palette = [...colours, [0, 0, 0]];
  const unchanged = palette.length - 1;
  let before: Uint8Array | null = null;
  for (const { pixels, width, height, ms } of all) {
    const indexed = gifenc.applyPalette(pixels, colours);
    const shown = indexed.map((colour, at) => (before?.[at] === colour ? unchanged : colour));
    encoder.writeFrame(shown, width, height, {
      ...(before === null && { palette }),
      delay: ms,
      transparent: before !== null,
      transparentIndex: unchanged,
      dispose: 1,
    });
    before = indexed;
  }
  encoder.finish();
  return encoder.bytes();
}

/** Every eighth pixel says enough about the colours. */
function joined(all: Frame[]): Uint8Array {
  const every = 8 * 4;
  return Uint8Array.from(all.flatMap(({ pixels }) => [...pixels].filter((_, at) => at % every < 4)));
}
