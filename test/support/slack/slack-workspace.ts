import type { KnownBlock } from '@slack/types';

import { largestPage } from '../../../demo/slack/rules/methods.ts';
import { dropsMetadata } from '../../../demo/slack/rules/refusal-of.ts';
import { type Answer, type Params, refuse } from './slack-answer.ts';
import { SlackFiles } from './slack-files.ts';
import type { SlackKind } from './strict-gate.ts';

export { type Answer, type Params, refuse } from './slack-answer.ts';

export interface SlackChannel {
  id: string;
  name: string;
  isMember?: boolean;
  isPrivate?: boolean;
  isArchived?: boolean;
}

/** One post that Slack accepted. It stays in the ledger whatever becomes of the message. */
export interface AcceptedPost {
  channel: string;
  ts: string;
  threadTs: string | null;
  text: string;
  blocks: KnownBlock[];
  metadata: { event_type: string; event_payload: Record<string, unknown> } | null;
  /** Every argument of the request. */
  params: Params;
  acceptedAt: number;
  edits: number;
  deleted: boolean;
}

export interface OpenedView {
  method: string;
  view: Record<string, unknown>;
  params: Params;
}

/** A Slack workspace as far as the bot can see it: channels, what was accepted, and the methods that change them. */
export class SlackWorkspace {
  readonly channels = new Map<string, SlackChannel>();
  readonly ledger: AcceptedPost[] = [];
  readonly views: OpenedView[] = [];
  readonly files = new SlackFiles();
  /** Slack may cap pages well below what was asked for. */
  pageSize = 1_000;
  /** Slack may show a message a little after it accepted it. */
  historyLagMs = 0;
  readonly #now: () => number;
  #lastMicros = 0;

  readonly #kind: SlackKind;

  constructor(now: () => number, kind: SlackKind) {
    this.#now = now;
    this.#kind = kind;
  }

  addChannel(channel: SlackChannel): SlackChannel {
    const added = { isMember: true, isPrivate: false, isArchived: false, ...channel };
    this.channels.set(channel.id, added);
    return added;
  }

  /** How often Slack accepted a message, by the id in its metadata: the only judge of “once”. */
  accepted(id: string): AcceptedPost[] {
    return this.ledger.filter((post) => post.metadata?.event_payload.id === id);
  }

  /** What a person sees in the channel, oldest first, threads included. */
  messagesIn(channel: string): AcceptedPost[] {
    return this.ledger.filter((post) => post.channel === channel && !post.deleted);
  }

  call(method: string, params: Params): Answer {
    const known = this.#methods[method];
    return known === undefined ? refuse('unknown_method') : known(params);
  }

  readonly #methods: Record<string, (params: Params) => Answer> = {
    'chat.postMessage': (params) => this.#post(params),
    'chat.update': (params) => this.#update(params),
    'chat.delete': (params) => this.#delete(params),
    'chat.postEphemeral': (params) => this.#whisper(params),
    'conversations.history': (params) => this.#history(params),
    'conversations.replies': (params) => this.#replies(params),
    'conversations.list': (params) => this.#list(params),
    'conversations.info': (params) => this.#info(params),
    'conversations.open': ({ users = '' }) => {
      const { id } = this.addChannel({ id: `D0${users}`, name: users });
      return { ok: true, channel: { id } };
    },
    'files.getUploadURLExternal': (params) => this.files.getUploadUrl(params),
    'files.completeUploadExternal': (params) => this.files.complete(params),
    'files.delete': (params) => this.files.remove(params),
    'usergroups.list': () => ({ ok: true, usergroups: [] }),
    'users.info': ({ user }) => {
      const { team_id, enterprise_id } = this.call('auth.test', {});
      const person = { id: user, team_id, name: user, tz: 'Europe/Paris' };
      // A colleague's own workspace is another one of the organisation.
      const inGrid = { team_id: 'T0OWN', enterprise_user: { enterprise_id, teams: ['T0OWN', team_id] } };
      return { ok: true, user: enterprise_id === undefined ? person : { ...person, ...inGrid } };
    },
    'auth.test': () => ({
      ok: true,
      team_id: 'T0TEAM',
      user_id: 'U0REVOX',
      bot_id: 'B0REVOX',
      user: 'revox',
      ...(this.#kind.organisation === 'grid' ? { enterprise_id: 'E0ORG' } : {}),
    }),
    'views.open': (params) => this.#view('views.open', params),
    'views.update': (params) => this.#view('views.update', params),
    'views.push': (params) => this.#view('views.push', params),
    'views.publish': (params) => this.#view('views.publish', params),
  };

  #post(asked: Params): Answer {
    const params: Params = { ...asked, channel: this.#whereToPost(asked.channel) };
    const problem = this.#problemOfChannel(params.channel);
    if (problem !== null) return problem;
    const post: AcceptedPost = {
      channel: params.channel as string,
      ts: this.#nextTs(),
      threadTs: params.thread_ts ?? null,
      text: params.text ?? '',
      blocks: JSON.parse(params.blocks ?? '[]'),
      metadata: dropsMetadata(params) ? null : JSON.parse(params.metadata ?? 'null'),
      params,
      acceptedAt: this.#now(),
      edits: 0,
      deleted: false,
    };
    if (post.threadTs !== null && !this.#find(post.channel, post.threadTs)) return refuse('thread_not_found');
    this.ledger.push(post);
    const warned = dropsMetadata(params)
      ? { response_metadata: { warnings: ['invalid_metadata_schema'] } }
      : {};
    return { ok: true, channel: post.channel, ts: post.ts, message: asListed(post, true), ...warned };
  }

  /** To a person is into the direct message with them. */
  #whereToPost(channel = ''): string {
    if (!/^[UW]/.test(channel)) return channel;
    return (this.call('conversations.open', { users: channel }).channel as { id: string }).id;
  }

