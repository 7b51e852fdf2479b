import { eventStream } from '../event-stream.ts';
import { onPortNear } from '../near-port.ts';
import { demoWorkspace, startSlackEmulator } from './emulator.ts';
import type { Channel, SlackEvent } from './events.ts';
import { startFront } from './front.ts';
import { type Gestures, gestures } from './gestures.ts';
import { responseUrls } from './response-urls.ts';
import { createGate } from './rules/gate.ts';
import type { Profile } from './rules/refusal-of.ts';
import { ourApp, type SlackApp } from './rules/slack-app.ts';
import { webApi } from './web-api.ts';

export interface Workspace {
  /** The bot's `SLACK_API_URL`. */
  apiUrl: string;
  botToken: string;
  signingSecret: string;
  inspectorUrl: string;
  /** The person at the keyboard, who is an administrator of the workspace. */
  personId: string;
  channels: Channel[];
  /** Between the person and the bot. */
  directMessage: Channel;
  /** A file that the bot sent. */
  download(fileId: string, name: string): Promise<Response>;
  /** @returns how to stop listening */
  listen(listener: (event: SlackEvent) => void): () => void;
  /** @param url the bot's request URL, `…/slack/events` */
  gesturesTo(url: string): Gestures;
  close(): Promise<void>;
}

export interface WorkspaceOptions {
  emulatorPort?: number;
  port?: number;
  clock?: () => number;
  /** What it was made from; `manifest.yml` where left out. */
  app?: SlackApp;
  profile?: Profile;
}

/** A demo shows everything, so what is uncertain is taken. */
const demoProfile: Profile = { app: 'internal', organisation: 'workspace', doubts: 'taken' };

/** A small Slack workspace: emulate's emulator behind a front that adds what it lacks. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const { emulatorPort = 0, port = 0, clock = Date.now, app = ourApp(), profile = demoProfile } = options;
  const emulator = await startSlackEmulator(emulatorPort);
  const events = eventStream<SlackEvent>();
  const gate = createGate({ app, profile, now: clock });
  const callApi = webApi(emulator, events.emit, clock, gate);
  const { bot, signingSecret } = demoWorkspace;

  const onAnswer = (answer: Extract<SlackEvent, { kind: 'answer' }>['answer']) =>
    events.emit({ kind: 'answer', answer });
  const replies = responseUrls(onAnswer, callJudged, clock, gate);
  const front = await onPortNear(port, (free) =>
    startFront(free, { emulatorUrl: emulator.url, callApi, receiveReply: replies.receive }),
  ).catch(async (error: unknown) => {
    await emulator.close();
    throw error;
  });

  return {
    apiUrl: `${front.url}/api/`,
    botToken: bot.token,
    signingSecret,
    inspectorUrl: emulator.url,
    personId: emulator.personId,
    channels: emulator.channels,
    directMessage: emulator.directMessage,
    download: emulator.download,
    listen: events.listen,
    gesturesTo: (url) =>
      gestures({
        bot: { url, signingSecret },
        app,
        emulator,
        onAnswer,
        callAsBot,
        responseUrl: (origin) => `${front.url}${replies.create(origin)}`,
        clock,
      }),
    close: async () => {
      await front.close();
      await emulator.close();
    },
  };

  function callAsBot(method: string, form: Record<string, string>, isJudged = false) {
    return callApi(method, form, bot.token, isJudged).then((result) =>
      result.kind === 'answer' ? result.answer : { ok: false, error: 'ratelimited' },
    );
  }

  /** For what the gate has let by as a reply: a second look would count it as a request of the app. */
  function callJudged(method: string, form: Record<string, string>) {
    return callAsBot(method, form, true);
  }
}
