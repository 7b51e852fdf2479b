import type { Finding, PostOutcome } from '../../src/outbox/posting.ts';
import type { Rendered } from '../../src/slack/blocks/rendered.ts';
import { type Row, type Verdict, wordOf } from '../row.ts';
import { sampleMessages } from '../samples/messages.ts';
import { formTaken, post, type Workbench } from '../workbench.ts';
import { readBack } from './read-back.ts';

/** Everything that channels get, an edit, a thread, and finding a message again. */
export async function* messages(bench: Workbench): AsyncGenerator<Row> {
  const from = bench.now();
  const posted = new Map<string, Posted>();
  for (const { name, caption, rendered } of sampleMessages(bench)) {
    if (name === 'incident-over' || name === 'incident-closing') continue;
    const { id, outcome } = await post(bench, rendered);
    if (outcome.kind === 'sent') posted.set(name, { id, ts: outcome.ts });
    yield {
      about: `post ${caption}`,
      verdict: verdictOnPost(outcome, bench),
      does: whatFollows(outcome, rendered, bench),
      essential: 'post',
    };
  }
  const card = posted.get('incident-open') ?? null;
  yield await edit(bench, card);
  yield* thread(bench, card, from);
  yield* readBack(bench, card, from);
}

export interface Posted {
  id: string;
  ts: string;
}

function sample(bench: Workbench, wanted: string): Rendered {
  const found = sampleMessages(bench).find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`there is no sample ${wanted}`);
  return found.rendered;
}

async function edit(bench: Workbench, card: Posted | null): Promise<Row> {
  const about = 'edit a message: the incident is over';
  if (card === null) return { about, ...withoutCard, essential: 'edit' };
  bench.refusals.length = 0;
  const words = sample(bench, 'incident-over');
  const outcome = await bench.posting.edit({ channel: bench.channel, ts: card.ts, words });
  if (outcome.kind === 'edited')
    return {
      about,
      verdict: taken(bench),
      does: `edits it ${formTaken(words, bench.refusals)}`,
      essential: 'edit',
    };
  const state = outcome.kind === 'retry' ? 'failed' : 'refused';
  const verdict: Verdict = { state, said: outcome.reason };
  return { about, verdict, does: 'tries again later, and then leaves the card as it is', essential: 'edit' };
}

async function* thread(bench: Workbench, card: Posted | null, from: number): AsyncGenerator<Row> {
  const about = 'reply in a thread';
  if (card === null) return yield { about, ...withoutCard, essential: 'thread' };
  const words = sample(bench, 'incident-closing');
  const { id, outcome } = await post(bench, words, { threadTs: card.ts });
  const verdict = verdictOnPost(outcome, bench);
  yield { about, verdict, does: whatFollows(outcome, words, bench), essential: 'thread' };
  if (outcome.kind !== 'sent') return;
  const place = { channel: bench.channel, threadTs: card.ts, cursor: null };
  const found = await bench.posting.find({ ...place, id, from: from - 60_000, until: bench.now() + 60_000 });
  yield {
    about: 'find a reply in its thread by its metadata',
    verdict: verdictOnFinding(found),
    does: 'knows a reply whose answer was lost',
    essential: 'read-back',
  };
}

const withoutCard = {
  verdict: { state: 'failed', said: 'no incident was posted before' } as const,
  does: 'nothing to do',
};

export function verdictOnPost(outcome: PostOutcome, bench: Workbench): Verdict {
  if (outcome.kind === 'sent') return taken(bench, outcome.dropped);
  const isRefusal = outcome.kind !== 'retry' && outcome.kind !== 'in-doubt';
  const pointer = 'pointer' in outcome ? outcome.pointer : null;
  return { state: isRefusal ? 'refused' : 'failed', said: wordOf({ reason: outcome.reason, pointer }) };
}

function taken({ refusals }: Workbench, warning?: string): Verdict {
  const before = refusals.map((refusal) => `after ${wordOf(refusal)}`);
  const said = [...before, ...(warning === undefined ? [] : [`warning ${warning}`])].join(', ');
  return said === '' ? { state: 'taken' } : { state: 'taken', said };
}

export function whatFollows(outcome: PostOutcome, words: Rendered, { refusals }: Workbench): string {
  if (outcome.kind !== 'sent') return followsFrom[outcome.kind];
  if (outcome.dropped !== undefined) return 'logs a defect, and parks messages in doubt for a day';
  return `posts it ${formTaken(words, refusals)}`;
}

const followsFrom: Record<Exclude<PostOutcome['kind'], 'sent'>, string> = {
  retry: 'keeps it, and tries again later',
  refused: 'parks it, and says in an incident what a person has to do',
  pointless: 'gives it up: the message it belongs to is gone',
  'in-doubt': 'looks it up before anything is sent again',
  'blocks-refused': 'parks it, and logs a defect of ours',
};

export function verdictOnFinding({ found, unread }: Finding): Verdict {
  if (found.length > 0) return { state: 'taken' };
  if (unread === null) return { state: 'failed', said: 'not found' };
  return { state: unread.needsPerson ? 'refused' : 'failed', said: unread.reason };
}
