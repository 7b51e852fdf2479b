import type { Config, Environment } from '../process/config.ts';
import { createLog, slackLogger } from '../process/log.ts';
import { describeWayOut, openWayOut } from '../process/way-out.ts';
import { outboxClient } from '../slack/line/outbox-client.ts';
import { checkChannels } from './check-channels.ts';
import { checkClock } from './check-clock.ts';
import { checkCopies } from './check-copies.ts';
import { checkCounts } from './check-counts.ts';
import { checkDatabase, remarkOnWay } from './check-database.ts';
import { checkDirectMessage, untriedDirectMessage } from './check-direct-message.ts';
import { checkDisk } from './check-disk.ts';
import { checkNames } from './check-names.ts';
import { checkPort } from './check-port.ts';
import { checkPrivacyOfFiles } from './check-privacy-of-files.ts';
import { checkRevox } from './check-revox.ts';
import { checkAppToken, checkBotToken } from './check-slack.ts';
import { type Finding, fine, untried, wrong } from './finding.ts';
import { readableSettings } from './readable-settings.ts';

export interface Examination {
  findings: Finding[];
  /** To be taken out of whatever is printed. */
  secrets: string[];
}

/**
 * Looks at everything the bot needs and changes none of it; in the order in which a person would put it right.
 *
 * @param user Who is sent a direct message, which is deleted at once; null where nobody is.
 */
export async function examine(env: Environment, user: string | null = null): Promise<Examination> {
  const { config, broken, secrets, findings } = readableSettings(env);
  const { revox, slack, databaseUrl, backupFolder, http } = config;
  const unlessBroken = (about: string, names: string[], check: () => Check) =>
    guarded(about, names.find((name) => broken.has(name)) ?? null, check);

  const wayOut = openWayOut(config.proxies);
  const found = await Promise.all([
    unlessBroken('Revox key', ['REVOX_API_KEY', 'REVOX_BASE_URL'], () =>
      checkRevox({ ...revox, dispatcher: wayOut.dispatcher }),
    ),
    unlessBroken('Slack bot token', ['SLACK_BOT_TOKEN', 'SLACK_API_URL'], () => checkBot(slack, user)),
    unlessBroken('Slack app token', ['SLACK_APP_TOKEN', 'SLACK_API_URL'], () => checkWayBack(slack)),
    unlessBroken('Clock', ['REVOX_BASE_URL', 'SLACK_API_URL'], () =>
      checkClock({ Slack: slack.apiUrl, Revox: revox.baseUrl }, Date.now),
    ),
    unlessBroken('Database', ['DATABASE_URL'], async () => [
      await checkDatabase(databaseUrl),
      ...remarkOnWay(databaseUrl),
      ...(await checkNames(databaseUrl)),
      ...(await checkCounts(databaseUrl, Math.random)),
    ]),
    unlessBroken('Disk', ['DATABASE_URL'], async () => [
      ...(await checkDisk(databaseUrl)),
      ...checkPrivacyOfFiles(databaseUrl, backupFolder),
      ...(await checkCopies({ folder: backupFolder, databaseUrl, path: env.PATH ?? '' }, Date.now())),
    ]),
    unlessBroken('Port', ['HOST', 'PORT'], () => checkPort(http)),
  ]);
  await wayOut.close();
  return {
    findings: [...findings, fine('Outgoing connections', describeWayOut(config.proxies)), ...found.flat()],
    secrets,
  };
}

type Check = Promise<Finding | Finding[]>;

/** A check that fails in a way nobody thought of must not take the others with it. */
async function guarded(about: string, broken: string | null, check: () => Check): Promise<Finding[]> {
  if (broken !== null) return [untried(about, `${broken} must be fixed first`)];
  try {
    return [await check()].flat();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [wrong(about, `the check itself failed: ${reason}`, 'report this as a defect of the doctor')];
  }
}

async function checkBot(slack: Config['slack'], user: string | null): Promise<Finding[]> {
  const bot = clientFor(slack.botToken, slack);
  const [token, ...others] = await checkBotToken(bot);
  if (token.state === 'problem')
    return [token, ...others, untried('Channels', 'the check of the bot token failed')];
  const named = Object.values(slack.channels).filter((channel) => channel !== null);
  const direct = user === null ? untriedDirectMessage() : await checkDirectMessage(bot, user);
  return [token, ...others, ...(await checkChannels(bot, [...new Set(named)])), direct];
}

async function checkWayBack(slack: Config['slack']): Promise<Finding> {
  const { mode } = slack;
  if (mode.kind === 'socket') return checkAppToken(clientFor(mode.appToken, slack));
  return fine('Slack signing secret', 'set; only a request from Slack can show whether it is correct');
}

/** One request for one question: the tries of the usual client would make a person wait. */
function clientFor(token: string, { apiUrl }: Config['slack']) {
  const silent = slackLogger(createLog({ level: 'silent', secrets: [] }));
  return outboxClient({ token, slackApiUrl: apiUrl, logger: silent });
}
