import { healthOf } from '../../store/upkeep/health.ts';
import { ignoredWords } from '../blocks/problem.ts';
import { may } from '../door/authority.ts';
import type { Command } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { discardParked, retryParked } from './parked-messages.ts';
import { renderStatus } from './status.ts';

/** Anyone may retry parked messages: they go where they were meant to go. */
export const status: Command = {
  word: 'status',
  help: {
    also: ['health', 'ping'],
    group: 'Admin',
    summary: 'whether the bot is healthy, and what it did last',
    usage: '/revox status',
    examples: [{ typed: '/revox status', does: 'last read, last sent, what’s queued' }],
    notes: [],
  },
  buttons: { retry_parked: retryParked, discard_parked: discardParked },

  async answer(asked, desk) {
    const health = await healthOf(desk.db, desk.now());
    const mayDiscardParked = may('discard-parked', asked, desk);
    const shown = renderStatus(health, { ...renderOptions(desk), mayDiscardParked });
    return { ...shown, blocks: [...shown.blocks, ...ignoredWords('status', asked.input)] };
  },
};
