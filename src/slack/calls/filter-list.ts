import { listTooOld, renderProblem } from '../blocks/problem.ts';
import type { Answer, Asked, Desk, Handler } from '../door/handler.ts';
import { decodeChoice } from './list-choice.ts';
import { openList } from './show-list.ts';

/** A button or menu of any message or view that lists some calls. */
export const listSome = {
  async answer(asked: Asked, desk: Desk): Promise<Answer> {
    const choice = decodeChoice(asked.input);
    return choice === null ? renderProblem(listTooOld) : openList(choice, asked, desk);
  },
} satisfies Handler;

/** The same list with another filter, as it is now, in the place of the old one. */
export const filterList: Handler = {
  answer: async (asked, desk) => ({ ...(await listSome.answer(asked, desk)), replaces: true }),
};
