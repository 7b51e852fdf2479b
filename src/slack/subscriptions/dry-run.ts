import { bundleOfOne } from '../../calls/bundle.ts';
import type { DetailedCall, Instant } from '../../calls/call.ts';
import { describeOptions } from '../../calls/options/index.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { dayMs } from '../../calls/time/durations.ts';
import type { CallTopic } from '../../calls/topics/index.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import type { Modal } from '../blocks/modal.ts';
import { counted, number } from '../blocks/numbers.ts';
import type { MessageBlock, RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, button, type Line, paragraph, words } from '../blocks/rich.ts';
import { renderBundle } from '../news/bundle.ts';
import { subscriptionLine } from './subscription-words.ts';

/** A subscription as it would be, before it is made. */
export interface Proposal extends Pick<Subscription, 'topic' | 'filter' | 'options'> {
  /** What it would have posted lately; null where it posts no single calls. */
  trial: Trial | null;
  /** People of another organisation are in the channel. */
  isShared: boolean;
  /** Slack did not say whether the bot is in the channel. */
  isUnsure: boolean;
  /** It takes the place of one that is there. */
  isChange: boolean;
  /** What its button carries, and does. */
  confirm: { label: string; actionId: string; value: string };
}

interface Trial {
  topic: CallTopic;
  calls: number;
  messages: number;
  /** Made of those calls. */
  followUps: number;
  since: Instant;
  /** The latest of them. */
  sample: DetailedCall | null;
}

/** What this would have posted, and how that looks, before anything is posted. */
export function renderProposal(proposal: Proposal, options: RenderOptions): Shown & { modal: Modal } {
  const { trial, confirm } = proposal;
  const title = proposal.isChange ? 'Change the subscription of this channel?' : 'Subscribe this channel?';
  const expected = trial === null ? withoutTrial(proposal) : trialSentence(trial, proposal, options.now);
  const said = [[bold(title), words(' '), ...subscriptionLine(proposal, options)], [words(expected)]];
  const shown = [...paragraph(...said, ...warnings(proposal)), ...sample(proposal, options)];
  const { blocks } = maskedWhereAsked({ blocks: shown }, options);
  const { label, actionId, value } = confirm;
  const buttons = actions(
    { ...button(label, actionId, value), style: 'primary' },
    button('Cancel', 'cancel_proposal'),
  );
  const form = { callbackId: actionId, submit: label, about: value };
  return { blocks: [...blocks, ...buttons], modal: { title: 'Subscribe this channel', blocks, form } };
}

/** “Over the last 7 days that’s about 40 messages a day (54 calls), and about 4 to call back a day.” */
function trialSentence(trial: Trial, { options }: Pick<Proposal, 'options'>, now: Instant): string {
  const { calls, messages, since, followUps } = trial;
  const days = daysOf({ since }, now);
  const period = lately(days);
  const what = options.followUp === 'on' ? 'to follow up' : 'to call back';
  if (calls === 0) return `No calls matched in the last ${period}, so nothing would have been posted.`;
  if (messages < days)
    return `Over the last ${period} that’s less than one message a day (${counted(calls, 'call')} in all${followUps > 0 ? `, ${number(followUps)} ${what}` : ''}).`;
  const perDay = counted(Math.max(1, Math.round(calls / days)), 'call');
  const toDo = followUps > 0 ? `, and ${followUpsADay(followUps / days, what)}` : '';
  return `Over the last ${period} that’s about ${messagesADay(messages / days)} (${perDay})${toDo}.`;
}

/** Never so few that a message in them would be hundreds a day. */
export function daysOf({ since }: Pick<Trial, 'since'>, now: Instant): number {
  return Math.max((now - since) / dayMs, 1 / 24);
}

/** “7 days”, “hour”: behind “the last”. */
function lately(days: number): string {
  const [count, unit] = days < 1 ? [Math.round(days * 24), 'hour'] : [Math.round(days), 'day'];
  return count === 1 ? unit : counted(count, unit);
}

/** “40 messages a day”. */
export function messagesADay(perDay: number): string {
  return `${counted(Math.max(1, Math.round(perDay)), 'message')} a day`;
}

/** “about 4 to call back a day”. */
function followUpsADay(perDay: number, what: string): string {
  return perDay < 1 ? `less than one ${what} a day` : `about ${number(Math.round(perDay))} ${what} a day`;
}

function withoutTrial({ topic, options }: Proposal): string {
  if (topic === 'incidents') return 'One card for each incident, updated until it’s resolved.';
  return `One digest ${describeOptions(topic, options)[0]}, about everything since the one before.`;
}

function warnings({ isShared, isUnsure }: Proposal): Line[] {
  return [
    ...(isShared
      ? [[words('People from another organisation are in this channel and will read this too.')]]
      : []),
    ...(isUnsure
      ? [[words('Slack didn’t say whether I’m a member here. If nothing is posted, type /invite @Revox')]]
      : []),
  ];
}

/** The latest one as it would have looked, without what can be clicked. */
function sample({ trial, options: asked }: Proposal, options: RenderOptions): MessageBlock[] {
  if (trial?.sample == null) return [];
  const { blocks } = renderBundle(
    { kind: trial.topic, bundle: bundleOfOne(trial.sample, options.now), headline: asked.headline },
    options,
  );
  return [
    ...paragraph([words('The latest one would look like this:')]),
    ...blocks.filter(({ type }) => type !== 'actions'),
    { type: 'divider' },
  ];
}
