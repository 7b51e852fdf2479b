import { wasAnswered } from '../../call.ts';
import { needsCallBack, saysCalledBack } from '../needs-call-back.ts';
import type { RuleOfFollowUps } from './rule.ts';

/** Somebody asked to be called back. It goes for all calls and for call-backs, unless a channel ends it. */
export const callback = {
  name: 'callback',
  isOn: ({ topic, options }) =>
    options.followUp === undefined && (topic === 'calls' || topic === 'callbacks'),
  asks: (call) => needsCallBack(call) !== null,
  isSettledBy: (later) => wasAnswered(later) || saysCalledBack(later),
} as const satisfies RuleOfFollowUps;
