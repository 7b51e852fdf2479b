import { callTopics } from '../topics/index.ts';
import type { TypedOption } from './option.ts';

/** Slack has returned its id. */
export interface UserGroup {
  id: string;
  /** `oncall` */
  handle: string;
}

/** Slack sends a group as it was typed, or as `<!subteam^S0123|@oncall>`. */
const group = /^[\s:]*(?:<!subteam\^(S[A-Z0-9]{2,20})(?:\|[^>]*)?>|@?([\p{L}\p{N}._-]{1,80}))(?!\S)/u;

/**
 * Who is mentioned when a dial error of high severity is posted, or a follow-up is due that nobody has. It is asked for
 * by `@oncall`, or by its id.
 */
export const mention: TypedOption<'mention', UserGroup, string> = {
  key: 'mention',
  topics: callTopics,
  names: ['mention'],
  read(after) {
    const [read = '', id, handle = ''] = group.exec(after) ?? [];
    const isEverybody = /^(?:here|channel|everyone)$/i.test(handle);
    if (read !== '' && !isEverybody) return { length: read.length, value: id ?? `@${handle.toLowerCase()}` };
    const length = isEverybody ? read.length : (/^[\s:]*\S*/.exec(after)?.[0].length ?? 0);
    return { length, ...wrong };
  },
  write: (asked) => `mention:${typeof asked === 'string' ? asked : `@${asked.handle}`}`,
  say: ({ handle }) => `mentions @${handle} when an error is severe or a follow-up is due`,
  form: {
    field: 'mention',
    label: 'Mention when an error is severe',
    hint: 'A user group, as in @oncall. Also when a follow-up is due.',
  },
  example: {
    typed: '/revox subscribe errors mention:@oncall',
    does: 'mentions a group when it’s severe',
    tried: null,
  },
};

const wrong = {
  message: 'mention takes a user group, for example mention:@oncall; not people, and not everybody.',
  suggestion: 'mention:@oncall',
};
