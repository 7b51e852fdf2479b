import { App } from '@slack/bolt';
import { expect, it, onTestFinished } from 'vitest';

import { quietSdkLog } from '../../../src/slack/line/sdk-log.ts';
import { SocketMode, type SocketModeTimings } from '../../../src/slack/line/socket-mode.ts';
import { mondayNoon } from '../../support/sample-calls.ts';
import { silentLog } from '../../support/silent-log.ts';
import { startSocketModeServer, until } from '../../support/slack/socket-mode-server.ts';

/** A Slack, and a bot connected to it that acknowledges every command and counts what it received. */
async function connect(timings: Partial<SocketModeTimings> = {}, prepare?: (slack: Slack) => void) {
  const slack = await startSocketModeServer();
  onTestFinished(() => slack[Symbol.asyncDispose]());
  prepare?.(slack);
  const received: unknown[] = [];
  const fatal: Error[] = [];
  const socket = new SocketMode({
    appToken: 'xapp-test',
    slackApiUrl: slack.apiUrl,
    log: silentLog,
    now: () => mondayNoon,
    onFatal: (error) => fatal.push(error),
    timings: { betweenOpeningsMs: 10, ...timings },
  });
  onTestFinished(() => socket.stop());
  const app = new App({
    receiver: socket,
    authorize: async () => ({ botToken: 'xoxb-test' }),
    logger: quietSdkLog(silentLog),
    convoStore: false,
  });
  app.error(async () => undefined);
  app.command(/./, async ({ command, ack }) => {
    received.push(command.text);
    await ack();
  });
  const command = (text: string, envelope?: string) => {
    slack.deliver('slash_commands', { command: '/revox', text, user_id: 'U1', team_id: 'T0OURS' }, envelope);
  };
  return { slack, socket, received, fatal, command };
}

type Slack = Awaited<ReturnType<typeof startSocketModeServer>>;

it('receives commands and acknowledges them', async () => {
  const { slack, socket, received, command } = await connect();
  await socket.start();
  command('calls', 'envelope-1');
  await until(() => slack.acks.length === 1);
  expect(received).toEqual(['calls']);
  expect(slack.acks).toEqual([{ envelopeId: 'envelope-1', payload: {}, socket: 1 }]);
});

it('says how the connection is', async () => {
  const { slack, socket } = await connect({}, (slack) => slack.behave({ numConnections: 3 }));
  expect(socket.health()).toEqual({
    connected: false,
    lastHelloAt: null,
    lastPongAt: null,
    numConnections: null,
  });
  await socket.start();
  expect(socket.health()).toEqual({
    connected: true,
    lastHelloAt: mondayNoon,
    lastPongAt: mondayNoon,
    numConnections: 3,
  });
  slack.behave({ hello: false });
  slack.drop();
  await until(() => !socket.health().connected);
});

it('survives a notice that too many events were sent', async () => {
  const { slack, socket, command } = await connect();
  await socket.start();
  slack.deliver('events_api', { type: 'app_rate_limited', team_id: 'T0OURS', minute_rate_limited: 1 });
  command('calls');
  await until(() => slack.acks.length === 1);
  expect(slack.sockets()).toHaveLength(1);
});

it('survives messages that mean nothing', async () => {
  const { slack, socket, command } = await connect();
  await socket.start();
  for (const message of [null, 7, {}, { type: 'news' }, { type: 'interactive', envelope_id: 'e' }, []])
    slack.say(message);
  slack.sockets()[0]?.send('not JSON');
  slack.sockets()[0]?.send(Buffer.from([0, 1, 2]));
  slack.deliver('interactive', { type: 'of-tomorrow' });
  command('calls', 'known');
  await until(() => slack.acks.some(({ envelopeId }) => envelopeId === 'known'));
});

it('has the next connection before it leaves the one that Slack closes', async () => {
  const { slack, socket, received, command } = await connect({ lingerMs: 100 });
  await socket.start();
  slack.behave({ refreshEveryMs: 20 });
  slack.say({ type: 'disconnect', reason: 'refresh_requested' });
  for (let sent = 0; openings(slack) < 8; sent += 1) {
    expect(slack.sockets().length).toBeGreaterThan(0);
    expect(socket.health().connected).toBe(true);
    command(`calls ${sent}`);
    await until(() => received.length === sent + 1);
  }
  await until(() => slack.acks.length === received.length);
});

