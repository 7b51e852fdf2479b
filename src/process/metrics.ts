import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

import type { Instant } from '../calls/call.ts';
import type { Health } from '../calls/health.ts';

export interface StoreFigures {
  /** Null when the database did not answer: what it held before is no figure of now. */
  health: Health | null;
  /** What is wrong with it, as far as any question has shown. */
  trouble: Health['databaseTrouble'];
}

export interface MetricsText {
  contentType: string;
  body: string;
}

const prefix = 'revox_slack_';
/** To see how long the event loop is held it is woken so often, and each time takes CPU. */
const lookAtLoopEveryMs = 50;

/** The metrics for Prometheus. Labels are words of ours, never of a customer. */
export function createMetrics() {
  const registry = new Registry();
  let isProcessWatched = false;
  const registers = [registry];

  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: prefix + name, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]) =>
    new Histogram({ name: prefix + name, help, labelNames, buckets, registers });
  const gauge = (name: string, help: string) => new Gauge({ name: prefix + name, help, registers });
  const polls = counter('polls_total', 'Polls of the list of calls, by result', 'result');
  const calls = counter('calls_stored_total', 'Calls stored or changed');
  const posts = counter('posts_total', 'Attempts to post to Slack, by outcome', 'outcome');
  const commands = histogram(
    'command_duration_seconds',
    'Time from a request in Slack to its answer',
    ['command'],
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  );
  const steps = counter('clock_steps_total', 'How often the clock of the machine was set');
  const refusals = counter(
    'requests_refused_total',
    'Refused requests to /slack/events, by reason',
    'reason',
  );
  const passes = histogram(
    'pass_duration_seconds',
    'Runs of background passes, by result',
    ['pass', 'result'],
    [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60],
  );
  const hangs = counter('pass_hangs_total', 'Runs of background passes that did not end in time', 'pass');
  const databaseUp = gauge('database_up', '1 while the database can be read and written, else 0');
  const gauges = storeGauges.map(([name, help, of]) => ({ of, gauge: gauge(name, help) }));

  return {
    polled: (result: string) => polls.inc({ result }),
    stored: (count: number) => calls.inc(count),
    posted: (outcome: string, count: number) => posts.inc({ outcome }, count),
    answered: (command: string, durationMs: number) => commands.observe({ command }, durationMs / 1000),
    /** The clock of the machine was set. */
    stepped: () => steps.inc(),
    /** A request to /slack/events that was not let by. */
    refused: (reason: string) => refusals.inc({ reason }),
    passed: (pass: string, result: 'ok' | 'failed', durationMs: number) =>
      passes.observe({ pass, result }, durationMs / 1000),
    /** A run of a pass that did not end in time. */
    hung: (pass: string) => hangs.inc({ pass }),
    /** Figures that are read from the store when Prometheus asks. */
    show({ health, trouble }: StoreFigures, now: Instant) {
      databaseUp.set(health !== null && trouble === null ? 1 : 0);
      for (const { of, gauge } of gauges) {
        const figure = health && of(health, now);
        if (figure === null) gauge.remove();
        else gauge.set(figure);
      }
    },
    async text(): Promise<MetricsText> {
      // To watch its loop costs a process at rest more than its work, so that begins when somebody asks.
      if (!isProcessWatched)
        collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: lookAtLoopEveryMs });
      isProcessWatched = true;
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
    /** Observes nothing more. */
    close: () => registry.clear(),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

/** What Prometheus reads of the store: null where there is nothing to tell. */
const storeGauges: [name: string, help: string, of: (health: Health, now: Instant) => number | null][] = [
  ['calls', 'Calls stored', ({ calls }) => calls],
  ['open_calls', 'Calls that have not ended', ({ openCalls }) => openCalls],
  ['news_untold', 'News that no message shows yet', ({ untoldCalls }) => untoldCalls],
  ['messages_waiting', 'Messages queued for Slack', ({ waitingMessages }) => waitingMessages],
  ['messages_parked', 'Messages that need a person', ({ parkedMessages }) => parkedMessages],
  [
    'oldest_waiting_seconds',
    'Age of the oldest queued news or message; 0 if none',
    ({ oldestWaitingAt: at }, now) => (at === null ? 0 : Math.max(0, now - at) / 1000),
  ],
  ['set_aside_rows', 'Rows of the API that could not be read', ({ setAside }) => setAside],
  ['calls_in_unknown_state', 'Calls in a state that this version does not know', ({ puzzling }) => puzzling],
  ['open_incidents', 'Open incidents', ({ openIncidents }) => openIncidents],
  // Nothing without a folder, so that no alert waits for a copy that nobody wants.
  [
    'last_copy_timestamp_seconds',
    'Time of the last copy into BACKUP_FOLDER; 0 for never',
    ({ nightlyCopy }) => nightlyCopy && (nightlyCopy.copiedAt ?? 0) / 1000,
  ],
  [
    'copy_failed',
    'Whether the last copy into BACKUP_FOLDER failed',
    ({ nightlyCopy }) => nightlyCopy && (nightlyCopy.problem === null ? 0 : 1),
  ],
  [
    'copies_left_over',
    'Files in BACKUP_FOLDER that could not be deleted',
    ({ nightlyCopy }) => nightlyCopy && (nightlyCopy.leftOver?.files ?? 0),
  ],
  [
    'last_good_poll_timestamp_seconds',
    'Time of the last successful poll; 0 for never',
    ({ lastGoodPollAt }) => (lastGoodPollAt ?? 0) / 1000,
  ],
];
