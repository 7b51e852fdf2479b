import { findSavedSearch, listSavedSearches } from '../../store/settings/saved-searches.ts';
import type { Answer, Asked, Command, Desk } from '../door/handler.ts';
import { fieldsNamedIn } from '../door/known-fields.ts';
import { withCounted } from '../door/number-look-ups.ts';
import type { RouteCommand } from '../door/route.ts';
import { renderNotSavable, renderNotSaved } from './saved-searches.ts';

/** Does what the person saved under this name. */
export function createRun(route: RouteCommand): Command {
  return {
    word: 'run',
    help: null,
    async answer(asked, desk) {
      const answer = await runSaved(asked, desk, route);
      return answer ?? renderNotSaved(asked.input, await listSavedSearches(desk.db, asked.userId));
    },
  };
}

/** Null when the person has saved nothing under this name. */
export async function runSaved(asked: Asked, desk: Desk, route: RouteCommand): Promise<Answer | null> {
  const saved = await findSavedSearch(desk.db, asked.userId, asked.input.toLowerCase());
  if (saved === null) return null;
  const { word, input, handler } = route(saved.command);
  if (handler.changes) return renderNotSavable(word);
  const fields = await fieldsNamedIn(input, desk.db, desk.hiddenFields ?? []);
  const known = { ...withCounted(desk, saved.command), ...(fields && { fields }) };
  return handler.answer({ ...asked, input }, known);
}
