import type { WebClient } from '@slack/web-api';

import { typedCommand } from '../process/typed-command.ts';
import { type Finding, fine, worthALook } from './finding.ts';
import { type Advice, slackTrouble } from './slack-trouble.ts';

const about = 'Direct messages';

/** Whether one reaches this person. Opening proves nothing, so a line is posted, and deleted at once. */
export async function checkDirectMessage(bot: WebClient, user: string): Promise<Finding> {
  try {
    const { channel } = await bot.conversations.open({ users: user });
    const to = channel?.id ?? user;
    const { ts } = await bot.chat.postMessage({ channel: to, text: line, unfurl_links: false });
    return await deleted(bot, to, ts ?? '');
  } catch (error) {
    return slackTrouble(about, error, advice);
  }
}

const line = 'The doctor of this bot checks that direct messages arrive. This line is deleted again.';

/** For a run in which nobody is named. */
export function untriedDirectMessage(): Finding {
  return worthALook(
    about,
    `not tried; ${typedCommand('doctor --user U…')} posts a line to that person and deletes it`,
  );
}

async function deleted(bot: WebClient, channel: string, ts: string): Promise<Finding> {
  try {
    await bot.chat.delete({ channel, ts });
    return fine(about, 'Slack accepted a test line, which is deleted again');
  } catch (error) {
    const { says, next } = slackTrouble(about, error, {});
    return {
      about,
      state: 'remark',
      says: `Slack accepted a test line, but it could not be deleted: ${says}`,
      next,
    };
  }
}

const turnOn =
  'turn on Messages Tab under App Home at api.slack.com/apps, or paste the lines of messages_tab from manifest.yml';
const checkId = 'check the id after --user: in the profile of that person, the three dots, Copy member ID';
const advice: Advice = {
  messages_tab_disabled: turnOn,
  cannot_dm_bot: checkId,
  user_not_found: checkId,
  users_not_found: checkId,
  user_disabled: checkId,
  missing_scope: 'paste manifest.yml into the app’s App Manifest page, then install the app again',
};
