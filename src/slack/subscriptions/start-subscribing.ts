import { setTimeout as after } from 'node:timers/promises';

import type { WantedSubscription } from '../../calls/subscription.ts';
import { dayMs } from '../../calls/time/durations.ts';
import { countOpenedSince } from '../../store/incidents/known-incidents.ts';
import { listSubscriptions } from '../../store/settings/subscriptions.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import { actions, button } from '../blocks/rich.ts';
import type { Answer, Asked, Desk, Handler } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { refusalIn } from '../door/where-to-post.ts';
import { done } from './done.ts';
import { daysOf } from './dry-run.ts';
import { typeInstead } from './open-subscribe-form.ts';
import { type Choice, type PerDay, startForm } from './start-form.ts';
import { checkRequest, trialOf } from './subscribing.ts';
import { subscriptionInWords } from './subscription-words.ts';
import { isThere, subscribeToAll } from './write-subscriptions.ts';

/** The first form, or in words how to do without it; or why nothing can be posted there. */
export async function openStartForm({ channelId }: Asked, desk: Desk): Promise<Answer> {
  const refusal = await refusalIn(channelId, 'subscribe', desk);
  if (refusal !== null) return refusal;
  const [perDay, all] = await Promise.all([countedInTime(desk), listSubscriptions(desk.db)]);
  const already = all.filter(({ channel }) => channel === channelId);
  const said = already.map((it) => subscriptionInWords(it, renderOptions(desk)));
  return { ...typeInstead, modal: startForm(channelId, perDay, said) };
}

/** The same from the Home tab, for a channel that is picked in it. */
export const subscribeAChannel: Handler = {
  answer: async (_, desk) => ({ ...typeInstead, modal: startForm(null, await countedInTime(desk)) }),
};

/** Slack opens a form within three seconds of the command, so it does not wait for the counts. */
const countWithinMs = 1_200;

function countedInTime(desk: Desk): Promise<Record<Choice, PerDay> | null> {
  return Promise.race([messagesPerDay(desk), after(countWithinMs, null, { ref: false })]);
}

/** As the channel would get them: failed calls are posted as errors, so the topic of all calls leaves those to it. */
async function messagesPerDay(desk: Desk): Promise<Record<Choice, PerDay>> {
  const week = 7 * dayMs;
  const incidents = (await countOpenedSince(desk.db, desk.now() - week)) / (week / dayMs);
  const daily = { daily: 'theirs', timezone: desk.timezone } as const;
  const errors = await perDay({ topic: 'errors', filter: '', options: daily }, desk);
  const problems = { ...errors, messages: errors.messages + incidents };
  const human = await perDay({ topic: 'calls', filter: 'human', options: {} }, desk);
  const all = await perDay({ topic: 'calls', filter: '', options: {} }, desk, 'completed');
  const withProblems = (it: PerDay) => ({ ...it, messages: it.messages + problems.messages });
  return { problems, outcomes: withProblems(human), everything: withProblems(all) };
}

async function perDay(...[wanted, desk, among]: Parameters<typeof trialOf>): Promise<PerDay> {
  const trial = await trialOf(wanted, desk, among);
  if (trial === null) return { messages: 0, followUps: 0 };
  const days = daysOf(trial, desk.now());
  return { messages: trial.messages / days, followUps: trial.followUps / days };
}

/** What was chosen, as far as the channel does not have it yet: what people set there stays as they set it. */
export const startSubscribing: Handler = {
  changes: true,
  closes: true,
  async answer(asked, desk) {
    const isElsewhere = asked.at.kind === 'home';
    const refused = isElsewhere ? await refusalElsewhere(asked, desk) : null;
    if (refused !== null) return refused;
    const missing = await missingHere(asked, desk);
    if ('refusal' in missing) return missing.refusal;
    const [first, ...others] = missing.wanted;
    if (first === undefined) return sentence('This channel already has these subscriptions.', listHint);
    const refusal = await subscribeToAll([first, ...others], asked, desk);
    return refusal ?? (isElsewhere ? doneElsewhere(first.channel) : done());
  },
};

async function missingHere(
  asked: Asked,
  desk: Desk,
): Promise<{ wanted: WantedSubscription[] } | { refusal: Shown }> {
  const wanted: WantedSubscription[] = [];
  for (const typed of asked.input.split('\n')) {
    const checked = await checkRequest(typed, asked, desk);
    if ('refusal' in checked) return checked;
    if ((await isThere(desk.db, checked.wanted)) === false) wanted.push(checked.wanted);
  }
  return { wanted };
}

/** Anyone in a channel may change its subscriptions, and nobody else. */
export async function refusalElsewhere(
  { channelId, userId }: Pick<Asked, 'channelId' | 'userId'>,
  { directory }: Desk,
): Promise<Shown | null> {
  const channel = channelId ?? '';
  const standing = await directory.standingIn(channel);
  if (standing.kind === 'not-member') return renderProblem(notThere);
  const isIn = await directory.isIn(channel, userId);
  return isIn ? null : renderProblem(isIn === null ? notTold : youAreNot);
}

const notThere = {
  what: 'I’m not a member of that channel yet.',
  next: 'Only a member can post there, in private channels too. Invite me there, then subscribe it again:',
  commands: ['/invite @Revox'],
};

const youAreNot = {
  what: 'You’re not a member of that channel.',
  next: 'Join it, or ask somebody there to type:',
  commands: ['/revox subscribe'],
};

const notTold = {
  what: 'Slack didn’t say whether you’re a member of that channel.',
  next: 'Type it there instead:',
  commands: ['/revox subscribe'],
};

function doneElsewhere(channel: string): Shown {
  const { blocks } = sentence('Done. You can undo this from the notice in that channel.');
  const next = [
    button('Post a test message there', 'send_test', channel),
    button('Choose another channel', 'subscribe_a_channel'),
  ];
  return { blocks: [...blocks, ...actions(...next)] };
}

export const listHint = 'What’s set here: /revox subscriptions';
