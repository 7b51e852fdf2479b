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

/** `environment` is whoever changed the settings of the bot, and started it again. */
function unnamed(id: string): string {
  return id === 'environment' ? 'A change in .env' : 'Somebody';
}

/** Slack shows its name, and only to those who may know it. */
export function channel(id: string): Line {
  return channelId.test(id) ? [{ type: 'channel', channel_id: id }] : [words(id, 100)];
}
