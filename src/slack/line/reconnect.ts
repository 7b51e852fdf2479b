import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';

const firstDelayMs = 1_000;
const longestDelayMs = 15_000;

/**
 * How long to wait before the next try.
 *
 * @param failures How many tries failed in a row.
 * @param chance 0 to 1: replicas that lost Slack together must not come back together.
 */
export function reconnectDelayMs(failures: number, error: unknown, chance: number): number {
  const doubled = firstDelayMs * 2 ** Math.min(failures - 1, 10);
  const delayMs = Math.min(doubled, longestDelayMs) * (0.5 + chance / 2);
  return Math.max(delayMs, retryAfterMs(error));
}

function retryAfterMs(error: unknown): number {
  return error instanceof WebAPIRateLimitedError ? error.retryAfter * 1_000 : 0;
}

const refusals = [
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'user_removed_from_team',
  'team_disabled',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'no_permission',
  'missing_scope',
];

/**
 * Slack's word when it refuses the token for good: trying again cannot help, a person has to. Null for
 * everything else.
 */
export function refusalOf(error: unknown): string | null {
  if (!(error instanceof WebAPIPlatformError)) return null;
  return refusals.includes(error.data.error) ? error.data.error : null;
}
