import { createHmac } from 'node:crypto';

export interface BotAddress {
  /** The bot's request URL, `…/slack/events`. */
  url: string;
  signingSecret: string;
}

/** Posts a form, or an event, to the bot the way Slack does: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export async function postSigned(
  bot: BotAddress,
  content: { form: Record<string, string> } | { event: object },
  now: number,
): Promise<Response> {
  const isForm = 'form' in content;
  const body = isForm ? new URLSearchParams(content.form).toString() : JSON.stringify(content.event);
  const timestamp = String(Math.floor(now / 1000));
  return fetch(bot.url, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': signature(bot.signingSecret, timestamp, body),
    },
    // Slack gives an app three seconds; a little more shows what was late instead of hiding it.
    signal: AbortSignal.timeout(10_000),
  });
}

export function signature(signingSecret: string, timestamp: string, body: string): string {
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return `v0=${digest}`;
}
