import { setTimeout as sleep } from 'node:timers/promises';

import { retryAfterMs } from './retry-after.ts';

/** How fast to ask, and when to stop asking. */
export interface Pace {
  /** At least this long between two requests of one method: Slack takes one message a second in a channel. */
  betweenMs: number;
  /** No longer than this for any one answer. */
  answerMs: number;
  /** The longest wait that Slack may ask for. */
  mostWaitMs: number;
}

export function paceOf(betweenMs: number): Pace {
  return { betweenMs, answerMs: 10_000, mostWaitMs: 65_000 };
}

/** What was noticed on the way, by the name of the method. */
export interface Noticed {
  warnings: Set<string>;
  rateLimits: Set<string>;
  /** Of the bot token, where Slack named them. */
  scopes: string[] | null;
}

export function nothingNoticed(): Noticed {
  return { warnings: new Set(), rateLimits: new Set(), scopes: null };
}

/**
 * `fetch` that keeps a pace, waits where Slack asks for it, and writes down what Slack says beside its answers. A
 * request that meets a rate limit was not carried out, so it may be made again.
 *
 * @param stopped Ends the waiting, and no request under way.
 */
export function watchedFetch(
  ask: typeof fetch,
  noticed: Noticed,
  pace: Pace,
  stopped: AbortSignal,
): typeof fetch {
  const lastAt = new Map<string, number>();
  return async (url, init) => {
    const method = methodOf(url);
    await sleepUnless(
      stopped,
      (lastAt.get(method) ?? Number.NEGATIVE_INFINITY) + pace.betweenMs - Date.now(),
    );
    for (let count = 1; ; count += 1) {
      lastAt.set(method, Date.now());
      const answer = await ask(url, { ...init, signal: AbortSignal.timeout(pace.answerMs) });
      await notice(answer, method, noticed);
      const waitMs = answer.status === 429 ? retryAfterMs(answer.headers.get('retry-after')) : null;
      if (waitMs === null || waitMs > pace.mostWaitMs || count > 2 || stopped.aborted) return answer;
      await sleepUnless(stopped, waitMs);
    }
  };
}

function methodOf(url: Parameters<typeof fetch>[0]): string {
  return new URL(url instanceof Request ? url.url : url).pathname.replace(/^.*\/api\//, '');
}

async function sleepUnless(stopped: AbortSignal, ms: number): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal: stopped }).catch(() => undefined);
}

async function notice(answer: Response, method: string, noticed: Noticed): Promise<void> {
  const scopes = answer.headers.get('x-oauth-scopes');
  if (scopes !== null && method === 'auth.test') noticed.scopes = scopes.split(/\s*,\s*/).filter(Boolean);
  for (const [name, value] of answer.headers)
    if (/^(x-)?rate-?limit|^retry-after$/i.test(name)) noticed.rateLimits.add(`${method}: ${name} ${value}`);
  for (const warning of await warningsIn(answer)) noticed.warnings.add(`${method}: ${warning}`);
}

async function warningsIn(answer: Response): Promise<string[]> {
  try {
    const { warning, response_metadata: about } = JSON.parse(await answer.clone().text());
    return [...String(warning ?? '').split(','), ...(about?.warnings ?? [])]
      .map((one) => String(one).trim())
      .filter((one) => /^[\w-]+$/.test(one));
  } catch {
    return [];
  }
}
