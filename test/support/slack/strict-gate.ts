import { createGate, type Gate } from '../../../demo/slack/rules/gate.ts';
import type { Profile } from '../../../demo/slack/rules/refusal-of.ts';
import { ourApp, type SlackApp } from '../../../demo/slack/rules/slack-app.ts';

/** Which Slack a test wants; an internal app of one workspace where it says nothing. */
export interface SlackKind extends Partial<Profile> {
  app?: Profile['app'];
  /** Made from another manifest than ours. */
  made?: SlackApp;
  /** How long the minute lasts of which rates are. */
  minuteMs?: number;
}

export interface StrictGate extends Gate {
  /** The product is refused this in this test, and knows what to do: the method, and the row of the rules that says no. */
  expectRefusal(method: string, rule: string): void;
  /** Throws when something was refused that no test expects: the real Slack would refuse it too. */
  check(): void;
}

export const usualProfile: Profile = { app: 'internal', organisation: 'workspace', doubts: 'refused' };

export function strictGate(
  { made = ourApp(), minuteMs = 60_000, ...different }: SlackKind,
  now: () => number,
  isPrivate?: (channel: string) => boolean,
): StrictGate {
  const profile = { ...usualProfile, ...different };
  const gate = createGate({ app: made, profile, now, minuteMs, ...(isPrivate && { isPrivate }) });
  const expected = new Set<string>();
  return {
    ...gate,
    expectRefusal: (method, rule) => void expected.add(`${method} ${rule}`),
    check() {
      const others = gate.refused.filter(({ method, rule }) => !expected.has(`${method} ${rule}`));
      const [first] = others.splice(0);
      if (first === undefined) return;
      const { method, rule, error, messages = [] } = first;
      throw new Error(
        `Slack refused ${method} by ${rule}, which this test does not expect: ${error} ${messages}`,
      );
    },
  };
}
