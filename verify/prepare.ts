import { createLog, slackLogger } from '../src/process/log.ts';
import { outboxClient } from '../src/slack/line/outbox-client.ts';
import { createSlackClock } from '../src/slack/line/slack-clock.ts';
import { fetchFromSlack } from '../src/slack/line/slack-fetch.ts';
import type { Ear } from './parts/listening.ts';
import type { SlackSettings } from './settings.ts';
import { type Noticed, paceOf, watchedFetch } from './wire.ts';
import { workbench } from './workbench.ts';

interface Wanted {
  channel: string;
  user: string;
  listenMs: number | null;
  paceMs: number;
  settings: SlackSettings;
  noticed: Noticed;
  stopped: AbortSignal;
  dispatcher: Ear['dispatcher'];
}

/** The product's own client, with somebody who listens on the wire. */
export function prepare({ channel, user, listenMs, paceMs, settings, noticed, stopped, dispatcher }: Wanted) {
  const { botToken: token, appToken, apiUrl } = settings;
  const now = Date.now;
  const logger = slackLogger(createLog({ level: 'silent', secrets: [] }));
  const clock = createSlackClock(now, { warn: () => undefined });
  const ask = fetchFromSlack(apiUrl, clock);
  const run = now().toString(36);
  const benchUntil = (end: AbortSignal) => {
    const fetch = watchedFetch(ask, noticed, paceOf(paceMs), end);
    // The wire has limits of its own, which know of waits that Slack asks for.
    const client = outboxClient({ token, slackApiUrl: apiUrl, logger, timeoutMs: 5 * 60_000, fetch });
    return workbench(client, { channel, user }, noticed, { run, now });
  };
  const ear =
    listenMs === null || appToken === null
      ? null
      : { appToken, slackApiUrl: apiUrl, dispatcher, waitMs: listenMs, stopped };
  return { bench: benchUntil(stopped), cleaner: benchUntil(new AbortController().signal), clock, ear };
}
