import { askErasure, lastErasures } from '../../store/erasing/erasures.ts';
import { heldAbout } from '../../store/erasing/held.ts';
import { may } from '../door/authority.ts';
import type { Command } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { aboutNumber } from './about-number.ts';
import { renderErasures } from './erasures.ts';
import { renderForgetProposal } from './held.ts';

const recordsShown = 10;

const propose = aboutNumber('forget', async (phoneNumber, _, desk) =>
  renderForgetProposal(await heldAbout(desk.db, phoneNumber), renderOptions(desk)),
);

/** Leaves a row: a pass erases in small batches, and tells who asked. What was asked is taken away with its number. */
const erase = aboutNumber('forget', async (phoneNumber, { userId, channelId }, { db, now }) => {
  const by = { askedBy: userId, askedIn: channelId };
  const isNew = await db.transaction().execute((tx) => askErasure(tx, phoneNumber, by, now()));
  return { ...(isNew ? begun : underWay), replaces: true };
});

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
  buttons: { forget_number: { changes: true, answer: erase } },

  async answer(asked, desk) {
    const isRecord = asked.input === '' && may('forget', asked, desk);
    const erasures = isRecord ? await lastErasures(desk.db, recordsShown) : [];
    return erasures.length > 0 ? renderErasures(erasures, renderOptions(desk)) : propose(asked, desk);
  },
};

const begun = sentence(
  'It is being erased.',
  'A direct message tells you when that is done, and which messages are left.',
);
const underWay = sentence('This number is being erased already.');
