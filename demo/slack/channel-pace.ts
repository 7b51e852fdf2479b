/** Slack takes a message a second in a channel, and a short burst above that. */
const burst = 4;
const perSecond = 1;

/** Says for each message whether Slack would take it now, and if not, after how many seconds. */
export function channelPace(clock: () => number) {
  const buckets = new Map<string, { tokens: number; at: number }>();

  return function secondsToWait(channel: string): number {
    const now = clock();
    const bucket = buckets.get(channel) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    const taken = tokens >= 1;
    buckets.set(channel, { tokens: taken ? tokens - 1 : tokens, at: now });
    return taken ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  };
}
