import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Page as DemoPage, startPage } from '../../../demo/page/server.ts';
import { type Revox, startRevox } from '../../../demo/revox/emulator.ts';
import { readBody } from '../../../demo/slack/http-body.ts';
import { startWorkspace, type Workspace } from '../../../demo/slack/workspace.ts';
import { openBrowser } from '../../support/browser.ts';
import { openDemoPage, seriousFindings, type } from '../../support/demo-page.ts';

/** A bot that opens a form for every command, and answers a form as it is told to. */
let server: Server;
let client: WebClient;
const heard: Payload[] = [];
let answerToForm: object = {};

let workspace: Workspace;
let revox: Revox;
let demoPage: DemoPage;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  workspace = await startWorkspace();
  client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });
  server = createServer(async (request, response) => {
    const form = new URLSearchParams((await readBody(request)).toString());
    const payload = form.get('payload');
    if (payload !== null) heard.push(JSON.parse(payload) as Payload);
    const isForm = heard.at(-1)?.type === 'view_submission' && payload !== null;
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(isForm ? JSON.stringify(answerToForm) : '');
    const trigger = form.get('trigger_id');
    if (trigger !== null) await client.views.open({ trigger_id: trigger, view: formView });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  revox = await startRevox();
  demoPage = await startPage({
    port: 0,
    workspace,
    revox,
    gestures: workspace.gesturesTo(`http://127.0.0.1:${port}/slack/events`),
    timezone: 'UTC',
  });
  browser = await openBrowser();
  ({ page } = await openDemoPage(browser, demoPage.url));
});

afterAll(async () => {
  await browser?.close();
  await demoPage?.close();
  await revox?.close();
  await workspace?.close();
  server?.close();
});

describe('a form in a modal', () => {
  it('opens in the window where somebody asked for it, and in no other', async () => {
    const other = await openDemoPage(browser, demoPage.url);
    await open();
    expect(await other.page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Escape');
    await modal().waitFor({ state: 'hidden' });
    await other.page.context().close();
  });

  it('is filled in, and what stands in it reaches the bot as Slack would send it', async () => {
    await open();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.getByText('Fewer people pick up').isVisible()).toBe(true);
    await page.getByLabel('Name').fill('Paris team');
    await page.getByLabel('Topic').selectOption('Errors');
    await page.getByLabel('On weekends').check();
    await page.getByLabel('From (optional)').fill('2026-03-02');
    await submit();
    await modal().waitFor({ state: 'hidden' });
    expect(heard.at(-1)).toMatchObject({
      type: 'view_submission',
      view: {
        callback_id: 'subscribe',
        private_metadata: 'kept',
        state: {
          values: {
            name: { text: { type: 'plain_text_input', value: 'Paris team' } },
            topic: { choice: { selected_option: { value: 'errors', text: { text: 'Errors' } } } },
            days: { ticked: { selected_options: [{ value: 'weekends' }] } },
            from: { date: { type: 'datepicker', selected_date: '2026-03-02' } },
          },
        },
      },
    });
  });

  it('is not sent while something is missing, and says what', async () => {
    await open();
    const before = heard.length;
    await submit();
    expect(await error('name').textContent()).not.toBe('');
    expect(heard).toHaveLength(before);
    await close();
  });

  it('shows what the bot finds wrong beside the input, and keeps what was typed', async () => {
    await open();
    answerToForm = { response_action: 'errors', errors: { name: 'That name is taken.' } };
    await fillIn('Lyon team');
    await expect.poll(() => error('name').textContent()).toBe('That name is taken.');
    expect(await page.getByLabel('Name').inputValue()).toBe('Lyon team');
    await close();
  });

  it('can turn into another view, and that into one on top of it', async () => {
    await open();
    answerToForm = { response_action: 'update', view: plainView('Step two', 'More') };
    await fillIn('Lille team');
    await page.getByRole('heading', { name: 'Step two' }).waitFor();
    answerToForm = { response_action: 'push', view: plainView('Step three', 'Done') };
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('heading', { name: 'Step three' }).waitFor();

    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Step two' }).waitFor();
    answerToForm = { response_action: 'clear' };
    await page.getByRole('button', { name: 'More' }).click();
    await modal().waitFor({ state: 'hidden' });
  });

  it('lets the bot know that it was closed, where the view asks for that', async () => {
    await open();
    await close();
    await expect.poll(() => heard.at(-1)?.type).toBe('view_closed');
  });

  it('asks before a button that wants to be asked about, and does nothing after a no', async () => {
    await open();
    const before = heard.length;
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('It cannot be brought back.').waitFor();
    await page.getByRole('button', { name: 'Keep it' }).click();
    expect(heard).toHaveLength(before);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await expect
      .poll(() => heard.at(-1))
      .toMatchObject({
        type: 'block_actions',
        actions: [{ action_id: 'delete', value: 's1' }],
        view: { state: { values: { name: {} } } },
      });
    await close();
  });
});

interface Payload {
  type: string;
}

const text = (words: string) => ({ type: 'plain_text' as const, text: words });
const option = (words: string, value: string) => ({ text: text(words), value });

const formView = {
  type: 'modal' as const,
  callback_id: 'subscribe',
  private_metadata: 'kept',
  notify_on_close: true,
  title: text('Subscribe'),
  submit: text('Save'),
  blocks: [
    input('name', 'Name', { type: 'plain_text_input' as const, action_id: 'text' }),
    input('topic', 'Topic', {
      type: 'static_select' as const,
      action_id: 'choice',
      initial_option: option('Calls', 'calls'),
      options: [option('Calls', 'calls'), option('Errors', 'errors')],
    }),
    {
      ...input('days', 'Days', {
        type: 'checkboxes' as const,
        action_id: 'ticked',
        options: [{ ...option('On weekends', 'weekends'), description: text('Fewer people pick up') }],
      }),
      optional: true,
    },
    { ...input('from', 'From', { type: 'datepicker' as const, action_id: 'date' }), optional: true },
    {
      type: 'actions' as const,
      block_id: 'danger',
      elements: [
        {
          type: 'button' as const,
          action_id: 'delete',
          value: 's1',
          text: text('Delete'),
          confirm: {
            title: text('Delete it?'),
            text: text('It cannot be brought back.'),
            confirm: text('Delete it'),
            deny: text('Keep it'),
          },
        },
      ],
    },
  ],
};

function input<Element>(blockId: string, label: string, element: Element) {
  return { type: 'input' as const, block_id: blockId, label: text(label), element };
}

function plainView(title: string, button: string) {
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*Go on?*' } }];
  return { type: 'modal', title: text(title), submit: text(button), blocks };
}

async function open(): Promise<void> {
  answerToForm = {};
  await type(page, '/revox anything');
  await page.getByRole('heading', { name: 'Subscribe' }).waitFor();
}

async function fillIn(name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await submit();
}

async function submit(): Promise<void> {
  await page.getByRole('button', { name: 'Save' }).click();
}

async function close(): Promise<void> {
  await page.keyboard.press('Escape');
  await modal().waitFor({ state: 'hidden' });
}

function modal() {
  return page.locator('#modal');
}

function error(blockId: string) {
  return page.locator(`[data-error="${blockId}"]`);
}
