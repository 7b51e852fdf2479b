import { randomUUID } from 'node:crypto';
import type { KnownBlock } from '@slack/types';

import { type ApiAnswer, demoWorkspace } from './emulator.ts';
import type { Answer, Channel } from './events.ts';
import type { Gate } from './rules/gate.ts';

/** Where an answer may be sent to, for what was asked or clicked. */
export interface Origin {
  channel: Channel;
  /** The message that was clicked; null for a command. */
  clicked: { ts: string; ephemeral: boolean } | null;
}

export interface Reply {
  text?: string;
  blocks?: KnownBlock[];
  response_type?: 'ephemeral' | 'in_channel';
  replace_original?: boolean;
  delete_original?: boolean;
}

type PostAsBot = (method: string, form: Record<string, string>) => Promise<ApiAnswer>;

const uses = 5;
const lifetimeMs = 30 * 60 * 1000;

/** Slack's `response_url`s: five answers each within half an hour. */
export function responseUrls(
  onAnswer: (answer: Answer) => void,
  postAsBot: PostAsBot,
  clock: () => number,
  gate: Gate,
) {
  const open = new Map<string, { origin: Origin; left: number; until: number }>();

  return {
    /** @returns the path of a new one */
    create(origin: Origin): string {
      const path = `/actions/${demoWorkspace.team.id}/${randomUUID()}`;
      open.set(path, { origin, left: uses, until: clock() + lifetimeMs });
      return path;
    },
    /** @returns the error Slack would answer, or null */
    async receive(path: string, reply: Reply): Promise<string | null> {
      const known = open.get(path);
      if (known === undefined) return 'invalid_url';
      if (known.until < clock()) return 'expired_url';
      if (known.left-- <= 0) return 'used_url';
      return gate.refusalOfReply(reply)?.error ?? deliver(known.origin, reply);
    },
  };

  async function deliver(origin: Origin, reply: Reply): Promise<string | null> {
    if (origin.clicked !== null && !origin.clicked.ephemeral && isChange(reply)) {
      const method = reply.delete_original ? 'chat.delete' : 'chat.update';
      return errorOf(await postAsBot(method, { ...formOf(origin, reply), ts: origin.clicked.ts }));
    }
    if (reply.response_type === 'in_channel') {
      return errorOf(await postAsBot('chat.postMessage', formOf(origin, reply)));
    }
    onAnswer(answerOf(origin, reply, clock()));
    return null;
  }
}

function isChange(reply: Reply): boolean {
  return reply.replace_original === true || reply.delete_original === true;
}

function formOf(origin: Origin, { text = '', blocks }: Reply): Record<string, string> {
  return { channel: origin.channel.id, text, ...(blocks ? { blocks: JSON.stringify(blocks) } : {}) };
}

function errorOf(answer: ApiAnswer): string | null {
  return answer.ok ? null : (answer.error ?? 'error');
}

/** Kept apart from the `ts` of messages, which emulate counts from 1. */
let answerNumber = 900_000;

/** An ephemeral answer; on a click that replaces, in the place of the one that was clicked. */
export function answerOf(origin: Origin, reply: Reply, now: number): Answer {
  const replaces = isChange(reply) ? (origin.clicked?.ts ?? null) : null;
  answerNumber++;
  return {
    ts: replaces ?? `${Math.floor(now / 1000)}.${answerNumber}`,
    channel: origin.channel,
    text: reply.text ?? '',
    blocks: reply.blocks ?? [],
    replaces,
    deleted: reply.delete_original === true,
  };
}
