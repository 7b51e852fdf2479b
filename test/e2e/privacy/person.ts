import {
  blockAction,
  formBody,
  signedHeaders,
  slashCommand,
  viewAction,
} from '../../support/slack/slack-requests.ts';
import type { SlackServer } from '../../support/slack/slack-server.ts';
import { until } from '../../support/slack/socket-mode-server.ts';
import { secrets } from './marks.ts';

/** An admin in Slack, before a bot that runs as a process of its own. */
export interface Admin {
  types(text: string): Promise<void>;
  clicks(actionId: string, value?: string): Promise<void>;
  /** In the view that was shown last. */
  clicksInView(actionId: string, value?: string): Promise<void>;
}

/** @param botUrl where the process listens by now: another one after a restart. */
export function adminBefore(botUrl: () => string, slack: SlackServer, userId: string): Admin {
  async function send(payload: Record<string, unknown>): Promise<void> {
    const views = slack.views.length;
    const mine = `${slack.origin}/response/${crypto.randomUUID()}`;
    const body = formBody({ ...payload, response_url: mine });
    const headers = signedHeaders(body, secrets.signingSecret);
    const response = await fetch(new URL('/slack/events', botUrl()), { method: 'POST', body, headers });
    await response.text();
    const isAnswered = () => slack.responses.some(({ url }) => url === mine) || slack.views.length > views;
    await until(isAnswered, 40_000);
  }

  const ours = { team_id: 'T0TEAM', user_id: userId };
  const from = { user: { id: userId, team_id: 'T0TEAM' }, team: { id: 'T0TEAM' } };
  return {
    types: (text) => send(slashCommand(text, ours)),
    clicks: (actionId, value) => send(blockAction(actionId, value, from)),
    clicksInView(actionId, value) {
      const view = { id: `V${slack.views.length}`, type: 'modal' as const };
      return send(viewAction({ ...slack.views.at(-1)?.view, ...view }, actionId, value, from));
    },
  };
}
