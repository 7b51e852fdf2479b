import { heldAbout } from '../../store/erasing/held.ts';
import type { Command } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { aboutNumber } from './about-number.ts';
import { renderHeld } from './held.ts';

/** What is stored about a number, for the person who answers an access request. */
export const held: Command = {
  word: 'held',
  help: {
    also: ['privacy', 'personal'],
    group: 'Admin',
    summary: 'what’s stored about a number, also as a file',
    usage: '/revox held <number>',
    examples: [
      { typed: '/revox held +33199001234', does: 'everything stored, and a file of it', tried: null },
    ],
    notes: ['For admins. It changes nothing.', 'To erase it: /revox help forget.'],
  },

  answer: aboutNumber('held', async (phoneNumber, _, desk) =>
    renderHeld(await heldAbout(desk.db, phoneNumber), renderOptions(desk)),
  ),
};
