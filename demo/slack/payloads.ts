import { randomUUID } from 'node:crypto';

import { demoWorkspace } from './emulator.ts';
import type { Answer, Channel, OpenView, PostedMessage, ViewValues } from './events.ts';
import type { Origin } from './response-urls.ts';

export type Where =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'message'; channel: Channel; message: PostedMessage }
  | { kind: 'view'; view: OpenView; values?: ViewValues };

const { team, app, bot, person } = demoWorkspace;

/** What every interaction payload says of who acts. */
export function common(personId: string, triggerId: string): object {
  return {
    team,
    user: { id: personId, username: person.name, name: person.name, team_id: team.id },
    api_app_id: app.id,
    token: '',
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: triggerId,
  };
}

/** What a payload says of where a control was used. */
export function placeOf(where: Where, responseUrl: (origin: Origin) => string): object {
  switch (where.kind) {
    case 'view':
      return {
        container: { type: 'view', view_id: where.view.id },
        view: filledIn(where.view, where.values),
      };
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
        message: asInPayload(message),
        response_url: responseUrl({ channel, clicked: { ts: message.ts, ephemeral: false } }),
      };
    }
  }
}

export function asInPayload(message: PostedMessage): object {
  return { type: 'message', user: bot.userId, bot_id: bot.id, ...message };
}

export function filledIn(view: OpenView, values: ViewValues = {}): object {
  return { ...view, state: { values } };
}

export function event(personId: string, inner: { type: string }, now: number): object {
  return {
    type: 'event_callback',
    token: '',
    team_id: team.id,
    api_app_id: app.id,
    event: { user: personId, event_ts: String(now / 1000), ...inner },
    event_id: `Ev${randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`,
    event_time: Math.floor(now / 1000),
    authorizations: [{ team_id: team.id, user_id: bot.userId, is_bot: true, is_enterprise_install: false }],
  };
}
