import { ErrorCode, type WebAPICallError } from '@slack/web-api';

/** What a call of the Web API that failed says about it, whatever form the SDK gives to it. */
export type ApiFailure =
  /** Slack did not take the call. `afterMs` is what it asked for; null when it did not say, or with a date. */
  | { kind: 'rate-limited'; afterMs: number | null }
  /** The request never left. */
  | { kind: 'unreachable'; code: string }
  /** Slack's own word, such as `not_in_channel`. `pointer` says where in the blocks, when it is about them. */
  | { kind: 'refused'; code: string; pointer: string | null }
  /** Cut, timed out, or unreadable: it may have been carried out. */
  | { kind: 'unclear'; code: string };

/** https://docs.slack.dev/apis/web-api/rate-limits */
const rateLimitWords = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);

export function apiFailureOf(error: unknown): ApiFailure {
  if (error instanceof RefusedAnswer) return error.failure;
  // Distinguished by code, since `instanceof` fails where two copies of the SDK are installed.
  switch (codeOf(error)) {
    case ErrorCode.PlatformError:
      return refusal(error as PlatformError);
    case ErrorCode.RateLimitedError:
      return { kind: 'rate-limited', afterMs: (error as RateLimitedError).retryAfter * 1_000 };
    case ErrorCode.RequestError:
      return networkFailure((error as Error).cause);
    case ErrorCode.HTTPError:
      return { kind: 'unclear', code: `http_${(error as HttpError).statusCode}` };
    default:
      return withoutCode(error);
  }
}

/** A `response_url` is no method of the Web API, and says no in its own way. Its message names no URL. */
export class RefusedAnswer extends Error {
  override readonly name = 'RefusedAnswer';
  readonly failure: ApiFailure;

  constructor(failure: ApiFailure) {
    super(`Slack did not take an answer: ${failure.kind === 'rate-limited' ? failure.kind : failure.code}`);
    this.failure = failure;
  }
}

type PlatformError = Extract<WebAPICallError, { code: ErrorCode.PlatformError }>;
type RateLimitedError = Extract<WebAPICallError, { code: ErrorCode.RateLimitedError }>;
type HttpError = Extract<WebAPICallError, { code: ErrorCode.HTTPError }>;

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

/** For a body that is no JSON the SDK gives the whole body as the word: only what looks like a word is one. */
function refusal({ data }: PlatformError): ApiFailure {
  const code: unknown = data.error;
  if (typeof code !== 'string' || !/^[a-z][a-z0-9_-]{1,79}$/.test(code))
    return { kind: 'unclear', code: 'unreadable_answer' };
  if (rateLimitWords.has(code)) return { kind: 'rate-limited', afterMs: null };
  return { kind: 'refused', code, pointer: pointerIn(JSON.stringify(data)) };
}

/** “must be less than 3001 characters [json-pointer:/blocks/1/text/text]” */
export function pointerIn(answer: string): string | null {
  return /\[json-pointer:([^\]"]+)\]/.exec(answer)?.[1] ?? null;
}

function networkFailure(error: unknown): ApiFailure {
  const roots = rootsOf(error);
  const [first] = roots;
  const code = typeof first?.code === 'string' ? first.code : (first?.name ?? 'unknown');
  return { kind: roots.every(precedesSending) ? 'unreachable' : 'unclear', code };
}

type NetworkError = Error & { code?: unknown; syscall?: unknown };

/** `fetch failed` wraps what happened; where several addresses were tried, there is one error for each. */
function rootsOf(error: unknown): NetworkError[] {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(rootsOf);
  if (!(error instanceof Error)) return [new Error('unknown')];
  return error.cause instanceof Error ? rootsOf(error.cause) : [error];
}

/** The certificate was not trusted. */
const tlsCodes = /^(ERR_TLS_CERT_.+|CERT_.+|(DEPTH_ZERO_)?SELF_SIGNED_CERT.*|UNABLE_TO_.+)$/;

/** `ECONNRESET` and the like happen on open connections too; only where no connection was made is it certain. */
function precedesSending({ code, syscall, message }: NetworkError): boolean {
  // A proxy that opens no tunnel: what it was to carry was never handed to it.
  if (code === 'UND_ERR_ABORTED' && message.startsWith('Proxy response (')) return true;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  return code === 'UND_ERR_CONNECT_TIMEOUT' || tlsCodes.test(String(code));
}

/** The SDK throws these as plain errors: a 429 without seconds, a body that was cut, a body that came too late. */
function withoutCode(error: unknown): ApiFailure {
  if (error instanceof Error && error.message.startsWith('Retry header did not contain a valid timeout'))
    return { kind: 'rate-limited', afterMs: null };
  return { kind: 'unclear', code: error instanceof Error ? error.name : 'unknown' };
}
