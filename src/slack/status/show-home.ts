import { localDate } from '../../calls/time/local-day.ts';
import { digestOf } from '../../store/figures/digests.ts';
import { listOpenIncidents } from '../../store/incidents/incidents.ts';
import { listSavedSearches } from '../../store/settings/saved-searches.ts';
import { healthOf } from '../../store/upkeep/health.ts';
import type { Answer, Asked, Desk, Handler } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { namesUnread } from '../door/unread-names.ts';
import { messagesTabOff } from '../line/tab-refusals.ts';
import { mostIncidents, renderHome } from './home.ts';

/** A person's Home tab, drawn again each time it is opened. */
export const home: Handler = { answer: showHome };

async function showHome({ userId }: Asked, desk: Desk): Promise<Answer> {
  const { db, timezone } = desk;
  const now = desk.now();
  const content = {
    today: await digestOf(db, { date: localDate(now, timezone), timezone, filter: '', now, slotAt: null }),
    incidents: await listOpenIncidents(db, mostIncidents),
    saved: await listSavedSearches(db, userId),
    health: await healthOf(db, now),
    gaps: {
      scopes: await desk.directory.missingScopes(),
      namesUnread: await namesUnread(db),
      messagesTabOff: await messagesTabOff(db),
    },
  };
  return { ...drawn, home: renderHome(content, renderOptions(desk)) };
}

const drawn = sentence('The Home tab is up to date.');
