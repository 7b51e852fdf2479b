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
      return 'Slack limits the rate';
    case 'unreachable':
      return `Slack cannot be reached (${failure.code})`;
    case 'refused':
      return `Slack says ${failure.code}`;
    case 'unclear':
      return `Slack's answer could not be read (${failure.code})`;
  }
}

function usualAdvice({ kind }: ApiFailure): string {
  if (kind === 'rate-limited') return 'wait a minute and run this again';
  if (kind === 'refused') return 'look up this error code at https://docs.slack.dev/reference/methods';
  return 'check that this machine can reach the host of SLACK_API_URL: DNS, firewall, proxy';
}
