import { demoWorkspace, type SlackEmulator } from './emulator.ts';
import type { Answer, Channel, OpenView, PostedMessage } from './events.ts';
import { answerOf, type Origin, type Reply } from './response-urls.ts';
import { type BotAddress, postSigned } from './signed-request.ts';

/** What a person does in Slack, as the bot is told of it: signed, over HTTP, through Bolt. */
export interface Gestures {
  /** @param text what follows `/revox` */
  typeCommand(text: string, channel: Channel): Promise<void>;
  use(control: UsedControl, where: Where): Promise<void>;
}

/** A button pressed or an option chosen: one entry of `actions` in a `block_actions` payload. */
export interface UsedControl {
  type: 'button' | 'static_select' | 'overflow';
  action_id: string;
  block_id: string;
  value?: string;
  text?: object;
  selected_option?: object;
}

export type Where =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'message'; channel: Channel; message: PostedMessage }
  | { kind: 'view'; view: OpenView };

export interface GestureDeps {
  bot: BotAddress;
  emulator: SlackEmulator;
  onAnswer: (answer: Answer) => void;
  responseUrl: (origin: Origin) => string;
  clock: () => number;
}

const { team, app, person } = demoWorkspace;

export function gestures({ bot, emulator, onAnswer, responseUrl, clock }: GestureDeps): Gestures {
  return {
    async typeCommand(text, channel) {
      const origin: Origin = { channel, clicked: null };
      const response = await send({
        team_id: team.id,
        team_domain: team.domain,
        channel_id: channel.id,
        channel_name: channel.name,
        user_id: emulator.personId,
        user_name: person.name,
        command: '/revox',
        text,
        api_app_id: app.id,
        is_enterprise_install: 'false',
        response_url: responseUrl(origin),
        trigger_id: await newTrigger(),
      });
      const reply = replyIn(await response.text());
      if (reply !== null) onAnswer(answerOf(origin, reply, clock()));
    },

    async use(control, where) {
      const view = where.kind === 'view' ? where.view : null;
      await sendPayload({
        type: 'block_actions',
        ...(await common(view)),
        ...placeOf(where, responseUrl),
        actions: [{ ...control, action_ts: String(clock() / 1000) }],
      });
    },
  };

  async function common(view: OpenView | null) {
    return {
      team,
      user: { id: emulator.personId, username: person.name, name: person.name, team_id: team.id },
      api_app_id: app.id,
      token: '',
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: await newTrigger(view),
    };
  }

  /** emulate opens a modal only for a trigger that it made itself. */
  async function newTrigger(view: OpenView | null = null): Promise<string> {
    const asked = { user_id: emulator.personId, ...(view === null ? {} : { view_id: view.id }) };
    const answer = await emulator.call('views.generateTriggerId', asked, person.token);
    return String(answer.trigger_id);
  }

  async function sendPayload(payload: object): Promise<void> {
    await send({ payload: JSON.stringify(payload) });
  }

  async function send(form: Record<string, string>): Promise<Response> {
    const response = await postSigned(bot, form, clock());
    if (!response.ok) throw new Error(`The bot answered ${response.status}.`);
    return response;
  }
}

function placeOf(where: Where, responseUrl: (origin: Origin) => string): object {
  switch (where.kind) {
    case 'view':
      return { container: { type: 'view', view_id: where.view.id }, view: where.view };
    case 'answer': {
      const { ts, channel } = where.answer;
      return {
        container: { type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: true },
        channel,
        response_url: responseUrl({ channel, clicked: { ts, ephemeral: true } }),
      };
    }
    case 'message': {
      const { channel, message } = where;
      return {
        container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: false },
        channel,
        message: { type: 'message', user: demoWorkspace.bot.userId, ...message },
        response_url: responseUrl({ channel, clicked: { ts: message.ts, ephemeral: false } }),
      };
    }
  }
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
