import type { KnownBlock } from '@slack/types';

import { uncertainRows } from '../../demo/slack/rules/rows.ts';
import { metadataEventType } from '../../src/calls/message.ts';
import { modalView } from '../../src/slack/blocks/modal.ts';
import { sentence } from '../../src/slack/door/sentence.ts';
import { respond } from '../../src/slack/line/response-url.ts';
import { type Connection, type Envelope, openConnection } from '../../src/slack/line/socket-connection.ts';
import { ask } from '../ask.ts';
import { questionOf } from '../questions.ts';
import type { Row, Verdict } from '../row.ts';
import { post, type Workbench } from '../workbench.ts';
import { needsClick, rowOn } from './doubts.ts';

export interface Ear {
  appToken: string;
  slackApiUrl: string;
  dispatcher: Parameters<typeof openConnection>[0]['dispatcher'];
  /** How long to wait for a click. */
  waitMs: number;
  stopped: AbortSignal;
}

const action = 'verify_click';

/** What can only be learnt while somebody clicks: what `response_url` takes, what a modal takes, what comes on its own. */
export async function* listening(bench: Workbench, ear: Ear): AsyncGenerator<Row> {
  const heard = listener();
  let connection: Connection | null = null;
  const opened = await ask(async () => {
    connection = await openConnection({ ...silent, ...ear, onEnvelope: heard.take }, ear.stopped);
  });
  yield { about: 'open a socket', verdict: opened, does: 'tries again forever', essential: null };
  try {
    const { outcome } = await post(bench, please(ear.waitMs));
    const click = outcome.kind === 'sent' && connection !== null ? await heard.click(ear) : null;
    yield* click === null ? notClicked() : clicked(bench, click);
    yield ownMetadata(bench, heard.hadOwnMetadata());
  } finally {
    await (connection as Connection | null)?.close();
  }
}

const silent = {
  log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  helloWithinMs: 10_000,
  silenceMs: 600_000,
  onPong: () => undefined,
};

function please(waitMs: number) {
  const text = `Please click this button within ${Math.round(waitMs / 1_000)} seconds: a check of this workspace waits for it.`;
  const button = { type: 'button', action_id: action, text: { type: 'plain_text', text: 'Click' } } as const;
  return { text, blocks: [...sentence(text).blocks, { type: 'actions', elements: [button] } as KnownBlock] };
}

interface Click {
  responseUrl: string;
  triggerId: string;
}

/** Takes what is meant for this check, and leaves everything else unanswered. */
function listener() {
  const clicked = Promise.withResolvers<Click>();
  let ownMetadata = false;
  return {
    hadOwnMetadata: () => ownMetadata,
    async click({ waitMs, stopped }: Ear): Promise<Click | null> {
      const end = AbortSignal.any([AbortSignal.timeout(waitMs), stopped]);
      const ended = new Promise<null>((resolve) => {
        if (end.aborted) resolve(null);
        end.addEventListener('abort', () => resolve(null), { once: true });
      });
      return Promise.race([clicked.promise, ended]);
    },
    take({ body, ack }: Envelope): void {
      const { event, actions, response_url: responseUrl, trigger_id: triggerId } = body as Delivered;
      if (event?.type === 'message_metadata_posted' && event.metadata?.event_type === metadataEventType) {
        ownMetadata = true;
        void ack();
      }
      if (actions?.[0]?.action_id !== action) return;
      void ack();
      clicked.resolve({ responseUrl: responseUrl ?? '', triggerId: triggerId ?? '' });
    },
  };
}

interface Delivered {
  event?: { type?: string; metadata?: { event_type?: string } };
  actions?: { action_id?: string }[];
  response_url?: string;
  trigger_id?: string;
}

function* doubtful() {
  for (const rule of uncertainRows) {
    const question = questionOf(rule);
    if (needsClick(question) && question.place !== null) yield { rule, question };
  }
}

function* notClicked(): Generator<Row> {
  const verdict: Verdict = { state: 'not asked', how: 'nobody clicked: run it again, and click' };
  for (const { rule, question } of doubtful()) yield rowOn(rule, question, verdict);
  yield usesRow(verdict);
}

/** A modal first: what opens it lives for three seconds. */
async function* clicked(bench: Workbench, { responseUrl, triggerId }: Click): AsyncGenerator<Row> {
  for (const { rule, question } of doubtful()) {
    if (question.place !== 'modal') continue;
    const view = { ...modalView({ title: 'A question of form', blocks: [] }), blocks: question.blocks };
    const verdict = await ask(() => bench.client.views.open({ trigger_id: triggerId, view }));
    yield rowOn(rule, question, verdict);
  }
  let taken = 0;
  const answer = async (blocks: KnownBlock[]): Promise<Verdict> => {
    const verdict = await ask(() =>
      respond(bench.client, responseUrl, { text: 'A question', blocks }, false),
    );
    if (verdict.state === 'taken') taken += 1;
    return isUsedUp(verdict) ? usedUp : verdict;
  };
  for (const { rule, question } of doubtful())
    if (question.place === 'answer') yield rowOn(rule, question, await answer(question.blocks));
  let last: Verdict = { state: 'taken' };
  while (last.state === 'taken' && taken < mostUses) last = await answer([]);
  const end = last.state === 'taken' ? `${taken} answers, and more` : `${taken} answers`;
  yield usesRow(taken > 0 ? { state: 'taken', said: end } : last);
}

/** Five are known of. */
const mostUses = 7;
const usedUp: Verdict = {
  state: 'not asked',
  how: 'the address of the click took no more answers: run it again, and click',
};

function isUsedUp(verdict: Verdict): boolean {
  return verdict.state === 'refused' && /used_url|expired_url/.test(verdict.said);
}

function usesRow(verdict: Verdict): Row {
  return {
    about: 'answer through response_url',
    verdict,
    does: 'answers in the channel, to the person alone, when it takes no more',
    essential: null,
  };
}

function ownMetadata({ noticed }: Workbench, heard: boolean): Row {
  const about = 'get its own posts (message_metadata_posted)';
  const does = 'asks for no such event: it reads the channel back';
  if (heard) return { about, verdict: { state: 'taken' }, does, essential: null };
  const has = noticed.scopes?.includes('metadata.message:read') ?? false;
  const verdict: Verdict = has
    ? { state: 'failed', said: 'no event came' }
    : {
        state: 'not asked',
        how: 'give a copy of the app metadata.message:read and its metadata_subscriptions',
      };
  return { about, verdict, does, essential: null };
}
