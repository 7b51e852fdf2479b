import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { App, HTTPReceiver, type Receiver, type Logger as SlackLogger } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';

import type { Instant } from '../calls/call.ts';
import { openFollowUpsOf } from '../store/follow-ups/change-follow-up.ts';
import { createAdmission } from './door/admission.ts';
import { answerPerson } from './door/answer.ts';
import { directoryThrough } from './door/directory.ts';
import type { Desk } from './door/handler.ts';
import { refusalLog } from './line/refusal-log.ts';
import { rememberedRefusals } from './line/refusals.ts';
import { type Refusal, signedOnly } from './line/signed-requests.ts';
import type { SlackClock } from './line/slack-clock.ts';
import { fetchFromSlack } from './line/slack-fetch.ts';
import type { ConnectionOptions } from './line/socket-connection.ts';
import { type SocketHealth, SocketMode, type SocketModeTimings } from './line/socket-mode.ts';
import { type AnswerTo, listen } from './listeners.ts';
import { home } from './status/show-home.ts';

export interface BoltOptions {
  botToken: string;
  mode: { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string };
  /** `https://slack.com/api/` */
  apiUrl: string;
  /** What Slack's libraries say goes here; it must not print at their debug level. */
  sdkLog: SlackLogger;
  /** Nobody can be answered any more until a person acts: the process must end, so that its supervisor says so. */
  onFatal(error: Error): void;
  timings?: Partial<SocketModeTimings>;
  /** By which the age of a request is judged. */
  clock?(): Instant;
  /** Called for every refused request over HTTP. */
  onRefused?(reason: Refusal): void;
  slackClock?: SlackClock;
  /** The way of the socket where it is not straight. */
  dispatcher?: ConnectionOptions['dispatcher'];
}

export interface Bolt {
  /** Settles even when Slack does not answer. @throws Error when it refuses the app token. */
  start(): Promise<void>;
  /** Hears nothing more, and lets the answers under way finish. */
  stop(): Promise<void>;
  /** For `POST /slack/events` in HTTP mode; null in Socket Mode. */
  requestListener: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  health(): SlackConnection;
}

export interface SlackConnection extends SocketHealth {
  mode: 'socket' | 'http';
  /** When the last request was let by over HTTP; null in Socket Mode, and before the first. */
  lastAcceptedAt: Instant | null;
}

/** Listens to people in Slack, over whichever way Slack reaches us, and answers them. */
export function createBolt(options: BoltOptions, withoutSlack: Omit<Desk, 'directory' | 'refusals'>): Bolt {
  const client = new WebClient(options.botToken, clientOptions(options));
  const { db, now, log } = withoutSlack;
  const refusals = rememberedRefusals(db, now, log);
  const desk: Desk = { ...withoutSlack, directory: directoryThrough(client), refusals };
  const receiver = createReceiver(options, desk);
  const app = createApp(options, receiver);
  const admit = createAdmission(client, desk);
  const underWay = new Set<Promise<void>>();

  const answerTo: AnswerTo = (asked, handler, ways) => {
    const answering = answerPerson(asked, handler, ways, desk, { admit, home });
    underWay.add(answering);
    return answering.finally(() => underWay.delete(answering));
  };
  listen(app, answerTo, (who) => openFollowUpsOf(desk.db, who, desk.now()));
  app.error(async (err) => desk.log.error({ err }, 'a delivery from Slack could not be handled'));

  return {
    ...(receiver instanceof SocketMode ? overSocket(receiver) : overHttp(receiver, options, desk)),
    async stop() {
      if (receiver instanceof SocketMode) await receiver.stop();
      await Promise.race([Promise.allSettled(underWay), sleep(finishWithinMs, undefined, { ref: false })]);
    },
  };
}

function createReceiver(
  { mode, apiUrl, sdkLog, onFatal, timings, dispatcher, slackClock }: BoltOptions,
  { log, now }: Desk,
) {
  if (mode.kind === 'http') return new HTTPReceiver({ signingSecret: mode.signingSecret, logger: sdkLog });
  const { appToken } = mode;
  return new SocketMode({
    appToken,
    slackApiUrl: apiUrl,
    dispatcher,
    ...(slackClock && { slackClock }),
    log,
    now,
    onFatal,
    ...(timings && { timings }),
  });
}

/**
 * Given `authorize`, Bolt asks Slack nothing before a listener runs, so the acknowledgement never waits on the
 * network.
 */
function createApp(options: BoltOptions, receiver: Receiver): App {
  return new App({
    receiver,
    authorize: async () => ({ botToken: options.botToken }),
    logger: options.sdkLog,
    clientOptions: clientOptions(options),
    convoStore: false,
    ignoreSelf: false,
  });
}

const timeoutMs = 10_000;
const finishWithinMs = 5_000;

/** Left to itself the client tries a request eleven times, so that one answer could appear several times. */
function clientOptions({ apiUrl, sdkLog, slackClock }: BoltOptions): WebClientOptions {
  const fetch = fetchFromSlack(apiUrl, slackClock);
  return {
    slackApiUrl: apiUrl,
    logger: sdkLog,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    allowAbsoluteUrls: false,
    fetch: (url, init) => fetch(url, { signal: AbortSignal.timeout(timeoutMs), ...init }),
  };
}

function overSocket(socket: SocketMode): Omit<Bolt, 'stop'> {
  return {
    start: () => socket.start(),
    requestListener: null,
    health: () => ({ mode: 'socket', lastAcceptedAt: null, ...socket.health() }),
  };
}

function overHttp(
  receiver: HTTPReceiver,
  { mode, onRefused, clock: now = Date.now }: BoltOptions,
  { log }: Desk,
): Omit<Bolt, 'stop'> {
  const signingSecret = mode.kind === 'http' ? mode.signingSecret : '';
  const noteRefusal = refusalLog(log, now);
  let lastAcceptedAt: Instant | null = null;
  return {
    start: async () => undefined,
    requestListener: signedOnly(receiver.requestListener, {
      signingSecret,
      now,
      onAccepted() {
        lastAcceptedAt = now();
      },
      onRefused(refusal, offMs) {
        onRefused?.(refusal);
        noteRefusal(refusal, offMs);
      },
    }),
    health: () => ({
      mode: 'http',
      lastAcceptedAt,
      connected: true,
      lastHelloAt: null,
      lastPongAt: null,
      numConnections: null,
    }),
  };
}
