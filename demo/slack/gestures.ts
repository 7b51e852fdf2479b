import { type ApiAnswer, demoWorkspace, type SlackEmulator } from './emulator.ts';
import type { Answer, Channel, OpenView, PostedMessage, ViewValues } from './events.ts';
import { asInPayload, common, event, filledIn, placeOf, type Where } from './payloads.ts';
import { answerOf, type Origin, type Reply } from './response-urls.ts';
import { isToldOf, type SlackApp } from './rules/slack-app.ts';
import { type BotAddress, postSigned } from './signed-request.ts';
import { type SubmissionAnswer, type Submitted, submitted } from './submission.ts';
import { asSlackSends } from './typed-names.ts';
import { userGroups } from './web-api.ts';

/** What a person does in Slack, as it reaches the bot: signed, over HTTP, through Bolt. */
export interface Gestures {
  /** @param text what follows `/revox` */
  typeCommand(text: string, channel: Channel): Promise<void>;
  use(control: UsedControl, where: Where): Promise<void>;
  /** Picks an entry of the app from the menu of a message. */
  pickShortcut(callbackId: string, channel: Channel, message: PostedMessage): Promise<void>;
  /** Opens a tab of the app. */
  openTab(tab: 'home' | 'messages'): Promise<void>;
  submit(view: OpenView, values: ViewValues): Promise<Submitted>;
  /** The bot gets it where its view asks for that. */
  close(view: OpenView): Promise<void>;
}

/** A button pressed or an option chosen: one entry of `actions` in a `block_actions` payload. */
export interface UsedControl {
  type: string;
  action_id: string;
  block_id: string;
  value?: string;
  text?: object;
  selected_option?: object;
}

export interface GestureDeps {
  bot: BotAddress;
  /** The app as its manifest makes it. */
  app: SlackApp;
  emulator: SlackEmulator;
  onAnswer: (answer: Answer) => void;
  callAsBot: (method: string, form: Record<string, string>) => Promise<ApiAnswer>;
  responseUrl: (origin: Origin) => string;
  clock: () => number;
}

const { team, app: appId, person } = demoWorkspace;

export function gestures(deps: GestureDeps): Gestures {
  const { bot, app, emulator, onAnswer, callAsBot, responseUrl, clock } = deps;
  const { personId, channels } = emulator;
  const { bot: ours } = demoWorkspace;
  const people = [
    { id: personId, name: person.name },
    { id: ours.userId, name: 'revox' },
  ];
  const groups = userGroups.map(({ id, handle }) => ({ id, name: handle }));
  const names = { people, groups, channels };

  return {
    async typeCommand(text, channel) {
      const origin: Origin = { channel, clicked: null };
      const response = await send({
        team_id: team.id,
        team_domain: team.domain,
        channel_id: channel.id,
        channel_name: channel.name,
        user_id: personId,
        user_name: person.name,
        command: '/revox',
        text: asSlackSends(text, names, app.escapesCommands),
        api_app_id: appId.id,
        is_enterprise_install: 'false',
        response_url: responseUrl(origin),
        trigger_id: await newTrigger(),
      });
      const reply = replyIn(await response.text());
      if (reply !== null) onAnswer(answerOf(origin, reply, clock()));
    },

    async use(control, where) {
      await sendPayload({
        type: 'block_actions',
        ...common(personId, await newTrigger(where.kind === 'view' ? where.view : null)),
        ...placeOf(where, responseUrl),
        actions: [{ ...control, action_ts: String(clock() / 1000) }],
      });
    },

    async pickShortcut(callbackId, channel, message) {
      await sendPayload({
        type: 'message_action',
        ...common(personId, await newTrigger()),
        callback_id: callbackId,
        channel,
        message_ts: message.ts,
        message: asInPayload(message),
        response_url: responseUrl({ channel, clicked: null }),
      });
    },

    async openTab(tab) {
      const opened = { type: 'app_home_opened', channel: emulator.directMessage.id, tab };
      if (!isToldOf(app, opened)) return;
      await checked(postSigned(bot, { event: event(personId, opened, clock()) }, clock()));
    },

    async submit(view, values) {
      const response = await sendPayload({
        type: 'view_submission',
        ...common(personId, await newTrigger(view)),
        view: filledIn(view, values),
        response_urls: [],
      });
      const answer = (replyIn(await response.text()) ?? {}) as SubmissionAnswer;
      return submitted(answer, view, { callAsBot, newTrigger });
    },

    async close(view) {
      if (!view.notify_on_close) return;
      const who = common(personId, await newTrigger(view));
      await sendPayload({ type: 'view_closed', ...who, view: filledIn(view), is_cleared: false });
    },
  };

  /** emulate opens a modal only for a trigger that it made itself. */
  async function newTrigger(view: OpenView | null = null): Promise<string> {
    const isModal = view !== null && view.type === 'modal';
    const asked = { user_id: personId, ...(isModal ? { view_id: view.id } : {}) };
    const answer = await emulator.call('views.generateTriggerId', asked, person.token);
    return String(answer.trigger_id);
  }

  function sendPayload(payload: object): Promise<Response> {
    return send({ payload: JSON.stringify(payload) });
  }

  function send(form: Record<string, string>): Promise<Response> {
    return checked(postSigned(bot, { form }, clock()));
  }
}

async function checked(answering: Promise<Response>): Promise<Response> {
  const response = await answering;
  if (!response.ok) throw new Error(`The bot answered ${response.status}.`);
  return response;
}

/** An acknowledgement may carry the answer itself, as JSON or as bare text. */
function replyIn(body: string): Reply | null {
  if (body.trim() === '') return null;
  try {
    return JSON.parse(body) as Reply;
  } catch {
    return { text: body };
  }
}
