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

/** Leaves a row: a pass erases in small batches and notifies the person. The question goes, with its number. */
const erase = aboutNumber('forget', async (phoneNumber, { userId, channelId }, { db, now }) => {
  const by = { askedBy: userId, askedIn: channelId };
  const isNew = await db.transaction().execute((tx) => askErasure(tx, phoneNumber, by, now()));
  return { ...(isNew ? begun : underWay), replaces: true };
});

/** Shows what is stored about a number and asks; a click erases it. Without a number, it lists past erasures. */
export const forget: Command = {
  word: 'forget',
  help: {
    also: ['erase', 'gdpr'],
    group: 'Admin',
    summary: 'erase everything about a number; asks first',
    usage: '/revox forget <number>',
    examples: [
      { typed: '/revox forget +33199001234', does: 'asks first, then erases it', tried: null },
      { typed: '/revox forget', does: 'past erasures: when, and who asked' },
    ],
    notes: [
      'For admins. Messages in Slack are edited too. Outcomes are kept for statistics, with nothing personal.',
      'Revox keeps its own copy. Ask Revox to erase the number there as well.',
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
  'Erasing it now.',
  'I’ll send you a direct message when it’s done, with any messages I couldn’t edit.',
);
const underWay = sentence('I’m already erasing this number.');
