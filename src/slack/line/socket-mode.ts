import { setTimeout as sleep } from 'node:timers/promises';

import type { App, Receiver } from '@slack/bolt';

import type { Instant } from '../../calls/call.ts';
import { reconnectDelayMs, refusalOf } from './reconnect.ts';
import type { Log } from './sdk-log.ts';
import {
  type Connection,
  type ConnectionOptions,
  type Envelope,
  openConnection,
} from './socket-connection.ts';

export interface SocketModeOptions {
  appToken: string;
  slackApiUrl: string;
  dispatcher?: ConnectionOptions['dispatcher'];
  log: Log;
  now(): Instant;
  /** Slack refuses the app token, so that nobody can be answered until a person acts. */
  onFatal(error: Error): void;
  timings?: Partial<SocketModeTimings>;
}

export interface SocketModeTimings {
  /** A socket without a hello by then is given up. */
  helloWithinMs: number;
  /** A socket on which nothing was heard for so long is replaced; the SDK pings every two seconds. */
  silenceMs: number;
  /** `start` settles by then, connected or not. */
  startWithinMs: number;
  /** Slack closes a replaced socket itself; until then a command may still come over it. */
  lingerMs: number;
  /** However often Slack closes the socket, this much lies between two openings. */
  betweenOpeningsMs: number;
}

const defaultTimings: SocketModeTimings = {
  helloWithinMs: 10_000,
  silenceMs: 20_000,
  startWithinMs: 10_000,
  lingerMs: 5_000,
  betweenOpeningsMs: 1_000,
};

export interface SocketHealth {
  connected: boolean;
  lastHelloAt: Instant | null;
  lastPongAt: Instant | null;
  numConnections: number | null;
}

/**
 * Bolt's receiver over Socket Mode. Every connection is a fresh one, and the old one serves until the new one has
 * said hello, so that Slack's planned refreshes leave no gap in which a command would be lost.
 */
export class SocketMode implements Receiver {
  readonly #options: SocketModeOptions;
  readonly #timings: SocketModeTimings;
  readonly #stopping = new AbortController();
  readonly #stopped: Promise<void>;
  #lastHelloAt: Instant | null = null;
  #lastPongAt: Instant | null = null;
  #app: App | null = null;
  #connection: Connection | null = null;
  readonly #retiring = new Set<Promise<void>>();
  #running: Promise<void> = Promise.resolve();

  constructor(options: SocketModeOptions) {
    this.#options = options;
    this.#timings = { ...defaultTimings, ...options.timings };
    this.#stopped = new Promise<void>((resolve) => {
      this.#stopping.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  init(app: App): void {
    this.#app = app;
  }

  health(): SocketHealth {
    return {
      connected: this.#connection?.isOpen() ?? false,
      lastHelloAt: this.#lastHelloAt,
      lastPongAt: this.#lastPongAt,
      numConnections: this.#connection?.numConnections ?? null,
    };
  }

  /**
   * Settles when Slack has said hello, or when it has not in time: connecting goes on either way.
   *
   * @throws Error when Slack refuses the app token at once. Later refusals go to `onFatal`.
   */
  async start(): Promise<void> {
    const greeted = Promise.withResolvers<void>();
    this.#running = this.#keepConnected(greeted.resolve);
    const waited = sleep(this.#timings.startWithinMs, undefined, { ref: false });
    await Promise.race([greeted.promise, this.#running, waited]);
    this.#running = this.#running.catch(this.#options.onFatal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running.catch(() => undefined);
    await Promise.all([this.#connection?.close(), ...this.#retiring]);
    this.#connection = null;
  }

  async #keepConnected(greeted: () => void): Promise<void> {
    const { signal } = this.#stopping;
    let failures = 0;
    while (!signal.aborted) {
      const pace = sleep(this.#timings.betweenOpeningsMs, undefined, { signal }).catch(() => undefined);
      try {
        const connection = await this.#replaceConnection();
        greeted();
        failures = 0;
        await this.#untilItEnds(connection);
        await pace;
      } catch (error) {
        if (signal.aborted) return;
        throwIfRefused(error);
        failures += 1;
        await this.#waitAfter(error, failures);
      }
    }
  }

  async #replaceConnection(): Promise<Connection> {
    const connection = await openConnection(
      {
        ...this.#options,
        ...this.#timings,
        onEnvelope: (envelope) => void this.#receive(envelope),
        onPong: () => {
          this.#lastPongAt = this.#options.now();
        },
      },
      this.#stopping.signal,
    );
    const old = this.#connection;
    this.#connection = connection;
    this.#lastHelloAt = this.#options.now();
    if (old !== null) this.#retire(old);
    return connection;
  }

  #retire(old: Connection): void {
    const { signal } = this.#stopping;
    const linger = sleep(this.#timings.lingerMs, undefined, { signal, ref: false }).catch(() => undefined);
    const retired = linger.then(() => old.close()).finally(() => this.#retiring.delete(retired));
    this.#retiring.add(retired);
  }

  async #untilItEnds(connection: Connection): Promise<void> {
    const ending = await Promise.race([connection.ending, this.#stopped]);
    if (ending === 'closed') this.#options.log.info('Slack closed the connection: reconnecting');
    if (ending !== 'silent') return;
    this.#options.log.warn('no sign of life from Slack for too long: reconnecting');
    void connection.close();
  }

  async #receive({ envelope_id, body, ack, retry_num, retry_reason }: Envelope): Promise<void> {
    try {
      await this.#app?.processEvent({
        body,
        ack,
        ...(retry_num !== undefined && { retryNum: retry_num }),
        ...(retry_reason !== undefined && { retryReason: retry_reason }),
      });
    } catch (err) {
      this.#options.log.error({ err, envelope: envelope_id }, 'a delivery from Slack could not be handled');
    }
  }

  async #waitAfter(error: unknown, failures: number): Promise<void> {
    const delayMs = reconnectDelayMs(failures, error, Math.random());
    const { log } = this.#options;
    log.warn({ err: error, failures, delayMs: Math.round(delayMs) }, 'no connection to Slack: retrying');
    await sleep(delayMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}

function throwIfRefused(error: unknown): void {
  const refusal = refusalOf(error);
  if (refusal === null) return;
  throw new Error(
    `Slack refuses the app token (${refusal}): check SLACK_APP_TOKEN and that Socket Mode is on`,
    {
      cause: error,
    },
  );
}
