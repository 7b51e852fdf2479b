import { type ApiFailure, apiFailureOf } from '../src/slack/line/api-failure.ts';
import { type Verdict, wordOf } from './row.ts';

/** What Slack says to one request. */
export async function ask(request: () => Promise<unknown>): Promise<Verdict> {
  try {
    await request();
    return { state: 'taken' };
  } catch (error) {
    return verdictOf(apiFailureOf(error));
  }
}

export function verdictOf(failure: ApiFailure): Verdict {
  switch (failure.kind) {
    case 'refused':
      return { state: 'refused', said: wordOf({ reason: failure.code, pointer: failure.pointer }) };
    case 'rate-limited':
      return { state: 'failed', said: 'rate-limited' };
    default:
      return { state: 'failed', said: failure.code };
  }
}
