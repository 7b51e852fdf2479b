import { callTopics } from '../topics/index.ts';
import type { UserGroup } from './mention.ts';
import type { TypedOption } from './option.ts';

/** Who gets a follow-up too when it stays overdue: another channel, or a group in this one. */
export type Escalation = { to: 'channel'; channel: string } | { to: 'group'; group: UserGroup };

/** A group is as it was typed, or `<!subteam^S0123|@oncall>`. A channel has its name, or its id where Slack says no more. */
const whom =
  /^[\s:]*(?:<!subteam\^(S[A-Z0-9]{2,20})(?:\|[^>]*)?>|@([\p{L}\p{N}._-]{1,80})|#([\p{L}\p{N}_-]{1,80}))(?!\S)/u;

/** The group is asked for by `@oncall`, or by its id. */
export const escalate: TypedOption<'escalate', Escalation, Escalation | string> = {
  key: 'escalate',
  topics: callTopics,
  names: ['escalate'],
  read(after) {
    const [read = '', id, handle = '', channel] = whom.exec(after) ?? [];
    const isEverybody = /^(?:here|channel|everyone)$/i.test(handle);
    if (read === '' || isEverybody) return { length: /^[\s:]*\S*/.exec(after)?.[0].length ?? 0, ...wrong };
    if (channel !== undefined) return { length: read.length, value: toChannel(channel) };
    return { length: read.length, value: id ?? `@${handle.toLowerCase()}` };
  },
  write(asked) {
    if (typeof asked === 'string') return `escalate:${asked}`;
    return asked.to === 'group' ? `escalate:@${asked.group.handle}` : `escalate:#${nameOf(asked.channel)}`;
  },
  say: (asked) =>
    `what stays overdue goes to ${asked.to === 'group' ? `@${asked.group.handle}` : said(asked)} too`,
  form: {
    field: 'escalate',
    label: 'Who gets what stays overdue?',
    hint: 'Another channel, as in #managers, or a user group, as in @leads.',
  },
};

const channelId = /^[CG][A-Z0-9]{7,}$/;

function toChannel(typed: string): Escalation {
  return { to: 'channel', channel: channelId.test(typed) ? typed : `#${typed.toLowerCase()}` };
}

function nameOf(channel: string): string {
  return channel.replace(/^#/, '');
}

function said({ channel }: { channel: string }): string {
  return channelId.test(channel) ? 'another channel' : channel;
}

const wrong = {
  message: 'escalate takes a channel or a user group, for example escalate:#managers or escalate:@leads.',
  suggestion: 'escalate:#managers',
};
