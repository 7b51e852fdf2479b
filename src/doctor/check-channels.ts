import type { WebClient } from '@slack/web-api';

import { channelDirectory } from '../slack/line/channel-directory.ts';
import { type Finding, fine, wrong } from './finding.ts';
import { slackTrouble } from './slack-trouble.ts';

/** Whether each of these channels, by id or `#name`, is there and lets the bot post. */
export async function checkChannels(bot: WebClient, channels: string[]): Promise<Finding[]> {
  if (channels.length === 0)
    return [fine('Channels', 'none is set in .env; after the start you choose them in Slack')];
  const names = channels.filter((channel) => channel.startsWith('#'));
  const { ids, problem } = await channelDirectory(bot).resolve(names);
  return Promise.all(
    channels.map((channel) => {
      const id = ids.get(channel) ?? (channel.startsWith('#') ? null : channel);
      if (id !== null) return checkChannel(bot, channel, id);
      return problem === null ? unknownName(channel) : unsearched(channel, problem);
    }),
  );
}

async function checkChannel(bot: WebClient, channel: string, id: string): Promise<Finding> {
  const about = aboutOf(channel);
  try {
    const { channel: found } = await bot.conversations.info({ channel: id });
    if (found?.is_archived)
      return wrong(about, 'it is archived', 'unarchive it, or set another channel in .env');
    if (!found?.is_member)
      return wrong(about, 'the bot is not in it', `type /invite @Revox in #${found?.name ?? 'it'}`);
    return fine(about, 'the bot is in it');
  } catch (error) {
    return slackTrouble(about, error, { channel_not_found: createOrInvite });
  }
}

const createOrInvite = 'check the id or name in .env; if the channel is private, type /invite @Revox there';

function unknownName(channel: string): Finding {
  return wrong(aboutOf(channel), 'the bot finds no channel with this name', createOrInvite);
}

function unsearched(channel: string, problem: string): Finding {
  return wrong(
    aboutOf(channel),
    `the list of channels could not be read: Slack says ${problem}`,
    'run this again in a minute',
  );
}

function aboutOf(channel: string): string {
  return `Channel ${channel}`;
}
