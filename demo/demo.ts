import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { type Bot, startBot } from './bot.ts';
import { botEnvironment } from './bot-environment.ts';
import { firstMessages } from './first-messages.ts';
import { onPortNear } from './near-port.ts';
import { ownBot, startCommand } from './own-bot.ts';
import { openBoard } from './page/board.ts';
import { type Page, startPage } from './page/server.ts';
import { type Revox, startRevox } from './revox/emulator.ts';
import type { StoryName } from './revox/stories.ts';
import type { Gestures } from './slack/gestures.ts';
import { startWorkspace, type Workspace } from './slack/workspace.ts';

export interface Demo {
  revox: Revox;
  workspace: Workspace;
  bot: Bot;
  gestures: Gestures;
  page: Page;
  logPath: string;
  /** What starts a bot of one's own; null where the demo has started one. */
  startCommand: string | null;
  /** Resolves when somebody chooses another company's calls. */
  otherStory: Promise<StoryName>;
  /** Ends the bot and the emulators and removes every file. */
  stop(): Promise<void>;
}

export interface DemoOptions {
  story?: StoryName;
  callsPerMinute?: number;
  /** The bot has no channels yet, as after its first start anywhere. */
  isFirstRun?: boolean;
  /** Somebody starts a bot themselves; the demo starts none. */
  isOwnBot?: boolean;
  /** Of the bot, and of what is set at the page; as on this machine when absent. */
  timezone?: string;
}

/** The ports each part is known by, when they are free. */
const ports = { slack: 4003, slackInspector: 4004, revox: 4014, page: 4020, ownBot: 4050 };

/** A bot that has nothing to post yet is shown all the same. */
const firstMessagesMs = 15_000;

/** Both emulators, the bot between them with a database that is thrown away, and a page to look at it. */
export async function startDemo({
  story = 'sales',
  callsPerMinute = 6,
  isFirstRun = false,
  isOwnBot = false,
  timezone = Intl.DateTimeFormat().resolvedOptions().timeZone,
}: DemoOptions = {}): Promise<Demo> {
  const parts = new AsyncDisposableStack();
  try {
    const folder = temporaryFolder(parts);
    const revox = await onPortNear(ports.revox, (port) => startRevox({ port, story, callsPerMinute }));
    parts.defer(() => revox.close());
    const workspace = await startWorkspace({ port: ports.slack, emulatorPort: ports.slackInspector });
    parts.defer(() => workspace.close());

    const board = openBoard(workspace.listen);
    const isEmpty = isFirstRun || isOwnBot;
    const shown = firstMessages(workspace.listen, isEmpty ? [] : ['calls', 'call-alerts']);

    const databasePath = join(folder, 'revox.db');
    const logPath = join(folder, 'bot.log');
    // Any port that is free, as the log says which; a bot that others start must be where it is looked for.
    const port = isOwnBot ? ports.ownBot : 0;
    const environment = botEnvironment({ revox, workspace, databasePath, timezone, isFirstRun, port });
    const bot = isOwnBot ? ownBot(port) : await startBot({ environment, logPath });
    parts.defer(() => bot.stop());

    const otherStory = Promise.withResolvers<StoryName>();
    const gestures = workspace.gesturesTo(`${bot.url}/slack/events`);
    const page = await onPortNear(ports.page, (free) =>
      startPage({
        port: free,
        workspace,
        gestures,
        revox,
        timezone,
        board,
        story,
        chooseStory: otherStory.resolve,
      }),
    );
    parts.defer(() => page.close());
    await Promise.race([shown, bot.ended, delay(firstMessagesMs, undefined, { ref: false })]);
    const stop = () => parts.disposeAsync();
    return {
      revox,
      workspace,
      bot,
      gestures,
      page,
      logPath,
      startCommand: isOwnBot ? startCommand(environment) : null,
      otherStory: otherStory.promise,
      stop,
    };
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

/** Removed at the end, and also where the end comes too soon for anything else. */
function temporaryFolder(parts: AsyncDisposableStack): string {
  const folder = mkdtempSync(join(tmpdir(), 'revox-demo-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  parts.defer(() => {
    process.off('exit', remove);
    remove();
  });
  return folder;
}
