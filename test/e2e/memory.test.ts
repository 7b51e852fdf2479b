import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { openDatabase } from '../../src/store/engine/database.ts';
import { calls, createRevoxServer } from '../support/revox-server.ts';
import { botEnv, startBot } from '../support/running-bot.ts';
import { SlackServer } from '../support/slack/slack-server.ts';

const root = join(import.meta.dirname, '../..');

// Only Linux says what the most was.
test.runIf(process.platform === 'linux')(
  'the most memory it ever took is within what the page says',
  async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-memory-'));
    await using revox = await createRevoxServer({ calls: calls(3_000) }).listen();
    await using slack = await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] });
    const url = `file:${folder.path}/revox.db`;
    const command = [process.execPath, '--disable-sigusr1', '--max-semi-space-size=2', 'src/main.ts'];
    await using bot = await startBot({
      // As it runs for people, who have nothing compiled beforehand.
      env: { ...botEnv(revox, slack, url), SLACK_CALLS_CHANNEL: 'C0CALLS', NODE_DISABLE_COMPILE_CACHE: '1' },
      command,
    });
    await using db = openDatabase(url);
    const stored = async () => (await db.selectFrom('calls').select('id').execute()).length;
    await expect.poll(stored).toBe(3_000);

    const status = await readFile(`/proc/${bot.pid}/status`, 'utf8');
    const peakMb = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    const page = await readFile(join(root, 'docs/install.md'), 'utf8');
    const statedMb = Number(/(\d+) MB of memory/.exec(page)?.[1]);

    expect(peakMb).toBeGreaterThan(40);
    expect(peakMb).toBeLessThan(statedMb);
  },
);
