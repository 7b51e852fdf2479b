import type { App, BlockElementAction } from '@slack/bolt';

import { actionHandler } from './actions/actions.ts';
import { routeCommand } from './commands/revox.ts';
import type { Asked, Handler } from './handler.ts';
import type { WaysBack } from './say.ts';

export type AnswerTo = (asked: Asked, handler: Handler, ways: WaysBack) => Promise<void>;

/** Everything of ours comes here, so that a button that no version knows any more is answered too. */
export function listen(app: App, answerTo: AnswerTo): void {
  app.command(/./, async ({ command, ack, respond, client }) => {
    const { word, input, handler } = routeCommand(command.text);
    const asked: Asked = {
      what: `/revox ${word}`,
      input,
      userId: command.user_id,
      teamId: command.team_id,
      channelId: command.channel_id,
      key: command.trigger_id,
    };
    await answerTo(asked, handler, { ack, respond, client });
  });
  app.action({ type: 'block_actions' }, async ({ body, action, ack, respond, client }) => {
    const asked: Asked = {
      what: action.action_id,
      input: chosenValue(action),
      userId: body.user.id,
      teamId: body.user.team_id ?? body.team?.id ?? null,
      channelId: body.channel?.id ?? null,
      key: body.trigger_id,
    };
    await answerTo(asked, actionHandler(action.action_id), { ack, respond, client });
  });
}

/** Of a button, or of what was picked from a menu. */
function chosenValue(action: BlockElementAction): string {
  if (action.type === 'button') return action.value ?? '';
  return action.type === 'static_select' ? (action.selected_option?.value ?? '') : '';
}
