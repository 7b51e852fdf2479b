import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

import type { Instant } from '../calls/call.ts';
import type { Health } from '../calls/health.ts';

/** The metrics for Prometheus. Labels are words of ours, never of a customer. */
export interface Metrics {
  polled(result: string): void;
  stored(calls: number): void;
  posted(outcome: string, count: number): void;
  answered(command: string, durationMs: number): void;
  /** The clock of the machine was set. */
  stepped(): void;
  /** A request to /slack/events that was not let by. */
  refused(reason: string): void;
  passed(pass: string, result: 'ok' | 'failed', durationMs: number): void;
  /** A run of a pass that did not end in time. */
  hung(pass: string): void;
  /** Figures that are read from the store when Prometheus asks. */
  show(store: StoreFigures, now: Instant): void;
  text(): Promise<MetricsText>;
  /** Observes nothing more. */
  close(): void;
}

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

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const polls = new Counter({
    name: `${prefix}polls_total`,
    help: 'Polls of the list of calls, by result',
    labelNames: ['result'],
    registers,
  });
  const calls = new Counter({
    name: `${prefix}calls_stored_total`,
    help: 'Calls stored or changed',
    registers,
  });
  const posts = new Counter({
    name: `${prefix}posts_total`,
    help: 'Attempts to post to Slack, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const commands = new Histogram({
    name: `${prefix}command_duration_seconds`,
    help: 'Time from a request in Slack to its answer',
    labelNames: ['command'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const steps = new Counter({
    name: `${prefix}clock_steps_total`,
    help: 'How often the clock of the machine was set',
    registers,
  });
  const refusals = new Counter({
    name: `${prefix}requests_refused_total`,
    help: 'Refused requests to /slack/events, by reason',
    labelNames: ['reason'],
    registers,
  });
  const passes = new Histogram({
    name: `${prefix}pass_duration_seconds`,
    help: 'Runs of background passes, by result',
    labelNames: ['pass', 'result'],
    buckets: [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60],
    registers,
  });
  const hangs = new Counter({
    name: `${prefix}pass_hangs_total`,
    help: 'Runs of background passes that did not end in time',
    labelNames: ['pass'],
    registers,
  });
  const databaseUp = new Gauge({
    name: `${prefix}database_up`,
    help: '1 while the database can be read and written, else 0',
    registers,
  });
  const gauges = storeGauges.map(([name, help, of]) => {
    return { of, gauge: new Gauge({ name: `${prefix}${name}`, help, registers }) };
  });

  return {
    polled: (result) => polls.inc({ result }),
    stored: (count) => calls.inc(count),
    posted: (outcome, count) => posts.inc({ outcome }, count),
    answered: (command, durationMs) => commands.observe({ command }, durationMs / 1000),
    stepped: () => steps.inc(),
    refused: (reason) => refusals.inc({ reason }),
    passed: (pass, result, durationMs) => passes.observe({ pass, result }, durationMs / 1000),
    hung: (pass) => hangs.inc({ pass }),
    show({ health, trouble }, now) {
      databaseUp.set(health !== null && trouble === null ? 1 : 0);
      for (const { of, gauge } of gauges) {
        const figure = health && of(health, now);
        if (figure === null) gauge.remove();
        else gauge.set(figure);
      }
    },
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
    close: () => registry.clear(),
  };
}

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
