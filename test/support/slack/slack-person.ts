import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Bolt, createBolt } from '../../../src/slack/bolt.ts';
import type { Desk } from '../../../src/slack/door/handler.ts';
import { quietSdkLog } from '../../../src/slack/line/sdk-log.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { keepsConnections } from '../keeps-connections.ts';
import { mondayNoon } from '../sample-calls.ts';
import { silentLog } from '../silent-log.ts';
import {
  blockAction,
  formBody,
  homeOpened,
  messageShortcut,
  openResponseUrl,
  type Reply,
  type ResponseUrl,
  signedHeaders,
  slashCommand,
  viewAction,
  viewSubmission,
} from './slack-requests.ts';
import {
  type EnvelopeType,
  isSent,
  type ShownView,
  type SocketModeServer,
  startSocketModeServer,
  until,
} from './socket-mode-server.ts';
import type { SlackKind } from './strict-gate.ts';

export type Way = 'HTTP' | 'Socket Mode';

/** A person in Slack before a running bot, whichever way Slack reaches it. */
export interface Person extends AsyncDisposable {
  bolt: Bolt;
  slack: SocketModeServer;
  responseUrl: ResponseUrl;
  /** Errors after which the process would end. */
  fatal: Error[];
  /** Types `/revox …` and reads the answer. */
  types(text: string, different?: Record<string, string>): Promise<Reply>;
  /** Clicks a button, or picks from a menu, and reads the answer. */
  clicks(actionId: string, value?: string, different?: Record<string, unknown>): Promise<Reply>;
  /** Clicks in a modal, or on the Home tab, and reads what is shown then. */
  clicksIn(view: ShownView | undefined, actionId: string, value?: string): Promise<Reply>;
  /** Fills in a form and sends it, and reads what is shown then. */
  submits(view: ShownView | undefined, values: Record<string, Record<string, unknown>>): Promise<Reply>;
  /** Picks one of our shortcuts from the menu of a message. */
  picks(callbackId: string, message: Record<string, unknown> & { ts: string }): Promise<Reply>;
  opensHome(different?: Record<string, unknown>): Promise<Reply>;
  /** Sends a request and settles when it is acknowledged. */
  sends(payload: Record<string, unknown>): Promise<void>;
}

export const signingSecret = 'test-signing-secret';

export async function meetPerson(
  way: Way,
  db: Database,
  different: Partial<Desk> = {},
  kind: SlackKind = {},
): Promise<Person> {
  const slack = await startSocketModeServer(kind);
  const responseUrl = await openResponseUrl(slack.gate);
  const fatal: Error[] = [];
  const bolt = createBolt(
    {
      botToken: 'xoxb-test',
      mode: way === 'HTTP' ? { kind: 'http', signingSecret } : { kind: 'socket', appToken: 'xapp-test' },
      apiUrl: slack.apiUrl,
      sdkLog: quietSdkLog(silentLog),
      onFatal: (error) => fatal.push(error),
      timings: { betweenOpeningsMs: 10 },
    },
    {
      db,
      log: silentLog,
      now: () => mondayNoon,
      timezone: 'UTC',
      phoneNumbers: 'masked',
      admins: [],
      // Tests ask faster than people.
      pace: { burst: 1e9, everyMs: 1 },
      ...different,
    },
  );
  await bolt.start();
  const entrance = way === 'HTTP' ? await openHttpDoor(bolt) : socketDoor(slack);
  const door = subscribed(slack, kind.organisation === 'grid' ? ofColleague(entrance) : entrance);

  const asks = async (payload: Record<string, unknown>) => {
    const { replies } = responseUrl;
    const { views, said } = slack;
    const before = { replies: replies.length, views: views.length, said: said.length };
    await door.send({ response_url: responseUrl.url, ...payload });
    await until(
      () => replies.length > before.replies || views.length > before.views || said.length > before.said,
    );
    const view = views[before.views];
    if (view !== undefined) return inView(view);
    const reply = replies[before.replies] ?? posted(said[before.said] as SaidByBot);
    return { ...reply, text: withDates(reply.text) };
  };
  return {
    bolt,
    slack,
    responseUrl,
    fatal,
    types: (text, other) => asks(slashCommand(text, other)),
    clicks: (actionId, value, other) => asks(blockAction(actionId, value, other)),
    clicksIn(view, actionId, value) {
      if (view === undefined) throw new Error('no view is open');
      return asks(viewAction(view, actionId, value));
    },
    submits(view, values) {
      if (view === undefined) throw new Error('no form is open');
      return asks({ ...viewSubmission(view, values), response_url: undefined });
    },
    picks: (callbackId, message) => asks(messageShortcut(callbackId, message)),
    opensHome: (other) => asks(homeOpened(other)),
    sends: (payload) => door.send({ response_url: responseUrl.url, ...payload }),
    async [Symbol.asyncDispose]() {
      await bolt.stop();
      await door.close();
      await slack[Symbol.asyncDispose]();
      await responseUrl[Symbol.asyncDispose]();
    },
  };
}

type SaidByBot = SocketModeServer['said'][number];

/** As Slack shows it, in the zone of the bot. */
function withDates(text: string): string {
  return text.replaceAll(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, (_, fallback) => fallback);
}

/** Where the URL did not take it. */
function posted({ method, parameters }: SaidByBot): Reply {
  const { text = '', blocks = '[]' } = parameters;
  return { text, blocks: JSON.parse(blocks), response_type: method, replace_original: false };
}

function inView(view: ShownView): Reply {
  return { text: '', blocks: view.blocks, response_type: 'view', replace_original: false, view };
}

interface Door {
  /** Settles when the bot has acknowledged. */
  send(payload: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
}

/** A command carries the workspace where it was typed; the rest of what this person does, their own. */
function ofColleague({ send, close }: Door): Door {
  return {
    close,
    send(payload) {
      const { user } = payload;
      const isPerson = typeof user === 'object' && user !== null;
      return send(isPerson ? { ...payload, user: { ...user, team_id: 'T0OWN' } } : payload);
    },
  };
}

/** Whichever way Slack reaches the bot, an event that the app is not subscribed to goes none. */
function subscribed({ gate }: SocketModeServer, { send, close }: Door): Door {
  return { close, send: async (payload) => (isSent(gate.app, payload) ? send(payload) : undefined) };
}

async function openHttpDoor(bolt: Bolt): Promise<Door> {
  const server = createServer(keepsConnections, (request, response) =>
    bolt.requestListener?.(request, response),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  return {
    async send(payload) {
      const body = formBody(payload);
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: signedHeaders(body, signingSecret),
      });
      if (response.status !== 200) throw new Error(`the bot answered Slack with ${response.status}`);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function socketDoor(slack: SocketModeServer): Door {
  return {
    async send(payload) {
      const envelopeId = crypto.randomUUID();
      slack.deliver(envelopeOf(payload), payload, envelopeId);
      await until(() => slack.acks.some((ack) => ack.envelopeId === envelopeId));
    },
    close: async () => undefined,
  };
}

function envelopeOf(payload: Record<string, unknown>): EnvelopeType {
  if ('event' in payload) return 'events_api';
  return 'command' in payload ? 'slash_commands' : 'interactive';
}
