import type { SlackEvent } from './slack/events.ts';

/** Resolves once each of these channels has a message, so that nobody opens an empty page. */
export function firstMessages(
  listen: (listener: (event: SlackEvent) => void) => () => void,
  channels: string[],
): Promise<void> {
  const empty = new Set(channels);
  const { promise, resolve } = Promise.withResolvers<void>();
  if (channels.length === 0) resolve();
  const stop = listen((event) => {
    if (event.kind === 'message') empty.delete(event.channel.name);
    if (empty.size > 0) return;
    stop();
    resolve();
  });
  return promise;
}
