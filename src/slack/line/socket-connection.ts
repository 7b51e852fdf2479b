import { channel } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';

import { SocketModeClient, type SocketModeOptions } from '@slack/socket-mode';

import { type Log, quietSdkLog } from './sdk-log.ts';
import type { SlackClock } from './slack-clock.ts';
import { fetchFromSlack, isOfSlack, NotSlackError } from './slack-fetch.ts';
import { isUnderstood, standBefore } from './socket-messages.ts';

export interface ConnectionOptions {
  appToken: string;
  slackApiUrl: string;
  /** The way of the socket where it is not straight, as through a proxy. */
  dispatcher?: SocketModeOptions['dispatcher'] | null;
  slackClock?: SlackClock;
  log: Log;
  helloWithinMs: number;
  silenceMs: number;
  onEnvelope(envelope: Envelope): void;
  /** Slack showed that it is there: a message, a ping, a pong. */
  onPong(): void;
}

/** What Slack delivers over a socket, as Socket Mode's own client hands it on. */
export interface Envelope {
  envelope_id: string;
  body: Record<string, unknown>;
  ack(response?: unknown): Promise<void>;
  retry_num?: number;
  retry_reason?: string;
}

/**
 * - `asked`: Slack will close the socket soon and wants another one opened; until then this one still works.
 * - `closed`: the socket is gone.
 * - `silent`: nothing was heard for too long, as when a network drops without a word.
 */
type Ending = 'asked' | 'closed' | 'silent';

/**
 * Opens one socket and settles when Slack has said hello on it. It never reconnects: the SDK does that on its own
 * promises, whose
 * rejections nobody can catch, so a refused token or a stop at the wrong moment would end the process.
 *
 * https://docs.slack.dev/apis/events-api/using-socket-mode
 *
 * @throws what `apps.connections.open` answered, or an `Error` that says how far it came.
 */
export async function openConnection(options: ConnectionOptions, stop: AbortSignal) {
  const deadline = AbortSignal.any([stop, AbortSignal.timeout(options.helloWithinMs)]);
  const client = createClient(options, deadline);
  const watch = watchClient(client, options);
  try {
    await Promise.race([client.start(), whenAborted(deadline)]);
  } catch (error) {
    await hangUp(client).finally(watch.end);
    throw error ?? new Error('the connection closed before Slack said hello');
  }
  return {
    /** How many sockets Slack holds open for this app, by its own count; it allows ten. */
    numConnections: watch.numConnections(),
    ending: watch.ending,
    isOpen: () => client.websocket?.isActive() ?? false,
    close: () => hangUp(client).finally(watch.end),
  };
}

export type Connection = Awaited<ReturnType<typeof openConnection>>;

function createClient(
  { appToken, slackApiUrl, slackClock, log, dispatcher }: ConnectionOptions,
  deadline: AbortSignal,
): SocketModeClient {
  const client = new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    logger: quietSdkLog(log),
    ...(dispatcher && { dispatcher }),
    clientOptions: {
      slackApiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      fetch: (url, init) => fetchFromSlack(slackApiUrl, slackClock)(url, { ...init, signal: deadline }),
    },
  });
  // A URL that arrives after we gave up must not become a socket that nobody holds.
  client.once('authenticated', ({ url }: { url: string }) => {
    deadline.throwIfAborted();
    if (!isOfSlack(url, slackApiUrl)) throw new NotSlackError();
  });
  return client;
}

async function whenAborted(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted();
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('Slack did not say hello in time')), {
      once: true,
    });
  });
}

/** Listens to everything a socket does, until its end. */
function watchClient(client: SocketModeClient, options: ConnectionOptions) {
  const ending = Promise.withResolvers<Ending>();
  const silence = setTimeout(() => ending.resolve('silent'), options.silenceMs);
  let numConnections: number | null = null;
  let unsubscribe: () => void = () => undefined;

  const heard = () => {
    silence.refresh();
    options.onPong();
  };
  client.once('authenticated', ({ url }: { url: string }) => {
    unsubscribe = onPingOrPong(new URL(url).href, heard);
  });
  client.once('disconnected', () => ending.resolve('closed'));
  client.on('slack_event', (envelope: Envelope) => options.onEnvelope(envelope));
  standBefore(client, options.log, (message) => {
    heard();
    if (message.type === 'hello') numConnections = message.num_connections ?? null;
    if (message.type !== 'disconnect') return isUnderstood(message);
    options.log.info({ reason: message.reason }, 'Slack asks for a new connection');
    ending.resolve('asked');
    return false;
  });

  const end = () => {
    clearTimeout(silence);
    unsubscribe();
  };
  void ending.promise.then((how) => how === 'closed' && end());
  return { ending: ending.promise, numConnections: () => numConnections, end };
}

/** The SDK keeps its pongs to itself; the library below it announces those of every socket in the process. */
function onPingOrPong(url: string, heard: () => void): () => void {
  const listener = (message: unknown) => {
    if ((message as { websocket?: { url?: string } }).websocket?.url === url) heard();
  };
  const channels = [channel('undici:websocket:pong'), channel('undici:websocket:ping')];
  for (const each of channels) each.subscribe(listener);
  return () => {
    for (const each of channels) each.unsubscribe(listener);
  };
}

const goodbyeMs = 1_000;

/** Says goodbye, and soon hangs up without an answer: the SDK would wait half a minute for a peer that is gone. */
async function hangUp(client: SocketModeClient): Promise<void> {
  const answered = client.disconnect().then(() => true);
  const inTime = await Promise.race([answered, sleep(goodbyeMs, false, { ref: false })]);
  if (!inTime) await client.disconnect();
}
