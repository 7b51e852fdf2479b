import type { WebClient } from '@slack/web-api';
import type { Rendered } from '../blocks/rendered.ts';
import { type ApiFailure, pointerIn, RefusedAnswer } from './api-failure.ts';
import { fetchFromSlack } from './slack-fetch.ts';

const withinMs = 10_000;

/**
 * Says it where the person asked, to nobody else. Slack may refuse with any status, also with 200, so the body decides.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 *
 * @throws RefusedAnswer when Slack said no, another error when it said nothing
 */
export async function respond(
  client: WebClient,
  responseUrl: string,
  { text, blocks }: Rendered,
  replaces: boolean,
): Promise<void> {
  const response = await fetchFromSlack(client.slackApiUrl)(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      text,
      ...(blocks.length > 0 && { blocks }),
      response_type: 'ephemeral',
      replace_original: replaces,
      unfurl_links: false,
      unfurl_media: false,
    }),
    signal: AbortSignal.timeout(withinMs),
  });
  const failure = failureIn(await response.text(), response);
  if (failure !== null) throw new RefusedAnswer(failure);
}

/** Slack says `ok`, `{"ok":true}`, `{"ok":false,"error":"used_url"}`, or just `invalid_payload`. */
function failureIn(body: string, { ok, status }: Response): ApiFailure | null {
  const said = objectIn(body);
  if (ok && said?.ok !== false) return null;
  const [word] = /^[a-z][a-z0-9_]{1,79}$/.exec(String(said?.error ?? body).trim()) ?? [];
  const code = word ?? `http_${status}`;
  return { kind: 'refused', code, pointer: pointerIn(body) };
}

function objectIn(body: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' ? (parsed as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
