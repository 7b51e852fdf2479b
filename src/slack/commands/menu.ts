import { listSavedSearches } from '../../store/saved-searches.ts';
import type { Handler } from '../handler.ts';
import { renderMenu } from '../messages/menu.ts';

export const menu: Handler = {
  answer: async ({ userId }, { db }) => renderMenu(await listSavedSearches(db, userId)),
};
