import { askedNumber } from '../../calls/numbers/asked-number.ts';
import { askErasure } from '../../store/erasing/erasures.ts';
import { adminsErase, renderProblem, renderWhichNumber } from '../blocks/problem.ts';
import { may } from '../door/authority.ts';
import type { Handler } from '../door/handler.ts';
import { sentence } from '../door/sentence.ts';

/** Leaves a row: a pass erases in small batches, and tells who asked. What was asked is taken away with its number. */
export const forgetNumber: Handler = {
  changes: true,
  async answer(asked, desk) {
    if (!may('forget', asked, desk)) return renderProblem(adminsErase);
    const phoneNumber = askedNumber(asked.input);
    if (phoneNumber === null) return renderWhichNumber('forget', asked.input);
    const { db, now } = desk;
    const by = { askedBy: asked.userId, askedIn: asked.channelId };
    const isNew = await db.transaction().execute((tx) => askErasure(tx, phoneNumber, by, now()));
    return { ...(isNew ? begun : underWay), replaces: true };
  },
};

const begun = sentence(
  'It is being erased.',
  'A direct message tells you when that is done, and which messages are left.',
);
const underWay = sentence('This number is being erased already.');
