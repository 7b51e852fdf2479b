import { slackDate } from './dates.ts';
import { demoWorkspace } from './emulator.ts';
import type { Channel } from './events.ts';
import { userGroups } from './web-api.ts';

interface Named {
  id: string;
  name: string;
}

/** Whose names stand in the place of ids. */
export interface ShownNames {
  channels: Named[];
  users: Named[];
}

const groups: Named[] = userGroups.map(({ id, handle }) => ({ id, name: handle }));

export function namesIn({ channels, personId }: { channels: Channel[]; personId: string }): ShownNames {
  return { channels, users: [{ id: personId, name: demoWorkspace.person.name }] };
}

/**
 * The text of a message as a reader sees it, without Slack's markup:
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function shownText(text: string, names: ShownNames): string {
  return text
    .replaceAll(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, what: string, label?: string) => shown(what, label, names))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** `#calls`; what is no channel, as the direct message, has no sign. */
export function shownPlace({ id, name }: Channel, { channels }: ShownNames): string {
  return channels.some((channel) => channel.id === id) ? `#${name}` : name;
}

function shown(what: string, label: string | undefined, { channels, users }: ShownNames): string {
  const [kind, id = '', format = ''] = what.split('^');
  if (kind === '!date') return slackDate(Number(id), format);
  if (label !== undefined && label !== '') return label;
  if (kind === '!subteam') return `@${nameOf(id, groups)}`;
  if (what.startsWith('@')) return `@${nameOf(what.slice(1), users)}`;
  if (what.startsWith('#')) return `#${nameOf(what.slice(1), channels)}`;
  return what.startsWith('!') ? `@${what.slice(1)}` : what;
}

function nameOf(id: string, among: Named[]): string {
  return among.find((one) => one.id === id)?.name ?? id;
}
