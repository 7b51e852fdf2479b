import { randomUUID } from 'node:crypto';

import type { Instant } from '../../calls/call.ts';
import type { FilterContext } from '../../calls/filter.ts';
import type { Mute } from '../../calls/mute.ts';
import type { MuteRequest } from '../../calls/mute-words.ts';
import type { Setting } from '../../calls/setting.ts';
import { isAboutCalls } from '../../calls/topics/index.ts';
import type { Store } from '../../store/engine/database.ts';
import { mutesInForce } from '../../store/settings/mutes.ts';
import { changeSetting } from '../../store/settings/settings.ts';
import { listSubscriptions } from '../../store/settings/subscriptions.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Answer, Asked, Desk } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { filterContext } from '../door/render-options.ts';
import { done } from '../subscriptions/done.ts';

/** Clock times are meant where the person is. */
export async function personsContext({ userId }: Asked, desk: Desk): Promise<FilterContext> {
  const context = filterContext(desk);
  return { ...context, timezone: (await desk.directory.timezoneOf(userId)) ?? context.timezone };
}

/** Whether calls are posted in the channel at all. */
async function getsCalls({ channelId }: Asked, { db }: Desk): Promise<boolean> {
  const subscriptions = await listSubscriptions(db);
  return subscriptions.some(({ channel, topic }) => channel === channelId && isAboutCalls(topic));
}

/** Mutes for the channel where it is asked, or says why not. */
export async function muteChannel(request: MuteRequest, asked: Asked, desk: Desk): Promise<Answer> {
  if (!(await getsCalls(asked, desk))) return renderProblem(nothingToMute);
  const limit = await limitOf('setting', asked.channelId, asked, desk);
  if (limit !== null) return limit;
  await muteHere(request, asked, desk);
  return done('Muted. You’ll get one summary when it ends.');
}

const nothingToMute = {
  what: 'This channel isn’t subscribed to calls.',
  next: 'Mute them in the channel where they’re posted. What’s set here:',
  commands: ['/revox subscriptions'],
};

/** A button whose value says nothing. */
export const unreadable = {
  what: 'This menu no longer works.',
  next: 'Type it instead:',
  commands: ['/revox mute busy 2h', '/revox unmute'],
};

/** What is muted by the same words already is muted until then instead. */
function muteHere(request: MuteRequest, { channelId, userId }: Asked, { db, now }: Desk): Promise<void> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const channel = channelId ?? '';
    const known = (await mutesInForce(tx, at)).find(
      (it) => it.channel === channel && it.filter === request.filter,
    );
    const fresh: Mute = { id: randomUUID(), channel, ...request, madeBy: userId, madeAt: at, endedAt: null };
    const after: Setting = {
      kind: 'mute',
      mute: known === undefined ? fresh : { ...known, until: request.until },
    };
    const before: Setting | null = known === undefined ? null : { kind: 'mute', mute: known };
    await changeSetting(tx, { before, after }, userId, at);
  });
}

/** The next pass posts what these mutes held back. */
export function endMutesNow(mutes: Mute[], { userId }: Asked, { db, now }: Desk): Promise<void> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    for (const mute of mutes) await endOne(tx, mute, userId, at);
  });
}

async function endOne(tx: Store, mute: Mute, userId: string, at: Instant): Promise<void> {
  const ended: Setting = { kind: 'mute', mute: { ...mute, endedAt: at } };
  await changeSetting(tx, { before: { kind: 'mute', mute }, after: ended }, userId, at);
}
