import { type ApiFailure, apiFailureOf } from '../slack/line/api-failure.ts';
import { type Finding, wrong } from './finding.ts';

/** What to do about Slack's own words, where that depends on what was asked. */
export type Advice = Record<string, string>;

/** A call of the Web API that failed, as a line. */
export function slackTrouble(about: string, error: unknown, advice: Advice): Finding {
  const failure = apiFailureOf(error);
  const next = failure.kind === 'refused' ? advice[failure.code] : undefined;
  return wrong(about, sentenceOf(failure), next ?? usualAdvice(failure));
}

function sentenceOf(failure: ApiFailure): string {
  switch (failure.kind) {
    case 'rate-limited':
      return 'Slack asks to slow down';
    case 'unreachable':
      return `Slack cannot be reached (${failure.code})`;
    case 'refused':
      return `Slack says ${failure.code}`;
    case 'unclear':
      return `Slack gave no answer that can be read (${failure.code})`;
  }
}

function usualAdvice({ kind }: ApiFailure): string {
  if (kind === 'rate-limited') return 'wait a minute and run this again';
  if (kind === 'refused') return 'look this word up under https://docs.slack.dev/reference/methods';
  return 'check that this machine may reach the host of SLACK_API_URL: DNS, firewall, proxy';
}
