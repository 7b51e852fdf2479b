import { askedNumber } from '../../calls/asked-number.ts';
import { heldAbout } from '../../store/held.ts';
import { may } from '../authority.ts';
import type { Handler } from '../handler.ts';
import { renderHeld } from '../messages/held.ts';
import { adminsErase, renderProblem, renderWhichNumber } from '../messages/problem.ts';
import { renderOptions } from '../render-options.ts';

/** What there is about a number, for who answers a person who asks. */
export const held: Handler = {
  async answer(asked, desk) {
    if (!may('forget', asked, desk)) return renderProblem(adminsErase);
    const phoneNumber = askedNumber(asked.input);
    if (phoneNumber === null) return renderWhichNumber('held', asked.input);
    return renderHeld(await heldAbout(desk.db, phoneNumber), renderOptions(desk));
  },
};
