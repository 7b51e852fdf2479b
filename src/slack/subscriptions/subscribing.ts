import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import type { Instant } from '../../calls/call.ts';
import { storedFilter } from '../../calls/filter.ts';
import { usualDigestTime } from '../../calls/options/digest-time.ts';
import { isHeld, type SubscriptionOptions } from '../../calls/options/index.ts';
import { formatSubscribe, parseSubscribe, type SubscribeRequest } from '../../calls/subscribe-words.ts';
import type { Subscription, WantedSubscription } from '../../calls/subscription.ts';
import { minuteMs } from '../../calls/time/durations.ts';
import { isAboutCalls } from '../../calls/topics/index.ts';
import { recogniseNames } from '../../calls/typed-text.ts';
import { dryRun } from '../../store/calls/dry-run.ts';
import type { Database, Store } from '../../store/engine/database.ts';
import { changeSubscription } from '../../store/settings/settings.ts';
import {
  findSameSubscription,
  findSubscription,
  holdSubscriptions,
  listSubscriptions,
} from '../../store/settings/subscriptions.ts';
import { mostInButton, mostInView } from '../blocks/carried.ts';
import { notYours, renderProblem, renderTooManyWords } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import { mayChange } from '../door/authority.ts';
import type { Standing } from '../door/directory.ts';
import type { Answer, Asked, Desk } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { absence, nowhere } from '../door/where-to-post.ts';
import { type Proposal, renderProposal } from './dry-run.ts';

/** A button of *Edit* also carries an id. */
const mostWords = 1_800;

/** What was asked for, once Slack has been asked about all of it; or what keeps it from being done. */
export type Checked = { wanted: WantedSubscription; standing: Standing } | { refusal: Shown };

/** The subscription of this id, for who may change it. */
export async function subscriptionToChange(
  id: string,
  asked: Asked,
  desk: Desk,
): Promise<{ subscription: Subscription } | { refusal: Shown }> {
  const subscription = await findSubscription(desk.db, id);
  if (subscription === null) return { refusal: subscriptionGone };
  const isTheirs = mayChange(subscription.channel, asked, desk);
  return isTheirs ? { subscription } : { refusal: renderProblem(notYours) };
}

export const subscriptionGone = renderProblem({
  what: 'This subscription is gone.',
  next: 'Somebody removed it. What’s set here:',
  commands: ['/revox subscriptions'],
});

/** Reads the words and asks Slack whether the bot can post there, and who is to be mentioned. */
export async function checkRequest(
  typed: string,
  { channelId: channel, userId, at }: Pick<Asked, 'channelId' | 'userId' | 'at'>,
  desk: Desk,
): Promise<Checked> {
  const refused = refusalOfWords(typed, desk);
  if (refused !== null) return { refusal: refused };
  const { request } = parseSubscribe(typed, filterContext(desk));
  if (channel === null) return { refusal: nowhere };
  const standing = await desk.directory.standingIn(channel);
  const away = absence(standing, `subscribe ${typed}`);
  if (away !== null) return { refusal: away };
  const named = request.options.mention;
  const mention = named === undefined ? null : await desk.directory.userGroup(named);
  if (typeof mention === 'string')
    return { refusal: renderProblem(mention === 'not-told' ? groupsNotTold : noSuchGroup(request, at)) };
  const { topic, filter } = request;
  const options = { ...(await withClock(request, userId, desk)), ...(mention && { mention }) };
  const wanted = { channel, topic, filter, options };
  const { length } = formatSubscribe(wanted);
  return length > mostWords ? { refusal: renderTooManyWords(length, mostWords) } : { standing, wanted };
}

/** What cannot be read, or may not be asked for, in the words of a subscription; null when all is well. */
export function refusalOfWords(typed: string, desk: Desk): Shown | null {
  const { problems } = parseSubscribe(typed, filterContext(desk));
  return problems.length > 0 ? renderUnknownWords(problems, `/revox subscribe ${typed}`) : null;
}

/** Shows what a subscription would have posted, and asks. */
export async function propose(
  { wanted, standing }: Exclude<Checked, { refusal: Shown }>,
  isChange: boolean,
  confirm: Omit<Proposal['confirm'], 'value'> & { value?: string },
  { at }: Pick<Asked, 'at'>,
  desk: Desk,
): Promise<Answer> {
  const { value = formatSubscribe(wanted) } = confirm;
  if (value.length > mostInButton) return renderTooManyWords(value.length, mostInButton);
  const proposal: Proposal = {
    ...wanted,
    trial: await trialOf(wanted, desk),
    isShared: standing.kind === 'member' && standing.isShared,
    isUnsure: standing.kind === 'not-told',
    isChange,
    confirm: { ...confirm, value },
  };
  const { blocks, modal } = renderProposal(proposal, renderOptions(desk));
  // From a form, its own button makes the subscription, as far as a view can carry the words.
  const isForm = at.kind === 'modal' && JSON.stringify(value).length < mostInView - 100;
  return { blocks, ...(isForm && { modal }) };
}

