import { z } from 'zod';

import type { Undoing } from '../../calls/undoing.ts';
import { findChange, undoChange } from '../../store/settings/settings.ts';
import { notYours, renderProblem } from '../blocks/problem.ts';
import { mayChange } from '../door/authority.ts';
import type { Handler } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { sentence } from '../door/sentence.ts';

const id = z.string().min(1).max(100);

/** Puts a setting back as it was before somebody changed it. */
export const undo: Handler = {
  changes: true,
  async answer(asked, desk) {
    const { db, now } = desk;
    const change = await findChange(db, id.safeParse(asked.input).data ?? '');
    if (change === null) return answers.unknown;
    if (!mayChange(change.channel, asked, desk)) return renderProblem(notYours);
    const limit = await limitOf('setting', change.channel, asked, desk);
    if (limit !== null) return limit;
    return answers[await db.transaction().execute((tx) => undoChange(tx, change, asked.userId, now()))];
  },
};

const nothingDone = 'All there is: /revox subscriptions';
const answers: Record<Undoing | 'unknown', ReturnType<typeof sentence>> = {
  undone: sentence('Taken back: it is as it was before.'),
  'undone-before': sentence('Somebody has taken this back already.', nothingDone),
  'changed-since': sentence('It was changed again since, so I left it as it is.', nothingDone),
  over: sentence('It is over by itself.', nothingDone),
  erased: sentence('What was changed is erased, so it cannot be put back.', nothingDone),
  unknown: sentence('I no longer know this change.', nothingDone),
};
