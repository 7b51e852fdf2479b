import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { refusedAnswer } from '../../../demo/slack/rules/refusal-of.ts';
import { keepsConnections } from '../keeps-connections.ts';
import { type ShownView, until } from './socket-mode-server.ts';
import { type StrictGate, strictGate } from './strict-gate.ts';

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

/** What Slack sends when that person clicks in a modal or on the Home tab: no channel and no way back but views. */
export function viewAction(
  view: { id: string; type: 'modal' | 'home' },
  actionId: string,
  value: string | undefined,
  different: Record<string, unknown> = {},
) {
  return blockAction(actionId, value, {
    channel: undefined,
    response_url: undefined,
    container: { type: 'view', view_id: view.id },
    view: { hash: crypto.randomUUID(), ...view },
    ...different,
  });
}

/** What Slack sends when that person fills in a form and sends it: what they filled in, by the name of the field. */
export function viewSubmission(view: { id: string }, values: Record<string, Record<string, unknown>>) {
  const filledIn = Object.entries(values).map(([name, value]) => [name, { [name]: value }]);
  return {
    type: 'view_submission',
    user: { id: 'U0ANNA', username: 'anna', team_id: 'T0OURS' },
    team: { id: 'T0OURS', domain: 'ours' },
    api_app_id: 'A0REVOX',
    trigger_id: crypto.randomUUID(),
    view: { ...view, hash: crypto.randomUUID(), state: { values: Object.fromEntries(filledIn) } },
  };
}

/** What Slack sends when that person picks a shortcut from the menu of a message. */
export function messageShortcut(callbackId: string, message: Record<string, unknown> & { ts: string }) {
  return {
    type: 'message_action',
    callback_id: callbackId,
    user: { id: 'U0ANNA', name: 'anna', team_id: 'T0OURS' },
    team: { id: 'T0OURS', domain: 'ours' },
    channel: { id: 'C0CALLS', name: 'calls' },
    message_ts: message.ts,
    message: { type: 'message', ...message },
    action_ts: '1.0',
    trigger_id: crypto.randomUUID(),
  };
}

/** What Slack sends when that person opens the Home tab of the bot. */
export function homeOpened(different: Record<string, unknown> = {}) {
  return {
    type: 'event_callback',
    team_id: 'T0OURS',
    api_app_id: 'A0REVOX',
    event_id: crypto.randomUUID(),
    event_time: 1,
    event: { type: 'app_home_opened', user: 'U0ANNA', channel: 'D0ANNA', tab: 'home', event_ts: '1.0' },
    ...different,
  };
}

/** As Slack posts them: commands as a form, interactions as JSON in one field of a form, events as JSON. */
export function formBody(payload: Record<string, unknown>): string {
  if ('event' in payload) return JSON.stringify(payload);
  const isCommand = 'command' in payload;
  return new URLSearchParams(
    isCommand ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) },
  ).toString();
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signedHeaders(body: string, secret: string, atSeconds = Math.floor(Date.now() / 1000)) {
  const isEvent = body.startsWith('{');
  const digest = createHmac('sha256', secret).update(`v0:${atSeconds}:${body}`).digest('hex');
  return {
    'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(atSeconds),
    'x-slack-signature': `v0=${digest}`,
  };
}

export interface Reply {
  text: string;
  blocks: unknown[];
  response_type: string;
  replace_original: boolean;
  /** Set where it was shown as a modal or a Home tab instead. */
  view?: ShownView;
}

/** The far end of a `response_url`: what people are shown arrives here. */
export interface ResponseUrl extends AsyncDisposable {
  url: string;
  replies: Reply[];
  /** Slack takes five answers within half an hour, then none. */
  expired: boolean;
  /** What Slack says instead of taking an answer; null when it takes it. */
  refuses(body: Record<string, unknown>): Refused | null;
  /** Every request, taken or not. */
  requests: Record<string, unknown>[];
  /** The reply with this number, from 0, once it has come. */
  reply(index: number): Promise<Reply>;
}

export interface Refused {
  status: number;
  body: string;
}

/** Bolt looks at the status alone, which is fine. */
function byRules(gate: StrictGate, said: object): Refused | null {
  const refusal = gate.refusalOfReply(said);
  return refusal && { status: 200, body: JSON.stringify(refusedAnswer(refusal)) };
}

export async function openResponseUrl(gate = strictGate({}, Date.now)): Promise<ResponseUrl> {
  const replies: Reply[] = [];
  const server = createServer(keepsConnections, async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const said = JSON.parse(body);
    opened.requests.push(said);
    const refused = opened.expired
      ? { status: 404, body: 'used_url' }
      : (opened.refuses(said) ?? byRules(gate, said));
    if (refused === null) replies.push(said);
    response.writeHead(refused?.status ?? 200).end(refused?.body ?? 'ok');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const opened: ResponseUrl = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    replies,
    expired: false,
    refuses: () => null,
    requests: [],
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