/** Null where no single calls are posted. */
export async function trialOf(
  { topic, filter, options }: Pick<WantedSubscription, 'topic' | 'filter' | 'options'>,
  desk: Desk,
): Promise<Proposal['trial']> {
  if (!isAboutCalls(topic)) return null;
  const togetherMs = (options.summaryMinutes ?? 1) * minuteMs;
  const wanted = { topic, filter: storedFilter(filter) };
  return { topic, ...(await dryRun(desk.db, wanted, filterContext(desk), togetherMs)) };
}

/** More than this nobody can keep apart in a list, and each may post on its own. */
const mostSubscriptions = 30;

/** Why a channel can have no more; null when it can. */
export async function fullness(
  { channel }: WantedSubscription,
  { db }: { db: Store },
): Promise<Shown | null> {
  const here = (await listSubscriptions(db)).filter((it) => it.channel === channel);
  if (here.length < mostSubscriptions) return null;
  return renderProblem({
    what: `This channel has ${here.length} subscriptions, the most there can be.`,
    next: 'Remove one that nobody needs, or change one:',
    commands: ['/revox subscriptions'],
  });
}

/**
 * The subscription of the channel for the same words, if any, gets these options; else there is a new one.
 * @returns why not, where the channel is full or this person changed too much
 */
export async function subscribeTo(
  wanted: WantedSubscription,
  there: 'otherwise' | false,
  asked: Asked,
  desk: Desk,
): Promise<Shown | null> {
  const full = there === false ? await fullness(wanted, desk) : null;
  return full ?? (await limitOf('setting', wanted.channel, asked, desk)) ?? write(wanted, asked, desk);
}

function write(wanted: WantedSubscription, { userId }: Asked, { db, now }: Desk): Promise<Shown | null> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    await holdSubscriptions(tx);
    const known = await findSameSubscription(tx, wanted);
    // Again, since two people may have been shown that one more has room.
    const full = known === null ? await fullness(wanted, { db: tx }) : null;
    if (full !== null) return full;
    const fresh: Subscription = { ...wanted, id: randomUUID(), madeBy: userId, madeAt: at, paused: null };
    const after = known === null ? fresh : { ...known, ...wanted, ...sinceNow(wanted, at) };
    await changeSubscription(tx, known, after, userId, at);
    return null;
  });
}

/** All of them or none. */
export function removeSubscriptions(
  subscriptions: Subscription[],
  { userId }: Asked,
  { db, now }: Desk,
): Promise<void> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    for (const it of subscriptions) await changeSubscription(tx, it, null, userId, at);
  });
}

/** A digest that is set again is due from then on, not for times before it was set. */
export function sinceNow({ topic }: WantedSubscription, now: Instant): Pick<Subscription, 'madeAt'> | null {
  return topic === 'digest' ? { madeAt: now } : null;
}

/** Whether the channel has exactly this already. */
export async function isThere(db: Database, wanted: WantedSubscription): Promise<boolean | 'otherwise'> {
  const known = await findSameSubscription(db, wanted);
  if (known === null) return false;
  return isDeepStrictEqual(known.options, wanted.options) ? true : 'otherwise';
}

/** What is meant by the clock is meant by that of who asks, and keeps its meaning wherever the bot runs. */
async function withClock(
  { topic, options: { mention: _, ...options } }: SubscribeRequest,
  userId: string,
  { directory, timezone }: Desk,
): Promise<SubscriptionOptions> {
  const isDigest = topic === 'digest';
  if (!isDigest && !isHeld(options)) return options;
  const zone = options.timezone ?? (await directory.timezoneOf(userId)) ?? timezone;
  return { ...(isDigest && { digestTime: usualDigestTime }), ...options, timezone: zone };
}

const groupsNotTold = {
  what: 'Slack didn’t list its user groups.',
  next: 'The app may lack the scope usergroups:read: reinstall it from its manifest, or leave mention: out.',
};

function noSuchGroup({ options }: SubscribeRequest, at: Asked['at']) {
  // In a form Slack recognises no names.
  const update = at.kind === 'modal' ? '' : ` ${recogniseNames}`;
  return {
    what: `Slack has no user group ${options.mention}.`,
    next: `Write the group’s handle, for example mention:@oncall.${update}`,
  };
}
