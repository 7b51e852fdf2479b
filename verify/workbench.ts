import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';

import { metadataEventType } from '../src/calls/message.ts';
import type { Posting, PostOutcome, Words } from '../src/outbox/posting.ts';
import type { Rendered } from '../src/slack/blocks/rendered.ts';
import { formsOf } from '../src/slack/blocks/simpler.ts';
import type { Sayer } from '../src/slack/door/best-form.ts';
import { postingThrough } from '../src/slack/posting/post.ts';
import { ask } from './ask.ts';
import type { Refused, Verdict } from './row.ts';
import type { Named } from './samples/messages.ts';
import type { Noticed } from './wire.ts';

/** What every step works with. */
export interface Workbench extends Named {
  client: WebClient;
  posting: Posting;
  sayer: Sayer;
  /** What Slack refused since this was last emptied, in the order of the tries. */
  refusals: Refused[];
  noticed: Noticed;
  left: LeftBehind;
  /** A new id for the metadata of a message. */
  nextId(): string;
  now(): number;
}

/** What has to be taken away again. */
export interface LeftBehind {
  messages: { channel: string; ts: string }[];
  files: string[];
  /** Posts of which nobody knows whether they are there. */
  doubts: { channel: string; id: string; from: number }[];
  home: boolean;
}

/** Ids of this program begin so, in the metadata of what it posts: a later run finds what an earlier one left. */
export const idPrefix = 'verify-';

export function workbench(
  client: WebClient,
  named: Named,
  noticed: Noticed,
  { run, now }: { run: string; now(): number },
): Workbench {
  const refusals: Refused[] = [];
  const note = (fields: object) => void refusals.push(fields as Refused);
  const sayer: Sayer = {
    log: { warn: note, error: note },
    // Nothing is remembered, so that each answer of Slack is its own.
    refusals: {
      known: async () => [],
      note: async () => undefined,
      noteDirectMessage: async () => undefined,
    },
  };
  let count = 0;
  return {
    ...named,
    client,
    posting: postingThrough(client, sayer),
    sayer,
    refusals,
    noticed,
    left: { messages: [], files: [], doubts: [], home: false },
    nextId() {
      count += 1;
      return `${idPrefix}${run}-${count}`;
    },
    now,
  };
}

/** Posts as the outbox does, and remembers to take it away. */
export async function post(
  bench: Workbench,
  words: Words,
  { channel = bench.channel, threadTs = null as string | null } = {},
): Promise<{ id: string; outcome: PostOutcome }> {
  const id = bench.nextId();
  const from = bench.now();
  bench.refusals.length = 0;
  const metadata = { id, kind: 'notice' as const, calls: 0 };
  const outcome = await bench.posting.post({ channel, threadTs, words, metadata });
  if (outcome.kind === 'sent') bench.left.messages.push({ channel: outcome.channel, ts: outcome.ts });
  if (outcome.kind === 'in-doubt') bench.left.doubts.push({ channel, id, from });
  return { id, outcome };
}

/** In which form it was taken, after as many refusals. */
export function formTaken(rendered: Rendered, refusals: Refused[]): string {
  const form = [...formsOf(rendered)][refusals.length];
  if (refusals.length === 0 || form === undefined) return 'whole';
  return form.blocks.length === 0
    ? 'in words alone'
    : 'without charts and tables, whose numbers are lines then';
}

/** Posts just these blocks, in no other form. */
export async function tryPost(bench: Workbench, blocks: KnownBlock[]): Promise<Verdict> {
  const { client, channel, left } = bench;
  const id = bench.nextId();
  const from = bench.now();
  const verdict = await ask(async () => {
    const metadata = { event_type: metadataEventType, event_payload: { id, kind: 'notice', calls: 0 } };
    const { ts } = await client.chat.postMessage({ channel, text: 'A question of form', blocks, metadata });
    if (ts !== undefined) left.messages.push({ channel, ts });
  });
  if (verdict.state === 'failed') left.doubts.push({ channel, id, from });
  return verdict;
}
