/**
 * - `unreachable`: no whole answer came: refused, reset, cut, timed out.
 * - `rate-limited`: 429.
 * - `unauthorised`: 401, or 403 as Revox itself says it. Asking again does not help until somebody changes the key.
 * - `blocked`: something in between does not let us through: a firewall, a proxy, a login page.
 * - `unpaid`: 402.
 * - `server-error`: 5xx, or a 4xx that asks to try again.
 * - `request-refused`: another 4xx: the server does not like what we ask.
 * - `unexpected-shape`: an answer, but not one of this API: a redirect, a web page, half a document.
 */
export type RevoxProblem =
  | 'unreachable'
  | 'rate-limited'
  | 'unauthorised'
  | 'blocked'
  | 'unpaid'
  | 'server-error'
  | 'request-refused'
  | 'unexpected-shape';

export interface RevoxErrorDetails {
  status?: number;
  retryAfterMs?: number | null;
  cause?: Error;
}

/** Revox did not give what was asked. Safe to log: it never holds the key, a number or a part of an answer. */
export class RevoxError extends Error {
  override readonly name = 'RevoxError';
  readonly reason: RevoxProblem;
  /** HTTP status, when there was one. */
  readonly status: number | null;
  /** How long Revox asked us to wait, when it did. */
  readonly retryAfterMs: number | null;

  constructor(reason: RevoxProblem, message: string, details: RevoxErrorDetails = {}) {
    super(message, details.cause ? { cause: details.cause } : {});
    this.reason = reason;
    this.status = details.status ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** What a status other than success means. */
export function problemOf(status: number): RevoxProblem {
  if (status === 401 || status === 403) return 'unauthorised';
  if (status === 402) return 'unpaid';
  if (status === 429) return 'rate-limited';
  if (status >= 500 || status === 408 || status === 409 || status === 425) return 'server-error';
  return status >= 400 ? 'request-refused' : 'unexpected-shape';
}
