import { type Profile, type Refusal, refusalOf, refusedReply } from './refusal-of.ts';
import type { SlackApp } from './slack-app.ts';

type Params = Record<string, string | undefined>;

/** What was refused by the rules, and by which of them. */
interface Refused extends Refusal {
  /** A method of the Web API, or `response_url`. */
  method: string;
}

/** What an emulated Slack asks before it carries anything out. */
export interface Gate {
  app: SlackApp;
  profile: Profile;
  refusalOf(method: string, params: Params): Refusal | null;
  refusalOfReply(reply: object): Refusal | null;
  /** Everything that was refused, in order. */
  refused: Refused[];
}

interface GateOptions {
  app: SlackApp;
  profile: Profile;
  now: () => number;
  minuteMs?: number;
  isPrivate?: (channel: string) => boolean;
}

export function createGate({
  app,
  profile,
  now,
  minuteMs = 60_000,
  isPrivate = () => false,
}: GateOptions): Gate {
  const carriedOut = new Map<string, number[]>();
  const refused: Refused[] = [];

  function noted(method: string, refusal: Refusal | null): Refusal | null {
    if (refusal !== null) refused.push({ method, ...refusal });
    return refusal;
  }

  return {
    app,
    profile,
    refused,
    refusalOf(method, params) {
      const before = carriedOut.get(method) ?? [];
      const refusal = refusalOf(method, params, {
        app,
        profile,
        now: now(),
        minuteMs,
        carriedOut: before,
        isPrivate,
      });
      if (refusal === null) carriedOut.set(method, [...before.filter((at) => at > now() - minuteMs), now()]);
      return noted(method, refusal);
    },
    refusalOfReply: (reply) => noted('response_url', refusedReply(reply, profile.doubts)),
  };
}
