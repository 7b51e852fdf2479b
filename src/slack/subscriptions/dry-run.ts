import { bundleOfOne } from '../../calls/bundle.ts';
import type { DetailedCall, Instant } from '../../calls/call.ts';
import { describeOptions } from '../../calls/options/index.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { dayMs } from '../../calls/time/durations.ts';
import type { CallTopic } from '../../calls/topics/index.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
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
  /** There were more than that. */
  isMore: boolean;
  since: Instant;
  /** The latest of them. */
  sample: DetailedCall | null;
}

/** What this would have posted, and how that looks, before anything is posted. */
export function renderProposal(proposal: Proposal, options: RenderOptions): Shown {
  const { trial, confirm } = proposal;
  const title = proposal.isChange ? 'Change the subscription of this channel?' : 'Subscribe this channel?';
  const expected = trial === null ? withoutTrial(proposal) : trialSentence(trial, options.now);
  const blocks = [
    ...paragraph(
      [bold(title), words(' '), ...subscriptionLine(proposal)],
      [words(expected)],
      ...warnings(proposal),
    ),
    ...sample(proposal, options),
    ...actions(
      { ...button(confirm.label, confirm.actionId, confirm.value), style: 'primary' },
      button('Cancel', 'cancel_proposal'),
    ),
  ];
  return maskedWhereAsked({ blocks }, options);
}

/** “In the last 7 days this would have told you of 412 calls, about 59 a day.” */
function trialSentence({ calls, isMore, since }: Trial, now: Instant): string {
  const days = Math.max((now - since) / dayMs, 1 / 24);
  const period = days < 1 ? `${Math.round(days * 24)} hours` : `${Math.round(days)} days`;
  if (calls === 0) return `In the last ${period} no call was like this, so it would have told you nothing.`;
  const perDay = calls / days;
  const rate =
    perDay < 1 ? 'less than one' : `${isMore ? 'more than' : 'about'} ${number(Math.round(perDay))}`;
  const count = `${isMore ? 'more than ' : ''}${counted(calls, 'call')}`;
  return `In the last ${period} this would have told you of ${count}, ${rate} a day.`;
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
