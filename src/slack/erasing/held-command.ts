import { heldAbout } from '../../store/erasing/held.ts';
import type { Command } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { aboutNumber } from './about-number.ts';
import { renderHeld } from './held.ts';

/** What there is about a number, for who answers a person who asks. */
export const held: Command = {
  word: 'held',
  help: {
    also: ['privacy', 'personal'],
    summary: 'what is stored about a number, as a file too',
    usage: '/revox held <number>',
    examples: [{ typed: '/revox held +33199001234', does: 'what there is, and a file of it', tried: null }],
    notes: ['For admins. It changes nothing.', 'To erase it: /revox help forget.'],
  },

  answer: aboutNumber('held', async (phoneNumber, _, desk) =>
    renderHeld(await heldAbout(desk.db, phoneNumber), renderOptions(desk)),
  ),
};