  #update(params: Params): Answer {
    const { channel = '', ts = '', text = '', blocks } = params;
    const problem = this.#problemOfChannel(channel);
    if (problem !== null) return problem;
    const post = this.#find(channel, ts);
    if (post === undefined) return refuse('message_not_found');
    Object.assign(
      post,
      { text, edits: post.edits + 1 },
      blocks === undefined ? {} : { blocks: JSON.parse(blocks) },
      params.metadata === undefined ? {} : { metadata: JSON.parse(params.metadata) },
    );
    return { ok: true, channel, ts, text };
  }

  #delete({ channel = '', ts = '' }: Params): Answer {
    const post = this.#find(channel, ts);
    if (post === undefined) return this.#problemOfChannel(channel) ?? refuse('message_not_found');
    post.deleted = true;
    return { ok: true, channel, ts };
  }

  /** Seen by one person, and in no ledger. */
  #whisper(params: Params): Answer {
    const problem = this.#problemOfChannel(params.channel);
    return problem ?? { ok: true, message_ts: this.#nextTs() };
  }

  #history(params: Params): Answer {
    const problem = this.#problemOfReading(params.channel);
    if (problem !== null) return problem;
    const top = this.#readable(params.channel as string).filter((post) => post.threadTs === null);
    return this.#page(
      'conversations.history',
      top.filter((post) => isWithin(post, params)).reverse(),
      params,
    );
  }

  #replies(params: Params): Answer {
    const { channel = '', ts = '' } = params;
    const problem = this.#problemOfReading(channel);
    if (problem !== null) return problem;
    const parent = this.#find(channel, ts);
    if (parent === undefined) return refuse('thread_not_found');
    const replies = this.#readable(channel).filter((post) => post.threadTs === ts && isWithin(post, params));
    return this.#page('conversations.replies', [parent, ...replies], params);
  }

  #readable(channel: string): AcceptedPost[] {
    return this.messagesIn(channel).filter((post) => post.acceptedAt <= this.#now() - this.historyLagMs);
  }

  #page(method: string, posts: AcceptedPost[], params: Params): Answer {
    const { limit = '100', cursor = '0', include_all_metadata: whole } = params;
    const start = Number(cursor);
    const largest = Math.min(this.pageSize, largestPage(method, this.#kind.app ?? 'internal'));
    const end = start + Math.min(Number(limit), largest);
    const hasMore = end < posts.length;
    return {
      ok: true,
      messages: posts.slice(start, end).map((post) => asListed(post, whole === 'true')),
      has_more: hasMore,
      response_metadata: { next_cursor: hasMore ? String(end) : '' },
    };
  }

  #list({ limit = '100', cursor = '0', exclude_archived: withoutArchived }: Params): Answer {
    const visible = [...this.channels.values()].filter((it) => it.isMember || !it.isPrivate);
    const listed = visible.filter((it) => withoutArchived !== 'true' || !it.isArchived);
    const end = Number(cursor) + Math.min(Number(limit), this.pageSize);
    return {
      ok: true,
      channels: listed.slice(Number(cursor), end).map(asChannel),
      response_metadata: { next_cursor: end < listed.length ? String(end) : '' },
    };
  }

  #info({ channel = '' }: Params): Answer {
    const known = this.channels.get(channel);
    return known === undefined ? refuse('channel_not_found') : { ok: true, channel: asChannel(known) };
  }

  #view(method: string, params: Params): Answer {
    const view = JSON.parse(params.view ?? '{}');
    this.views.push({ method, view, params });
    return {
      ok: true,
      view: { ...view, id: params.view_id ?? `V${this.views.length}`, hash: `${this.views.length}` },
    };
  }

  #problemOfChannel(id = ''): Answer | null {
    const channel = this.channels.get(id);
    if (channel === undefined || (channel.isPrivate && !channel.isMember)) return refuse('channel_not_found');
    if (channel.isArchived) return refuse('is_archived');
    return channel.isMember ? null : refuse('not_in_channel');
  }

  /** Archived channels can still be read. */
  #problemOfReading(id = ''): Answer | null {
    const problem = this.#problemOfChannel(id);
    return problem?.error === 'is_archived' ? null : problem;
  }

  #find(channel: string, ts: string): AcceptedPost | undefined {
    return this.messagesIn(channel).find((post) => post.ts === ts);
  }

  #nextTs(): string {
    this.#lastMicros = Math.max(this.#now() * 1_000, this.#lastMicros + 1);
    const micros = String(this.#lastMicros).padStart(16, '0');
    return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
  }
}

/** `oldest` and `latest` are seconds, and neither is included. */
function isWithin({ ts }: AcceptedPost, { oldest = '0', latest = '99999999999' }: Params): boolean {
  return Number(ts) > Number(oldest) && Number(ts) < Number(latest);
}

function asListed({ ts, threadTs, text, blocks, metadata }: AcceptedPost, withPayload: boolean) {
  return {
    type: 'message',
    bot_id: 'B0REVOX',
    ts,
    text,
    blocks,
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
    ...(metadata === null ? {} : { metadata: withPayload ? metadata : { event_type: metadata.event_type } }),
  };
}

function asChannel({ id, name, isMember, isPrivate, isArchived }: SlackChannel) {
  return { id, name, is_channel: true, is_member: isMember, is_private: isPrivate, is_archived: isArchived };
}
