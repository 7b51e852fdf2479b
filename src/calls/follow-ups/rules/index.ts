import type { CallInBrief } from '../../call.ts';
import type { Subscription } from '../../subscription.ts';
import { minuteMs } from '../../time/durations.ts';
import type { FollowUpRule } from '../follow-up.ts';
import { asked } from './asked.ts';
import { callback } from './callback.ts';
import type { RuleOfFollowUps } from './rule.ts';

/** The first that makes one of a call says what it is. */
const rules: readonly RuleOfFollowUps[] = [asked, callback];

/** What a call makes in one channel. */
export interface AskedFollowUp {
  rule: FollowUpRule;
  /** The subscription that asks for it. */
  subscriptionId: string;
}

/**
 * Whether a call makes a follow-up in a channel. A subscription that asks for follow-ups of its own says so for all
 * that it chooses, of several the soonest; else the one that posts the call decides.
 *
 * @param choosing All subscriptions of the channel that choose the call.
 */
export function followUpOf(
  call: CallInBrief,
  posting: Subscription,
  choosing: Subscription[],
): AskedFollowUp | null {
  const own = choosing.filter(asked.isOn).toSorted((one, other) => withinOf(one) - withinOf(other));
  for (const subscription of [...own, posting]) {
    const rule = rules.find((it) => it.isOn(subscription) && it.asks(call));
    if (rule !== undefined) return { rule: asOf(rule, subscription), subscriptionId: subscription.id };
  }
  return null;
}

function withinOf({ options }: Subscription): number {
  return options.withinMinutes ?? Number.POSITIVE_INFINITY;
}

function asOf({ name }: RuleOfFollowUps, { options }: Subscription): FollowUpRule {
  const { withinMinutes, mention = null, escalate = null } = options;
  const withinMs = withinMinutes === undefined ? null : withinMinutes * minuteMs;
  return { name, withinMs, mention, escalate };
}

/** How many follow-ups a subscription makes of calls, some of which ask for a call-back. */
export function countMadeOf(
  { calls, asking }: { calls: number; asking: number },
  subscription: Pick<Subscription, 'topic' | 'options'>,
): number {
  if (asked.isOn(subscription)) return calls;
  return callback.isOn(subscription) ? asking : 0;
}

/** Whether a call that made one by this rule would do so still; by the usual rule where that is gone. */
export function stillAsks(rule: Pick<FollowUpRule, 'name'>, call: CallInBrief): boolean {
  return ruleOf(rule).asks(call);
}

/** Whether a later call closes what this rule made; by the usual rule where that is gone. */
export function isSettledBy(rule: Pick<FollowUpRule, 'name'>, later: CallInBrief): boolean {
  return ruleOf(rule).isSettledBy(later);
}

function ruleOf({ name }: Pick<FollowUpRule, 'name'>): RuleOfFollowUps {
  return rules.find((it) => it.name === name) ?? callback;
}

/** Whether a call closes what some rule made. */
export function mayClose(later: CallInBrief): boolean {
  return rules.some((it) => it.isSettledBy(later));
}
