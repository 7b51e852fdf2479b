import { askedNumber } from '../../calls/numbers/asked-number.ts';
import { lastErasures } from '../../store/erasing/erasures.ts';
import { heldAbout } from '../../store/erasing/held.ts';
import { adminsErase, renderProblem, renderWhichNumber } from '../blocks/problem.ts';
import { may } from '../door/authority.ts';
import type { Command } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { renderErasures } from './erasures.ts';
import { forgetNumber } from './forget-number.ts';
import { renderForgetProposal } from './held.ts';

const recordsShown = 10;

/** Shows what is held about a number, and asks; a click erases it. Without a number, what was erased so far. */
export const forget: Command = {
  word: 'forget',
  help: {
    also: ['erase', 'gdpr'],
    summary: 'erase what is stored about a number; asks first',
    usage: '/revox forget <number>',
    examples: [
      { typed: '/revox forget +33199001234', does: 'asks first, then erases it', tried: null },
      { typed: '/revox forget', does: 'what was erased, when, and who asked for it' },
    ],
    notes: [
      'For admins. Messages here are edited too; how calls ended stays, for counts.',
      'Revox keeps its own copy: have the number erased there as well.',
    ],
  },
  buttons: { forget_number: forgetNumber },

  async answer(asked, desk) {
    if (!may('forget', asked, desk)) return renderProblem(adminsErase);
    const erasures = asked.input === '' ? await lastErasures(desk.db, recordsShown) : [];
    if (erasures.length > 0) return renderErasures(erasures, renderOptions(desk));
    const phoneNumber = askedNumber(asked.input);
    if (phoneNumber === null) return renderWhichNumber('forget', asked.input);
    return renderForgetProposal(await heldAbout(desk.db, phoneNumber), renderOptions(desk));
  },
};
