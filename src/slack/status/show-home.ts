import { localDate } from '../../calls/time/local-day.ts';
import { listOpenIncidents } from '../../store/incidents/known-incidents.ts';
import { listSavedSearches } from '../../store/settings/saved-searches.ts';
import { listSubscriptions } from '../../store/settings/subscriptions.ts';
import { healthOf } from '../../store/upkeep/health.ts';
import { soFarWithFollowUps } from '../digests/so-far.ts';
import { may } from '../door/authority.ts';
import type { Answer, Asked, Desk, Handler } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { namesUnread } from '../door/unread-names.ts';
import { mostOnHome } from '../follow-ups/my-follow-ups.ts';
import { todoPage } from '../follow-ups/todo-page.ts';
import { startOf } from '../follow-ups/todo-place.ts';
import { messagesTabOff } from '../line/tab-refusals.ts';
import { mostIncidents, renderHome } from './home.ts';

/** A person's Home tab, drawn again each time it is opened. */
export const home: Handler = { answer: showHome };

async function showHome({ userId }: Asked, desk: Desk): Promise<Answer> {
  const { db, timezone } = desk;
  const now = desk.now();
  const content = {
    mine: await todoPage(db, startOf({ list: 'mine' }), { userId, channel: null, now, timezone }, mostOnHome),
    today: await soFarWithFollowUps(db, { date: localDate(now, timezone), timezone, filter: '', now }),
    incidents: await listOpenIncidents(db, mostIncidents),
    saved: await listSavedSearches(db, userId),
    health: await healthOf(db, now),
    isFirstRun: await seesStart({ userId }, desk),
    gaps: {
      scopes: await desk.directory.missingScopes(),
      namesUnread: await namesUnread(db),
      messagesTabOff: await messagesTabOff(db),
    },
  };
  return { ...drawn, home: renderHome(content, renderOptions(desk)) };
}

const drawn = sentence('The Home tab is up to date.');

/** Whether Home begins with how to get started: nothing is posted anywhere, and this person sets up the bot. */
async function seesStart(asked: Pick<Asked, 'userId'>, desk: Desk): Promise<boolean> {
  if ((await listSubscriptions(desk.db)).length > 0) return false;
  if (desk.admins.length > 0) return may('change-elsewhere', asked, desk);
  return desk.directory.isWorkspaceAdmin(asked.userId);
}
