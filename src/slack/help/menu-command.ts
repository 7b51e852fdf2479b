import { listSavedSearches } from '../../store/settings/saved-searches.ts';
import type { Command } from '../door/handler.ts';
import { renderMenu } from './menu.ts';

/** What a bare `/revox` shows. */
export const menu: Command = {
  word: 'menu',
  help: null,
  answer: async ({ userId }, { db }) => renderMenu(await listSavedSearches(db, userId)),
};
