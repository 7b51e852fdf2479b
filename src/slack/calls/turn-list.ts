import { listTooOld, renderProblem } from '../blocks/problem.ts';
import type { Handler } from '../door/handler.ts';
import { decodeCursor } from './list-cursor.ts';
import { openList, showPage } from './show-list.ts';

/** Newer and Older: another page in the place of this one. */
export const turnList: Handler = {
  async answer(asked, desk) {
    const cursor = decodeCursor(asked.input);
    if (cursor === null) return renderProblem(listTooOld);
    return { ...(await showPage(cursor, asked, desk)), replaces: true };
  },
};

/** The same list as it is now, in the place of the old one. */
export const refreshList: Handler = {
  async answer(asked, desk) {
    const cursor = decodeCursor(asked.input);
    if (cursor === null) return renderProblem(listTooOld);
    return { ...(await openList(cursor, asked, desk)), replaces: true };
  },
};
