import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'vitest';

import { botEnvironment, startBotProcess } from '../support/bot-process.ts';
import { aCall } from '../support/revox-server.ts';
import { type Fault, SlackServer } from '../support/slack/slack-server.ts';
import { until } from '../support/slack/socket-mode-server.ts';
import { callsChannel } from './bot-in-time.ts';
import { callsTold, endedAt, startRevox } from './told.ts';

const slowAnswers: [string, Fault][] = [
  ['answers late', { kind: 'late', ms: 2_000, accepted: true }],
  ['never answers', { kind: 'silent', accepted: true }],
];

describe.concurrent('asked to stop amid a delivery, the bot ends within 10 s and loses and repeats nothing', () => {
  test.for(slowAnswers)('while Slack %s', async ([, fault], { expect }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-stop-'));
    const databaseUrl = `file:${join(folder.path, 'revox.db')}`;
    await using revox = await startRevox({}, { now: Date.now }, 5);
    await using slack = await SlackServer.start({ channels: [{ id: callsChannel, name: 'calls' }] });
    const endCall = (result: string) => void revox.calls.push(aCall({ ...endedAt(Date.now()), result }));
    slack.fail({ method: 'chat.postMessage', fault });
    await using first = startBotProcess(botEnvironment({ revox, slack, databaseUrl }));
    await until(() => revox.requests.length > 0);
    endCall('human');
    await until(() => slack.requestsOf('chat.postMessage').length === 1);
    // Another like the first would wait a minute.
    endCall('voicemail');

    // After 10 s it would end by itself, and with 1.
    expect(await first.stop()).toBe(0);
    expect(slack.ledger).toHaveLength(1);

    await using second = startBotProcess(botEnvironment({ revox, slack, databaseUrl }));
    await until(() => callsTold(slack, callsChannel) === 2);
    expect(await second.stop()).toBe(0);
    expect(slack.ledger).toHaveLength(2);
  });
});
