import type { SavedSearch } from '../../calls/saved-search.ts';
import { listSavedSearches } from '../../store/settings/saved-searches.ts';
import { commandButton } from '../blocks/command-button.ts';
import type { Shown } from '../blocks/rendered.ts';
import { actions, bold, code, paragraph, words } from '../blocks/rich.ts';
import type { Command } from '../door/handler.ts';
import { savedButtons } from '../saved/saved-searches.ts';

/** What a bare `/revox` shows. */
export const menu: Command = {
  word: 'menu',
  help: null,
  answer: async ({ userId }, { db }) => renderMenu(await listSavedSearches(db, userId)),
};

/** What people want most, a click away. */
const wanted: [label: string, line: string][] = [
  ['Calls today', 'calls today'],
  ['Failed today', 'calls errored today'],
  ['Live now', 'live'],
  ['Last 7 days', 'stats 7d vs previous'],
  ['Today in numbers', 'digest now'],
];

const mostSaved = 5;

/** For a bare `/revox`: short, since people who know what they want type it. */
export function renderMenu(saved: SavedSearch[]): Shown {
  const yours = savedButtons(saved.slice(0, mostSaved));
  return {
    blocks: [
      ...paragraph([bold('What would you like to see?')]),
      ...actions(...wanted.map(([label, line], index) => commandButton(label, line, index + 1))),
      ...(yours.length === 0 ? [] : [...paragraph([words('Your saved searches')]), ...actions(...yours)]),
      ...paragraph([
        words('Or type '),
        code('/revox calls human today'),
        words('. Everything else: '),
        code('/revox help'),
      ]),
    ],
  };
}
