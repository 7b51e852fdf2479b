import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { until } from './socket-mode-server.ts';

/** What Slack sends when a person of the bot's workspace types a command. */
export function slashCommand(text: string, different: Record<string, string> = {}): Record<string, string> {
  return {
    command: '/revox',
    text,
    user_id: 'U0ANNA',
    user_name: 'anna',
    team_id: 'T0OURS',
    team_domain: 'ours',
    channel_id: 'C0CALLS',
    channel_name: 'calls',
    api_app_id: 'A0REVOX',
    trigger_id: crypto.randomUUID(),
    ...different,
  };
}

/** What Slack sends when that person clicks a button, or picks from a menu. */
export function blockAction(
  actionId: string,
  value: string | undefined,
  different: Record<string, unknown> = {},
) {
  return {
    type: 'block_actions',
    user: { id: 'U0ANNA', username: 'anna', team_id: 'T0OURS' },
    team: { id: 'T0OURS', domain: 'ours' },
    channel: { id: 'C0CALLS', name: 'calls' },
    container: { type: 'message', is_ephemeral: true },
    api_app_id: 'A0REVOX',
    trigger_id: crypto.randomUUID(),
    actions: [{ type: 'button', action_id: actionId, block_id: 'b', ...(value !== undefined && { value }) }],
    ...different,
  };
}

/** As Slack posts them: commands as a form, interactions as JSON in one field of a form. */
export function formBody(payload: Record<string, unknown>): string {
  const isCommand = 'command' in payload;
  return new URLSearchParams(
    isCommand ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) },
  ).toString();
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signedHeaders(body: string, secret: string, atSeconds = Math.floor(Date.now() / 1000)) {
  const digest = createHmac('sha256', secret).update(`v0:${atSeconds}:${body}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(atSeconds),
    'x-slack-signature': `v0=${digest}`,
  };
}

export interface Reply {
  text: string;
  blocks: unknown[];
  response_type: string;
  replace_original: boolean;
}

/** The far end of a `response_url`: what people are shown arrives here. */
export interface ResponseUrl extends AsyncDisposable {
  url: string;
  replies: Reply[];
  /** Slack takes five answers within half an hour, then none. */
  expired: boolean;
  /** The reply with this number, from 0, once it has come. */
  reply(index: number): Promise<Reply>;
}

export async function openResponseUrl(): Promise<ResponseUrl> {
  const replies: Reply[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    if (!opened.expired) replies.push(JSON.parse(body));
    response.writeHead(opened.expired ? 404 : 200).end(opened.expired ? 'used_url' : 'ok');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const opened: ResponseUrl = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    replies,
    expired: false,
    async reply(index) {
      await until(() => replies.length > index);
      return replies[index] as Reply;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return opened;
}
