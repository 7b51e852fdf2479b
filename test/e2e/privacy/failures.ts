import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';

import type { Database } from '../../../src/store/engine/database.ts';
import { aCall, type Fault as RevoxFault, type RevoxServer } from '../../support/revox-server.ts';
import { formBody, signedHeaders, slashCommand } from '../../support/slack/slack-requests.ts';
import type { Fault as SlackFault, SlackServer } from '../../support/slack/slack-server.ts';
import { until } from '../../support/slack/socket-mode-server.ts';
import { callsChannel } from '../bot-in-time.ts';
import { callsTold, endedAt } from '../told.ts';
import { marked } from './deeds.ts';
import { echo, personal, secrets } from './marks.ts';
import type { Admin } from './person.ts';

/** One after the other, each followed by an answer that is right, so that the next is not waited for long. */
export async function failRevox(revox: RevoxServer): Promise<void> {
  const faults: RevoxFault[] = [
    { kind: 'status', status: 500, body: echo },
    { kind: 'status', status: 422, body: JSON.stringify({ error: echo }) },
    { kind: 'answer', body: echo },
    { kind: 'answer', body: { error: echo } },
    { kind: 'answer', body: { calls: [{ ...marked, id: null }, { [echo]: echo }, echo] } },
    { kind: 'redirect', to: `http://127.0.0.1:1/?q=${encodeURIComponent(echo)}` },
    { kind: 'cut-mid-body' },
    { kind: 'truncated' },
    { kind: 'slow-headers', ms: 11_000 },
  ];
  for (const fault of faults) {
    revox.faults.push(fault);
    // After trouble the bot waits for up to half a minute before it asks again.
    await until(() => revox.faults.length === 0, 120_000);
    const { length } = revox.requests;
    await until(() => revox.requests.length > length, 120_000);
  }
}

/** @param meanwhile Runs while the bot waits before it tries again. */
export async function failSlack(
  slack: SlackServer,
  revox: RevoxServer,
  url: string,
  cleo: Admin,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const words: SlackFault = { kind: 'error', accepted: false, error: echo, messages: [echo] };
  const page: SlackFault = { kind: 'answer', accepted: false, status: 500, body: echo };
  const blocks: SlackFault = {
    ...words,
    error: 'invalid_blocks',
    messages: [`${echo} [json-pointer:/blocks/0]`],
  };
  const where = ({ channel }: { channel?: string }) => channel === callsChannel;
  for (const fault of [words, page, blocks]) slack.fail({ method: 'chat.postMessage', fault, where });
  for (const fault of [words, page]) slack.fail({ method: 'conversations.history', fault });
  slack.fail({ method: 'chat.update', fault: words });
  slack.fail({ method: 'files.getUploadURLExternal', fault: page });
  slack.fail({ method: 'views.open', fault: words });
  slack.fail({ method: 'chat.postEphemeral', fault: words });
  slack.fail({ method: 'chat.postMessage', fault: words, where: ({ channel }) => channel === 'U0ANNA' });
  const told = callsTold(slack, callsChannel);
  const posted = slack.requestsOf('chat.postMessage').length;
  revox.calls.push(aCall({ ...endedAt(Date.now()), ...marked }));
  await cleo.types('call call-of-the-test');
  await cleo.types(`export phone:${personal.number}`);
  await answerNowhere(slack, url);
  await until(() => slack.requestsOf('chat.postMessage').length > posted);
  await meanwhile();
  await until(() => callsTold(slack, callsChannel) > told, 240_000);
  await until(() => slack.files.shared.length === 2, 240_000);
  slack.heal();
}

/** What the bot says to a person meets a server that echoes, and then a channel that does not take it either. */
async function answerNowhere(slack: SlackServer, url: string): Promise<void> {
  const server = createServer((_, response) => response.writeHead(500).end(echo)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const who = { team_id: 'T0TEAM', user_id: 'U0ANNA', response_url: elsewhere };
  const body = formBody(slashCommand(`calls phone:${personal.number}`, who));
  const before = slack.requestsOf('chat.postEphemeral').length;
  await fetch(new URL('/slack/events', url), {
    method: 'POST',
    body,
    headers: signedHeaders(body, secrets.signingSecret),
  });
  await until(() => slack.requestsOf('chat.postEphemeral').length > before);
  server.closeAllConnections();
  server.close();
}

export async function whileLocked(path: string, during: () => Promise<void>): Promise<void> {
  const other = new DatabaseSync(path);
  other.exec('begin immediate');
  await during().finally(() => other.exec('rollback'));
  other.close();
}

export async function whileCut(db: Database, during: () => Promise<void>): Promise<void> {
  const cut = setInterval(() => {
    const others = sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    // One cut may meet the next.
    others.execute(db).catch(() => undefined);
  }, 20);
  await during().finally(() => clearInterval(cut));
}
