import { z } from 'zod';

import { formatFilter, parseFilter } from '../../calls/filter.ts';
import { parseStats } from '../../calls/stats-words.ts';
import {
  deleteSavedSearch,
  findSavedSearch,
  listSavedSearches,
  saveSearch,
} from '../../store/settings/saved-searches.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import type { Answer, Asked, Command, Desk } from '../door/handler.ts';
import { filterContext } from '../door/render-options.ts';
import type { RouteCommand } from '../door/route.ts';
import {
  renderForgotten,
  renderKnownName,
  renderNotSavable,
  renderNotSaved,
  renderSaved,
  renderSavedSearches,
  renderTooManySaved,
  renderWrongSave,
} from './saved-searches.ts';

/** `errors-fr = calls errored phone:+33 7d`; without a command it is forgotten, and nothing at all lists them. */
export function createSave(route: RouteCommand): Command {
  return {
    word: 'save',
    help: {
      also: ['run', 'saved'],
      group: 'Look up',
      summary: 'keep a search under a name',
      usage: '/revox save <name> = <search>, /revox run <name>',
      examples: [
        { typed: '/revox save errors-fr = errored phone:+33 7d', does: 'saved for you alone', tried: null },
        { typed: '/revox run errors-fr', does: 'run it; /revox errors-fr does the same', tried: null },
        { typed: '/revox save', does: 'everything you’ve saved' },
        { typed: '/revox save errors-fr =', does: 'forget it', tried: null },
      ],
      notes: ['Only searches can be saved: calls, call, live, stats and other commands that change nothing.'],
    },
    filters: true,
    changes: true,
    async answer(asked, desk) {
      if (asked.input === '') return renderSavedSearches(await listSavedSearches(desk.db, asked.userId));
      const typed = typedSearch.safeParse(/^(\S*?)\s*=\s*(?:\/revox\s+)?(.*)$/s.exec(asked.input)?.slice(1));
      if (!typed.success) return renderWrongSave(asked.input);
      const [name, command] = typed.data;
      return command === '' ? forget(name, asked, desk) : save(name, command, asked, desk, route, 'asked');
    },
    buttons: { replace_saved: { changes: true, answer: (asked, desk) => replace(asked, desk, route) } },
  };
}

const typedSearch = z.tuple([
  z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u)
    .toLowerCase(),
  z.string().trim().max(1_000),
]);

async function forget(name: string, { userId }: Asked, { db }: Desk): Promise<Answer> {
  if (await deleteSavedSearch(db, userId, name)) return renderForgotten(name);
  return renderNotSaved(name, await listSavedSearches(db, userId));
}

async function save(
  name: string,
  typed: string,
  { userId }: Asked,
  desk: Desk,
  route: RouteCommand,
  known: 'asked' | 'replaced',
): Promise<Answer> {
  const routed = route(typed);
  const { word, input, handler } = routed.word === 'unknown' ? route(`calls ${typed}`) : routed;
  if (handler.changes || neverSaved.has(word)) return renderNotSavable(word);
  const { problems, canonical } = read(word, input, desk);
  if (problems.length > 0) return renderUnknownWords(problems, `/revox save ${name} = ${typed}`);
  const command = `${word} ${canonical}`.trim();
  const before = known === 'asked' ? await findSavedSearch(desk.db, userId, name) : null;
  if (before !== null && before.command !== command) return renderKnownName(before, command);
  const isSaved = await saveSearch(desk.db, userId, { name, command }, desk.now());
  return isSaved ? renderSaved({ name, command }) : renderTooManySaved();
}

/** A click on *Replace*, with what was typed then. */
async function replace(asked: Asked, desk: Desk, route: RouteCommand): Promise<Answer> {
  const typed = typedSearch.safeParse(/^(\S+) = (.+)$/s.exec(asked.input)?.slice(1));
  if (!typed.success) return renderWrongSave(asked.input);
  return { ...(await save(...typed.data, asked, desk, route, 'replaced')), replaces: true };
}

/** A saved one that runs a saved one could run itself; and what is to be forgotten is not to be kept. */
const neverSaved = new Set(['run', 'save', 'forget']);

/** A slip is better noticed now than each time it runs. */
function read(word: string, input: string, desk: Desk) {
  const context = filterContext(desk);
  if (word === 'stats') return { problems: parseStats(input, context).problems, canonical: input };
  if (word !== 'calls') return { problems: [], canonical: input };
  const { filter, problems } = parseFilter(input, context);
  return { problems, canonical: formatFilter(filter) };
}
