import type { WebClient } from '@slack/web-api';
import { howToAdd, missingScopes, scopesNeeded } from '../slack/line/scopes.ts';
import { type Finding, fine, untried, wrong } from './finding.ts';
import { type Advice, slackTrouble } from './slack-trouble.ts';

const tokenCheck = 'Slack bot token';
const scopesCheck = 'Slack scopes';
const appTokenCheck = 'Slack app token';

/** Whether Slack takes the bot token, and for everything that the bot does. */
export async function checkBotToken(bot: WebClient): Promise<[token: Finding, scopes: Finding]> {
  try {
    const { team, user, response_metadata: about } = await bot.auth.test();
    const who = `Slack accepts it: ${user ?? 'the bot'} in ${team ?? 'its workspace'}`;
    return [fine(tokenCheck, who), checkScopes(about?.scopes)];
  } catch (error) {
    return [
      slackTrouble(tokenCheck, error, botTokenAdvice),
      untried(scopesCheck, 'the check of the bot token failed'),
    ];
  }
}

function checkScopes(granted: string[] | undefined): Finding {
  if (granted === undefined) return untried(scopesCheck, 'Slack did not return any');
  const missing = missingScopes(granted);
  if (missing.length === 0) return fine(scopesCheck, 'all scopes of manifest.yml are granted');
  const without = missing.map((scope) => `${scope} (without it, ${scopesNeeded[scope]})`).join(', ');
  return wrong(scopesCheck, `missing ${without}`, howToAdd(missing));
}

/** Slack hands out the address of a socket, which is not used: the bot that runs keeps its own. */
export async function checkAppToken(app: WebClient): Promise<Finding> {
  try {
    await app.apps.connections.open({});
    return fine(appTokenCheck, 'Slack accepts it for Socket Mode');
  } catch (error) {
    return slackTrouble(appTokenCheck, error, appTokenAdvice);
  }
}

const takeBotToken = 'copy the Bot User OAuth Token from OAuth & Permissions into SLACK_BOT_TOKEN';
const installAgain = 'install the app to the workspace again, and put its new token into SLACK_BOT_TOKEN';
const botTokenAdvice: Advice = {
  invalid_auth: takeBotToken,
  not_authed: takeBotToken,
  token_revoked: installAgain,
  token_expired: installAgain,
  account_inactive: installAgain,
};

const takeAppToken =
  'create an app-level token with connections:write under Basic Information, and put it into SLACK_APP_TOKEN';
const appTokenAdvice: Advice = {
  invalid_auth: takeAppToken,
  not_authed: takeAppToken,
  token_revoked: takeAppToken,
  missing_scope: takeAppToken,
  not_allowed_token_type: takeAppToken,
  access_denied: 'turn on Socket Mode in the settings of the Slack app',
};
