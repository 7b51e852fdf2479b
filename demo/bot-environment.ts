import type { Revox } from './revox/emulator.ts';
import type { Workspace } from './slack/workspace.ts';

export interface EnvironmentOptions {
  revox: Revox;
  workspace: Workspace;
  databasePath: string;
  timezone: string;
  isFirstRun: boolean;
  port: number;
}

/** The bot's own default. On the page it is moved to the next minute, the way a person would. */
const digestTime = '09:00';

const channels = {
  SLACK_CALLS_CHANNEL: '#calls',
  SLACK_ALERTS_CHANNEL: '#call-alerts',
  SLACK_DIGEST_CHANNEL: '#digest',
};

/** All that the bot is given, and all that anyone needs to point their own bot at the emulators. */
export function botEnvironment(options: EnvironmentOptions): Record<string, string> {
  const { revox, workspace, databasePath, timezone, isFirstRun, port } = options;
  return {
    REVOX_API_KEY: revox.apiKey,
    REVOX_BASE_URL: revox.apiUrl,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_SIGNING_SECRET: workspace.signingSecret,
    SLACK_API_URL: workspace.apiUrl,
    ...(isFirstRun ? {} : channels),
    SLACK_ADMINS: workspace.personId,
    DIGEST_TIME: digestTime,
    TIMEZONE: timezone,
    POLL_SCHEDULE: '*/2 * * * * *',
    DATABASE_URL: `file:${databasePath}`,
    HOST: '127.0.0.1',
    PORT: String(port),
  };
}
