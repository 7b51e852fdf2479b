import type { SectionBlock } from '@slack/types';
import { type Line, words } from './rich.ts';

const userId = /^[UW][A-Z0-9]{2,20}$/;
const channelId = /^[CGD][A-Z0-9]{2,20}$/;

/** Slack shows the name that the reader knows them by. */
export function person(id: string): Line {
  return userId.test(id) ? [{ type: 'user', user_id: id }] : [words(unnamed(id))];
}

/** The same within the plain text of a message. */
export function spokenPerson(id: string): string {
  return userId.test(id) ? `<@${id}>` : unnamed(id);
}

const unnamedOnes: Record<string, string> = {
  /** The person who changed .env and restarted the bot. */
  environment: 'A change in .env',
  /** The person who had the file applied. */
  configuration: 'The configuration file',
  upgrade: 'The new version of this bot',
};

function unnamed(id: string): string {
  return Object.hasOwn(unnamedOnes, id) ? (unnamedOnes[id] as string) : 'Somebody';
}

/** Slack shows its name, and only to those who may know it. */
export function channel(id: string): Line {
  return channelId.test(id) ? [{ type: 'channel', channel_id: id }] : [words(id, 100)];
}

/** What notifies user groups. It is added after everything is masked, since an id may look like a number. */
export function mentioning(groups: { id: string }[], sentence: string) {
  // Slack has returned these ids.
  const ids = groups.map(({ id }) => id).filter((id) => /^S[A-Z0-9]{2,20}$/.test(id));
  if (ids.length === 0) return null;
  const mentions = [...new Set(ids)].map((id) => `<!subteam^${id}>`).join(' ');
  const text = { type: 'mrkdwn', text: `${mentions} ${sentence}`, verbatim: true } as const;
  const section: SectionBlock = { type: 'section', text };
  return { mentions, section };
}
