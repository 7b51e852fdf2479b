import { wasAnswered } from '../../call.ts';
import type { RuleOfFollowUps } from './rule.ts';

/** Every call that a subscription chooses, as its option `follow-up` asks for. */
export const asked = {
  name: 'asked',
  isOn: ({ options }) => options.followUp === 'on',
  asks: () => true,
  isSettledBy: wasAnswered,
} as const satisfies RuleOfFollowUps;
