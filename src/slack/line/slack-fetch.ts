import type { SlackClock } from './slack-clock.ts';

/** Of Slack and of GovSlack; what they hand out leads to hosts below these, such as hooks and files. */
const domains = ['slack.com', 'slack-gov.com'];

/**
 * `fetch` that goes to Slack and nowhere else, whatever URL it was handed: tokens go along with it, and what people are
 * shown. It follows no redirect, or a request would be made a second time in another place. An answer without an end is
 * not read to its end.
 *
 * @param apiUrl Where the Web API is; on a machine of one's own, the rest may be there too.
 * @param clock Gets the time of each answer.
 */
export function fetchFromSlack(apiUrl: string, clock?: SlackClock): typeof fetch {
  return (url, init) => {
    if (!isOfSlack(String(url instanceof Request ? url.url : url), apiUrl)) throw new NotSlackError();
    return timed(() => fetch(url, { ...init, redirect: 'error' }), clock);
  };
}

async function timed(ask: () => Promise<Response>, clock: SlackClock | undefined): Promise<Response> {
  const askedAt = clock?.now() ?? 0;
  const answer = await ask();
  clock?.note(answer, askedAt);
  return limitedAnswer(answer);
}

/** Names no URL, because anyone who has it can answer people through it. */
export class NotSlackError extends Error {
  override readonly name = 'NotSlackError';

  constructor() {
    super('a URL that leads elsewhere than to Slack was not asked');
  }
}

export function isOfSlack(text: string, apiUrl: string): boolean {
  const url = URL.parse(text);
  const api = URL.parse(apiUrl);
  if (url === null || api === null || url.username !== '' || url.password !== '') return false;
  if (isLoopback(api)) return isLoopback(url);
  if (url.protocol !== 'https:' && url.protocol !== 'wss:') return false;
  return url.host === api.host || domains.some((it) => url.host === it || url.host.endsWith(`.${it}`));
}

function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
}

/** A page of 999 full messages has less. */
const mostBytes = 32 * 1024 * 1024;

/** The same answer, whose body breaks off with an error where it is larger than any that Slack gives. */
function limitedAnswer(answer: Response, most = mostBytes): Response {
  if (answer.body === null || saysItIsShort(answer.headers, most)) return answer;
  const { status, statusText, headers } = answer;
  return new Response(answer.body.pipeThrough(breakOffAfter(most)), { status, statusText, headers });
}

/** No more than that is read, then. Watching a body takes as much CPU as asking for it. */
function saysItIsShort(headers: Headers, most: number): boolean {
  const length = headers.get('content-length');
  return length !== null && Number(length) <= most && !headers.has('content-encoding');
}

function breakOffAfter(most: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > most) controller.error(new AnswerTooLargeError(most));
      else controller.enqueue(chunk);
    },
  });
}

class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';

  constructor(most: number) {
    super(`Slack answered with more than ${Math.round(most / 1024 ** 2)} MiB: the rest was not read`);
  }
}
