import { healthOf } from '../../store/health.ts';
import type { Handler } from '../handler.ts';
import { renderStatus } from '../messages/status.ts';
import { renderOptions } from '../render-options.ts';

/** Anyone may have parked messages tried again: it sends what was meant to be sent, to where it was meant to go. */
export const status: Handler = {
  async answer(_, desk) {
    const health = await healthOf(desk.db, desk.now());
    return renderStatus(health, { ...renderOptions(desk), mayRetryParked: true });
  },
};
