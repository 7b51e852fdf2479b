import { checkMessage, checkMetadata } from './check-message.ts';
import { checkView } from './check-view.ts';
import { type AppKind, type Method, methods } from './methods.ts';
import type { Problem } from './problem.ts';
import type { Doubts, Surface } from './row.ts';
import type { SlackApp } from './slack-app.ts';

/** Which Slack: of what kind the app is, in what kind of organisation, and what it does where nobody knows. */
export interface Profile {
  app: AppKind;
  organisation: 'workspace' | 'grid';
  doubts: Doubts;
}

export interface Refusal {
  /** Slack's word. */
  error: string;
  /** The row that says so. */
  rule: string;
  /** Of what stands in the request: what is wrong, with its JSON pointer. */
  messages?: string[];
  /** With `missing_scope`. */
  needed?: string;
  provided?: string;
  /** With `ratelimited`. */
  retryAfterSeconds?: number;
}

type Params = Record<string, string | undefined>;

export interface Asking {
  app: SlackApp;
  profile: Profile;
  now: number;
  /** How long the minute lasts of which rates are. */
  minuteMs: number;
  /** When the same method was carried out before, oldest first. */
  carriedOut: number[];
  isPrivate(channel: string): boolean;
}

/** Why Slack does not carry this request out; null when the rules let it by. */
export function refusalOf(method: string, params: Params, asking: Asking): Refusal | null {
  const row = methods[method];
  if (row === undefined) return { error: 'unknown_method', rule: 'method/unknown' };
  return (
    missingScope(row, params, asking) ??
    tooOften(row, asking) ??
    withoutTab(row, params, asking) ??
    refusedContent(method, params, asking.profile.doubts)
  );
}

/** What Slack says instead. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
export function refusedAnswer({ error, messages, needed, provided }: Refusal) {
  return {
    ok: false,
    error,
    ...(needed === undefined ? {} : { needed, provided }),
    ...(messages === undefined ? {} : { response_metadata: { messages } }),
  };
}

/** Slack posts without metadata of which it only warns. https://docs.slack.dev/messaging/message-metadata */
export function dropsMetadata({ metadata }: Params): boolean {
  return metadata !== undefined && checkMetadata(JSON.parse(metadata)).length > 0;
}

function missingScope(row: Method, params: Params, { app, isPrivate }: Asking): Refusal | null {
  const needed = scopesFor(row.scope, params, isPrivate).filter((scope) => !app.scopes.includes(scope));
  if (needed.length === 0) return null;
  return { error: 'missing_scope', rule: row.id, needed: needed.join(','), provided: app.scopes.join(',') };
}

const prefixes: Record<string, string> = {
  public_channel: 'channels',
  private_channel: 'groups',
  im: 'im',
  mpim: 'mpim',
};

function scopesFor(scope: Method['scope'], params: Params, isPrivate: Asking['isPrivate']): string[] {
  if (scope === null) return [];
  if (scope !== 'history' && scope !== 'read') return [scope];
  const { channel, types = 'public_channel' } = params;
  if (channel === undefined) return types.split(',').map((type) => `${prefixes[type.trim()]}:${scope}`);
  if (channel.startsWith('D')) return [`im:${scope}`];
  return [`${isPrivate(channel) ? 'groups' : 'channels'}:${scope}`];
}

function tooOften({ id, exactFor, perMinute }: Method, asking: Asking): Refusal | null {
  const { profile, now, carriedOut, minuteMs } = asking;
  const oldest = carriedOut.filter((at) => at > now - minuteMs).at(-perMinute[profile.app]);
  if (exactFor !== profile.app || oldest === undefined) return null;
  return { error: 'ratelimited', rule: id, retryAfterSeconds: Math.ceil((oldest + minuteMs - now) / 1_000) };
}

/** A direct message has nowhere to be shown. */
function withoutTab({ id, errors }: Method, params: Params, { app }: Asking): Refusal | null {
  const where = params.channel ?? params.channel_id ?? '';
  if (app.messagesTab || !errors.includes('messages_tab_disabled') || !where.startsWith('D')) return null;
  return { error: 'messages_tab_disabled', rule: id };
}

function refusedContent(method: string, params: Params, doubts: Doubts): Refusal | null {
  if (method.startsWith('views.'))
    return refusedFor(checkView(JSON.parse(params.view ?? 'null'), { doubts }));
  if (method === 'chat.postEphemeral') return refusedMessage(params, 'ephemeral', doubts);
  if (method !== 'chat.postMessage' && method !== 'chat.update') return null;
  if ((params.metadata?.length ?? 0) > longestMetadata)
    return { error: 'metadata_too_large', rule: 'metadata.size' };
  return refusedMessage(params, 'message', doubts);
}

/** Slack publishes no number; this is far more than we need. */
const longestMetadata = 1_000;

function refusedMessage({ text, blocks }: Params, surface: 'message' | 'ephemeral', doubts: Doubts) {
  const parsed = blocks === undefined || blocks === '' ? {} : { blocks: JSON.parse(blocks) };
  return refusedFor(checkMessage({ text, ...parsed }, { surface, doubts }));
}

/** The same of what is sent to a `response_url`. https://docs.slack.dev/interactivity/handling-user-interaction */
export function refusedReply(
  reply: { text?: unknown; blocks?: unknown; delete_original?: boolean },
  doubts: Doubts,
): Refusal | null {
  if (reply.delete_original === true) return null;
  const { text, blocks } = reply;
  const surface: Exclude<Surface, 'modal' | 'home'> = 'answer';
  return refusedFor(checkMessage({ text, ...(blocks === undefined ? {} : { blocks }) }, { surface, doubts }));
}

function refusedFor(problems: Problem[]): Refusal | null {
  const [first] = problems;
  if (first?.error === undefined) return null;
  const messages = problems.map(({ pointer, message }) => `[ERROR] ${message} [json-pointer:${pointer}]`);
  return { error: first.error, rule: first.rule, messages };
}