it('leaves a connection that it has replaced', async () => {
  const { slack, socket } = await connect({ lingerMs: 20 });
  await socket.start();
  slack.say({ type: 'disconnect', reason: 'warning' });
  await until(() => openings(slack) === 2);
  await until(() => slack.sockets().length === 1);
  expect(socket.health().connected).toBe(true);
});

function openings(slack: Slack): number {
  return slack.asked.filter(({ method }) => method === 'apps.connections.open').length;
}

it('connects again when the socket is cut', async () => {
  const { slack, socket, received, command } = await connect();
  await socket.start();
  slack.drop();
  await until(() => slack.asked.length === 2 && socket.health().connected);
  command('calls');
  await until(() => received.length === 1);
});

it('starts without Slack, and connects when Slack says hello at last', async () => {
  const { slack, socket, received, command } = await connect(
    { startWithinMs: 50, helloWithinMs: 100 },
    (slack) => slack.behave({ hello: false }),
  );
  await socket.start();
  expect(socket.health().connected).toBe(false);
  slack.behave({ hello: true });
  await until(() => socket.health().connected);
  expect(slack.sockets()).toHaveLength(1);
  command('calls');
  await until(() => received.length === 1);
});

it('starts while Slack cannot be reached, and connects later', async () => {
  const { slack, socket } = await connect({ startWithinMs: 50 }, (slack) =>
    slack.behave({ answers: { 'apps.connections.open': { ok: false, error: 'internal_error' } } }),
  );
  await socket.start();
  expect(socket.health().connected).toBe(false);
  slack.behave({ answers: { 'apps.connections.open': { ok: true } } });
  await until(() => socket.health().connected);
});

it('does not start with a token that Slack refuses', async () => {
  const { slack, socket, fatal } = await connect({}, (slack) =>
    slack.behave({ answers: { 'apps.connections.open': { ok: false, error: 'invalid_auth' } } }),
  );
  await expect(socket.start()).rejects.toThrow('Slack refuses the app token (invalid_auth)');
  expect(fatal).toEqual([]);
  expect(slack.asked).toHaveLength(1);
});

it('reports a token that Slack refuses later, instead of living on deaf', async () => {
  const { slack, socket, fatal } = await connect();
  await socket.start();
  slack.behave({ answers: { 'apps.connections.open': { ok: false, error: 'invalid_auth' } } });
  slack.drop();
  await until(() => fatal.length === 1);
  expect(fatal[0]?.message).toContain('SLACK_APP_TOKEN');
});

it('replaces a connection on which nothing is heard any more', async () => {
  const { slack, socket, received, command } = await connect({ silenceMs: 300 });
  await socket.start();
  // A peer that is gone answers nothing, not even a goodbye.
  const [gone] = slack.sockets();
  gone?.pause();
  await until(() => slack.sockets().length === 2);
  await until(() => socket.health().connected);
  command('calls');
  await until(() => received.length === 1);
});

it('stops while it waits to connect again', async () => {
  const { slack, socket } = await connect();
  await socket.start();
  slack.behave({ answers: { 'apps.connections.open': { ok: false, error: 'internal_error' } } });
  slack.drop();
  await until(() => slack.asked.length === 2);
  await socket.stop();
  const asked = slack.asked.length;
  slack.behave({ answers: { 'apps.connections.open': { ok: true } } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(slack.asked).toHaveLength(asked);
  expect(slack.sockets()).toHaveLength(0);
});

it('stops while Slack has not said hello', async () => {
  const { slack, socket } = await connect({}, (slack) => slack.behave({ hello: false }));
  const starting = socket.start();
  await until(() => slack.sockets().length === 1);
  await socket.stop();
  await starting;
  await until(() => slack.sockets().length === 0);
});

it('leaves no socket behind when it stops', async () => {
  const { slack, socket } = await connect();
  await socket.start();
  slack.say({ type: 'disconnect', reason: 'warning' });
  await until(() => slack.asked.length === 2);
  await socket.stop();
  await until(() => slack.sockets().length === 0);
  expect(socket.health().connected).toBe(false);
});
