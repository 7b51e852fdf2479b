import { askedNumber } from '../../calls/numbers/asked-number.ts';
import { heldAbout } from '../../store/erasing/held.ts';
import { adminsErase, renderProblem, renderWhichNumber } from '../blocks/problem.ts';
import { may } from '../door/authority.ts';
import type { Command } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
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

  async answer(asked, desk) {
    if (!may('forget', asked, desk)) return renderProblem(adminsErase);
    const phoneNumber = askedNumber(asked.input);
    if (phoneNumber === null) return renderWhichNumber('held', asked.input);
    return renderHeld(await heldAbout(desk.db, phoneNumber), renderOptions(desk));
  },
};
