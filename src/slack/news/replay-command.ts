import { z } from 'zod';
import { type Filter, type FilterContext, formatFilter, parseFilter } from '../../calls/filter.ts';
import { hourMs } from '../../calls/time/durations.ts';
import { callsToReplay, enqueueReplay, mostReplayed } from '../../store/messages/replays.ts';
import { carried, mostInButton } from '../blocks/carried.ts';
import { counted, number } from '../blocks/numbers.ts';
import { renderProblem, renderTooManyWords } from '../blocks/problem.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import type { Answer, Asked, Command, Desk } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { refusalIn } from '../door/where-to-post.ts';
import { renderReplayProposal } from './replay.ts';

/** Says how many calls it would post again, and asks first. */
export const replay: Command = {
  word: 'replay',
  help: {
    also: ['retell', 'again', 'repost'],
    group: 'Follow',
    summary: 'post calls again, in a thread here',
    usage: '/revox replay since:2h [filter…]',
    examples: [
      { typed: '/revox replay since:2h human', does: 'asks first, then posts them again', tried: null },
    ],
    notes: ['The thread is marked as a replay. A thousand calls at most.'],
  },
  buttons: { start_replay: { changes: true, answer: startReplay } },

  filters: true,
  async answer(asked, desk) {
    const context = filterContext(desk);
    const { filter, problems } = parseFilter(asked.input, context);
    if (problems.length > 0) return renderUnknownWords(problems, `/revox replay ${asked.input}`);
    if (!filter.terms.some(isBeginning)) return renderProblem(sinceWhen);
    const refusal = await refusalIn(asked.channelId, `replay ${asked.input}`, desk);
    return refusal ?? proposal(filter, context, asked, desk);
  },
};

async function proposal(filter: Filter, context: FilterContext, { userId }: Asked, desk: Desk) {
  const replayed = await callsToReplay(desk.db, filter, context);
  const problem = countProblem(replayed.calls.length, filter);
  if (problem !== null) return problem;
  const { period, calls } = replayed;
  const value = request.write({ f: formatFilter(filter), t: context.now });
  if (value === null) return renderTooManyWords(formatFilter(filter).length, mostInButton - 100);
  const shown = { askedBy: userId, filter: replayed.filter, ...period, calls: calls.length };
  return renderReplayProposal(shown, value, renderOptions(desk));
}

function isBeginning({ kind, negated }: Filter['terms'][number]): boolean {
  return !negated && (kind === 'since' || kind === 'day');
}

/** What was asked, and when: a period keeps meaning what it meant then. */
const request = carried(z.strictObject({ f: z.string(), t: z.int().nonnegative() }), mostInButton);
const longestWaitMs = hourMs;

/** Leaves the messages; the outbox takes them from there. */
async function startReplay(asked: Asked, desk: Desk): Promise<Answer> {
  const data = request.read(asked.input);
  if (data === null || Math.abs(desk.now() - data.t) > longestWaitMs)
    return { ...renderProblem(tooOld), replaces: true };
  const context = { ...filterContext(desk), now: data.t };
  const { filter, problems } = parseFilter(data.f, context);
  const refusal =
    problems.length > 0 ? renderProblem(tooOld) : await refusalIn(asked.channelId, `replay ${data.f}`, desk);
  return { ...(refusal ?? (await start(filter, context, asked, desk))), replaces: true };
}

async function start(filter: Filter, context: FilterContext, asked: Asked, desk: Desk): Promise<Answer> {
  const { db, now } = desk;
  const replayed = await callsToReplay(db, filter, context);
  const problem = countProblem(replayed.calls.length, filter);
  if (problem !== null) return problem;
  const limit = await limitOf('replay', asked.channelId, asked, desk);
  if (limit !== null) return limit;
  const { key: request, channelId, userId: askedBy } = asked;
  const wanted = { request, channel: channelId ?? '', askedBy, replayed };
  await db.transaction().execute((tx) => enqueueReplay(tx, wanted, now()));
  return sentence(`I’m posting ${counted(replayed.calls.length, 'call')} in a thread here.`);
}

function countProblem(count: number, filter: Filter): Answer | null {
  if (count === 0) return renderProblem(nothing);
  return count > mostReplayed ? renderProblem(tooMany(filter)) : null;
}

const sinceWhen = {
  what: 'Give a start, for example since:2h.',
  next: 'The calls since then are posted in a thread, marked as a replay:',
  commands: ['/revox replay since:2h', '/revox replay since:09:00 human'],
};

const nothing = {
  what: 'No calls match in that period.',
  next: 'To see the calls there are:',
  commands: ['/revox calls since:2h'],
};

function tooMany(filter: Filter) {
  return {
    what: `That is more than ${number(mostReplayed)} calls.`,
    next: 'Nobody reads so many in a thread. Choose a shorter period, or export them:',
    commands: [`/revox export ${formatFilter(filter)}`],
  };
}

const tooOld = {
  what: 'This button has expired.',
  next: 'Ask again:',
  commands: ['/revox replay since:2h'],
};
