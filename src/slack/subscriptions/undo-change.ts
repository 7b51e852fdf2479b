import { z } from 'zod';

import type { Undoing } from '../../calls/undoing.ts';
import { findChanges, undoChanges } from '../../store/settings/change-setting.ts';
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
    const changes = await findChanges(db, id.safeParse(asked.input).data ?? '');
    const [first] = changes;
    if (first === undefined) return answers.unknown;
    if (changes.some(({ channel }) => !mayChange(channel, asked, desk))) return renderProblem(notYours);
    const limit = await limitOf('setting', first.channel, asked, desk);
    if (limit !== null) return limit;
    return answers[await db.transaction().execute((tx) => undoChanges(tx, changes, asked.userId, now()))];
  },
};

const nothingDone = 'What’s set here: /revox subscriptions';
const answers: Record<Undoing | 'undone-in-part' | 'unknown', ReturnType<typeof sentence>> = {
  undone: sentence('Undone.'),
  'undone-in-part': sentence('Undone, except what has been changed again since.', nothingDone),
  'undone-before': sentence('Somebody has already undone this.', nothingDone),
  'changed-since': sentence('It has been changed again since, so I left it as it is.', nothingDone),
  over: sentence('It has already ended.', nothingDone),
  erased: sentence('It has been erased, so I can’t restore it.', nothingDone),
  unknown: sentence('This button no longer works: the change isn’t stored any more.', nothingDone),
};
