import { storedFilter } from '../../calls/filter.ts';
import { countMadeOf } from '../../calls/follow-ups/rules/index.ts';
import { isByClock, onClock } from '../../calls/options/clock.ts';
import type { SubscriptionOptions } from '../../calls/options/index.ts';
import { formatSubscribe, parseSubscribe } from '../../calls/subscribe-words.ts';
import type { Subscription, WantedSubscription } from '../../calls/subscription.ts';
import { isAboutCalls, type Topic } from '../../calls/topics/index.ts';
import { recogniseNames } from '../../calls/typed-text.ts';
import { rehearse } from '../../news/rehearse.ts';
import { dryRun } from '../../store/calls/dry-run.ts';
import { spikesSince } from '../../store/incidents/incident-cards.ts';
import { findSubscription } from '../../store/settings/subscriptions.ts';
import { mostInButton, mostInView } from '../blocks/carried.ts';
import { notYours, renderProblem, renderTooManyWords } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import { mayChange } from '../door/authority.ts';
import type { Standing } from '../door/directory.ts';
import type { Answer, Asked, Desk } from '../door/handler.ts';
import { withGroups } from '../door/named-groups.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { absence, nowhere } from '../door/where-to-post.ts';
import { type Proposal, renderProposal } from './dry-run.ts';
import { withEscalationChannel } from './escalated-to.ts';

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

/** Reads the words and asks Slack whether the bot can post there, who is mentioned, and what is escalated where. */
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
  const known = await withGroups(request.options, desk.directory);
  if ('missing' in known)
    return {
      refusal: renderProblem(known.missing === 'not-told' ? groupsNotTold : noSuchGroup(known.named, at)),
    };
  const escalating = await withEscalationChannel(known, userId, desk.directory);
  if ('refusal' in escalating) return escalating;
  const { topic, filter } = request;
  const options = await withClock(topic, escalating.options, userId, desk);
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

/**
 * Null where no single calls are posted.
 * @param among Of these calls alone, since the channel gets the others by another subscription.
 */
export async function trialOf(
  wanted: Pick<WantedSubscription, 'topic' | 'filter' | 'options'>,
  desk: Desk,
  among = wanted.filter,
): Promise<Proposal['trial']> {
  const { topic } = wanted;
  if (!isAboutCalls(topic)) return null;
  const { found, asking, ...run } = await dryRun(
    desk.db,
    { topic, filter: storedFilter(among) },
    filterContext(desk),
  );
  const spikes = await spikesSince(desk.db, run.since);
  const followUps = countMadeOf({ calls: run.calls, asking }, wanted);
  return { topic, ...run, followUps, messages: rehearse(wanted, found, spikes, desk.now()) };
}

/** What is meant by the clock is meant by that of who asks, and keeps its meaning wherever the bot runs. */
async function withClock(
  topic: Topic,
  options: SubscriptionOptions,
  userId: string,
  { directory, timezone }: Desk,
): Promise<SubscriptionOptions> {
  if (!isByClock(topic, options)) return options;
  return onClock(topic, options, options.timezone ?? (await directory.timezoneOf(userId)) ?? timezone);
}

const groupsNotTold = {
  what: 'Slack didn’t list its user groups.',
  next: 'The app may lack the scope usergroups:read: reinstall it from its manifest, or leave the group out.',
};

function noSuchGroup(named: string, at: Asked['at']) {
  // In a form Slack recognises no names.
  const update = at.kind === 'modal' ? '' : ` ${recogniseNames}`;
  return {
    what: `Slack has no user group ${named}.`,
    next: `Write the group’s handle, for example mention:@oncall.${update}`,
  };
}
