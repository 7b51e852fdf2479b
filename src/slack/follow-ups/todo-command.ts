import type { FollowUpEvent } from '../../calls/follow-ups/state.ts';
import { listTooOld, renderProblem } from '../blocks/problem.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { bold, paragraph } from '../blocks/rich.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import type { Asked, Command, Desk, Handler } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { followUpActions } from './follow-up-actions.ts';
import { numberButton } from './number-button.ts';
import { renderTodo } from './todo-list.ts';
import { todoPage } from './todo-page.ts';
import { decodeTodo, startOf, type TodoPlace } from './todo-place.ts';
import { parseTodo } from './todo-words.ts';
import { renderWhyNot } from './why-not.ts';
import { workOn } from './work-on.ts';

/** What is to be followed up: one's own, then nobody's. */
export const todo: Command = {
  word: 'todo',
  help: {
    also: ['to-do', 'todos', 'tasks', 'relances'],
    group: 'Follow',
    summary: 'calls to follow up: take one, or mark it as done',
    usage: '/revox todo [mine | all | today | tomorrow | overdue | @person]',
    examples: [
      { typed: '/revox todo', does: 'yours, then nobody’s, in this channel' },
      { typed: '/revox todo mine', does: 'yours, in every channel' },
      { typed: '/revox todo overdue', does: 'what’s overdue in this channel' },
      { typed: '/revox todo @ana', does: 'what Ana has in this channel', tried: null },
    ],
    notes: ['Who may see full numbers can copy them here; it’s recorded. The rules: /revox help follow-ups.'],
  },
  buttons: {
    ...followUpActions,
    todo_next: turned(),
    todo_start: turned(),
    todo_refresh: turned(),
    todo_take: pressed('It’s yours.', (by) => ({ kind: 'take', by })),
    todo_done: pressed('Done.', (by) => ({ kind: 'done', by })),
  },

  async answer(asked, desk) {
    const which = parseTodo(asked.input);
    if ('problem' in which) return renderUnknownWords([which.problem], `/revox todo ${asked.input}`);
    return showTodo(startOf(which), asked, desk);
  },
};

/** Another page in the place of this one, or the same as it is now. */
function turned(): Handler {
  return {
    async answer(asked, desk) {
      const read = decodeTodo(asked.input);
      if (read === null) return renderProblem(listTooOld);
      return { ...(await showTodo(read.place, asked, desk)), replaces: true };
    },
  };
}

/** Carried out, and the list shown again as it is then, with what came of it above. */
function pressed(did: string, event: (by: string) => FollowUpEvent): Handler {
  return {
    changes: true,
    async answer(asked, desk) {
      const read = decodeTodo(asked.input);
      if (read?.callId == null) return renderProblem(listTooOld);
      const worked = await workOn(read.callId, event(asked.userId), asked, desk);
      if ('refusal' in worked) return worked.refusal;
      const { followUp, isNew } = worked;
      const said = isNew
        ? paragraph([bold(did)])
        : renderWhyNot(followUp, asked.userId, renderOptions(desk)).blocks;
      return { ...(await showTodo(read.place, asked, desk, said)), replaces: true };
    },
  };
}

async function showTodo(place: TodoPlace, asked: Asked, desk: Desk, said: MessageBlock[] = []) {
  const { userId, channelId } = asked;
  const channel = channelId === null || channelId.startsWith('D') ? null : channelId;
  const query = { userId, channel, now: desk.now(), timezone: desk.timezone };
  const page = await todoPage(desk.db, place, query);
  // The last one of a page may have been marked as done.
  const shown =
    page.rows.length === 0 && place.above > 0 ? await todoPage(desk.db, startOf(place.which), query) : page;
  const reader = {
    userId,
    channel,
    numberButton: (it: Parameters<typeof numberButton>[0]) => numberButton(it, userId, desk),
  };
  return renderTodo(shown, reader, renderOptions(desk), said);
}
