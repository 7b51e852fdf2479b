import { healthOf } from '../../store/health.ts';
import { may } from '../authority.ts';
import type { Handler } from '../handler.ts';
import { ignoredWords } from '../messages/ignored-words.ts';
import { renderStatus } from '../messages/status.ts';
import { renderOptions } from '../render-options.ts';

/** Anyone may have parked messages tried again: it sends what was meant to be sent, to where it was meant to go. */
export const status: Handler = {
  async answer(asked, desk) {
    const health = await healthOf(desk.db, desk.now());
    const mayDiscardParked = may('discard-parked', asked, desk);
    const shown = renderStatus(health, { ...renderOptions(desk), mayRetryParked: true, mayDiscardParked });
    return { ...shown, blocks: [...shown.blocks, ...ignoredWords('status', asked.input)] };
  },
};
