import type { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';

import type { Log } from './sdk-log.ts';

const socketMessage = z.object({
  type: z.string(),
  envelope_id: z.string().optional(),
  reason: z.string().optional(),
  num_connections: z.number().optional(),
  payload: z
    .object({ type: z.string().optional(), event: z.object({ type: z.string() }).optional() })
    .optional(),
});
export type SocketMessage = z.infer<typeof socketMessage>;

/** Reads every message before the SDK does, and keeps from it what it would die of. */
export function standBefore(
  client: SocketModeClient,
  log: Log,
  letPass: (message: SocketMessage) => boolean,
): void {
  const sdk = client.listeners('ws_message')[0] as (data: unknown, isBinary: boolean) => Promise<void>;
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const message = parseMessage(data);
    if (message !== null && letPass(message)) {
      sdk(data, isBinary).catch((err: unknown) =>
        log.error({ err }, 'a message from Slack could not be read'),
      );
    } else if (message?.type !== 'disconnect') {
      log.warn({ kind: message?.payload?.type ?? message?.type }, 'Slack sent an unknown message');
    }
  });
}

/** An `app_rate_limited` notice comes in an envelope of events without an event, on which the SDK throws. */
export function isUnderstood({ type, envelope_id, payload }: SocketMessage): boolean {
  if (type === 'hello') return true;
  if (envelope_id === undefined || payload === undefined) return false;
  return type !== 'events_api' || payload.event !== undefined;
}

function parseMessage(data: unknown): SocketMessage | null {
  try {
    return socketMessage.parse(JSON.parse(String(data)));
  } catch {
    return null;
  }
}
