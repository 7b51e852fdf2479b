import { mkdir } from 'node:fs/promises';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

/** Pictures are taken only when they are asked for, so that a test leaves the folder as it was. */
export const takesPictures = process.env.MODE === 'screenshots';
const size = { width: 1200, height: 760 };

/** A zone where it is afternoon: right after midnight there is little to see of today. */
export function afternoonZone(): string {
  const ahead = Math.min(14, 15 - new Date().getUTCHours());
  // The signs of these names are the other way round.
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

export interface DemoPage {
  page: Page;
  /** Errors in the console of the browser, and requests that failed. */
  troubles: string[];
}

/** @param timezoneId Where the reader is; where this machine is when absent. */
export async function openDemoPage(browser: Browser, url: string, timezoneId?: string): Promise<DemoPage> {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...(timezoneId !== undefined && { timezoneId }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(50_000);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('requestfailed', (request) => {
    // The stream of events ends with the page.
    if (new URL(request.url()).pathname !== '/live')
      troubles.push(`${request.url()} ${request.failure()?.errorText}`);
  });
  await page.goto(url);
  await page.waitForSelector('[data-live]');
  return { page, troubles };
}

/** Types a command in the channel that is open, and sends it. */
export async function type(page: Page, command: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Message' }).fill(command);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
}

export async function picture(page: Page, name: string): Promise<void> {
  if (!takesPictures) return;
  await mkdir('docs/images', { recursive: true });
  await page.screenshot({ path: `docs/images/${name}.png` });
}

/** What axe finds on the page as it is now that keeps people out, each with where it is. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}
