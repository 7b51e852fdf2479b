import type { KnownBlock } from '@slack/types';

import { channelPace } from './channel-pace.ts';
import { type ApiAnswer, demoWorkspace, type SlackEmulator } from './emulator.ts';
import type { Channel, OpenView, PostedFile, PostedMessage, SlackEvent } from './events.ts';
import { type HistoryMessage, withinWindow } from './history-window.ts';
import type { Form } from './http-body.ts';
import type { Gate } from './rules/gate.ts';
import { largestPage } from './rules/methods.ts';
import { dropsMetadata, type Refusal, refusedAnswer } from './rules/refusal-of.ts';

export type WebApiResult = { kind: 'answer'; answer: ApiAnswer } | { kind: 'rate-limited'; seconds: number };

/**
 * The Web API as the bot sees it: emulate's, with what emulate lacks. That is: tokens that are not known are
 * refused, `#name` is a channel, there is a user group, a channel takes a message a second, history has a window and keeps metadata to
 * itself unless asked, and the gate refuses what Slack's rules refuse to the app. Onlookers get what was posted.
 */
export function webApi(
  emulator: SlackEmulator,
  emit: (event: SlackEvent) => void,
  clock: () => number,
  gate: Gate,
) {
  const secondsToWait = channelPace(clock);
  const { bot, person } = demoWorkspace;

  return async function call(
    method: string,
    asked: Form,
    token: string,
    isJudged = false,
  ): Promise<WebApiResult> {
    if (token === '') return refused('not_authed');
    if (token !== bot.token && token !== person.token) return refused('invalid_auth');
    const form = withChannelId(asked, emulator.channels);
    // The person's token is not the app's, and what comes by a `response_url` was judged there.
    const isAsked = token === bot.token && !isJudged;
    const refusal = isAsked ? gate.refusalOf(method, form) : null;
    if (refusal !== null) return refusedBy(refusal);
    if (method === 'chat.postMessage') {
      const seconds = secondsToWait(form.channel ?? '');
      if (seconds > 0) return { kind: 'rate-limited', seconds };
    }
    if (method === 'usergroups.list') return { kind: 'answer', answer: { ok: true, usergroups: userGroups } };
    if (method === 'conversations.history' || method === 'conversations.replies') {
      return {
        kind: 'answer',
        answer: await readHistory(emulator, method, form, token, largestPage(method, gate.profile.app)),
      };
    }
    const { kept, warning } = keptMetadata(form);
    const answer = await emulator.call(method, kept, token);
    if (answer.ok) for (const event of eventsOf(method, kept, answer, emulator.channels)) emit(event);
    return { kind: 'answer', answer: answer.ok ? { ...answer, ...warning } : answer };
  };
}

/** So that `mention:@oncall`, as the help has it, can be tried. */
export const userGroups = [{ id: 'S000000001', handle: 'oncall', name: 'On call' }];

function refused(error: string): WebApiResult {
  return { kind: 'answer', answer: { ok: false, error } };
}

function refusedBy(refusal: Refusal): WebApiResult {
  const { retryAfterSeconds: seconds } = refusal;
  if (seconds !== undefined) return { kind: 'rate-limited', seconds };
  return { kind: 'answer', answer: refusedAnswer(refusal) };
}

/** Slack posts without metadata that it cannot take, and only warns of it. */
function keptMetadata(form: Form): { kept: Form; warning: object } {
  if (!dropsMetadata(form)) return { kept: form, warning: {} };
  const { metadata: _, ...kept } = form;
  const warnings = ['invalid_metadata_schema'];
  return { kept, warning: { warning: warnings[0], response_metadata: { warnings } } };
}

function withChannelId(form: Form, channels: Channel[]): Form {
  if (!form.channel?.startsWith('#')) return form;
  const named = channels.find((channel) => `#${channel.name}` === form.channel);
  return named === undefined ? form : { ...form, channel: named.id };
}

/** emulate pages through everything; the window has to be cut out before the pages are. */
async function readHistory(
  emulator: SlackEmulator,
  method: string,
  form: Form,
  token: string,
  mostInPage: number,
): Promise<ApiAnswer> {
  const all: HistoryMessage[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const asked: Form = { channel: form.channel ?? '', ts: form.ts ?? '', limit: '1000', cursor };
    const answer = await emulator.call(method, asked, token);
    if (!answer.ok) return answer;
    all.push(...(answer.messages as HistoryMessage[]));
    cursor = answer.has_more ? (answer.response_metadata as { next_cursor: string }).next_cursor : null;
  }
  const messages = withinWindow(all, form);
  const limit = Math.min(Number(form.limit) || 100, mostInPage);
  const from = form.cursor
    ? Math.max(
        0,
        messages.findIndex((message) => message.ts === form.cursor),
      )
    : 0;
  const next = messages[from + limit];
  return {
    ok: true,
    messages: messages.slice(from, from + limit),
    has_more: next !== undefined,
    response_metadata: { next_cursor: next?.ts ?? '' },
  };
}

function eventsOf(method: string, form: Form, answer: ApiAnswer, channels: Channel[]): SlackEvent[] {
  switch (method) {
    case 'chat.postMessage':
    case 'chat.update': {
      const kind = method === 'chat.update' ? 'edit' : 'message';
      const channel = channelNamed(String(answer.channel), channels);
      return [{ kind, channel, message: posted(form, String(answer.ts)) }];
    }
    case 'files.completeUploadExternal':
      return [fileMessage(form, answer, channels)];
    case 'chat.postEphemeral': {
      const { ts, text, blocks } = posted(form, String(answer.message_ts));
      const channel = channelNamed(form.channel ?? '', channels);
      return [{ kind: 'answer', answer: { ts, channel, text, blocks, replaces: null, deleted: false } }];
    }
    case 'views.open':
    case 'views.push':
    case 'views.update':
    case 'views.publish':
      return [{ kind: 'view', view: answer.view as OpenView }];
    default:
      return [];
  }
}

function channelNamed(id: string, channels: Channel[]): Channel {
  return channels.find((channel) => channel.id === id) ?? { id, name: 'direct message' };
}

function posted(form: Form, ts: string): PostedMessage {
  return {
    ts,
    text: form.text ?? '',
    blocks: form.blocks ? (JSON.parse(form.blocks) as KnownBlock[]) : [],
    ...(form.thread_ts ? { thread_ts: form.thread_ts } : {}),
    ...(form.metadata ? { metadata: JSON.parse(form.metadata) as { event_type: string } } : {}),
  };
}

interface SharedFile extends PostedFile {
  shares: Record<string, Record<string, { ts: string }[]>>;
}

/** A file that was shared comes as a message of its own. */
function fileMessage(form: Form, answer: ApiAnswer, channels: Channel[]): SlackEvent {
  const files = answer.files as SharedFile[];
  const channelId = form.channel_id ?? '';
  const [share] = Object.values(files[0]?.shares ?? {}).flatMap((shares) => shares[channelId] ?? []);
  const message = posted({ ...form, text: form.initial_comment ?? '' }, share?.ts ?? '0');
  return {
    kind: 'message',
    channel: channelNamed(channelId, channels),
    message: { ...message, files: files.map(({ id, name, size }) => ({ id, name, size })) },
  };
}
