import { randomUUID } from 'node:crypto';

import type { FilterContext } from '../../calls/filter.ts';
import type { Mute } from '../../calls/mute.ts';
import type { MuteRequest } from '../../calls/mute-words.ts';
import type { Setting, WantedChange } from '../../calls/setting.ts';
import { isAboutCalls } from '../../calls/topics/index.ts';
import { changeSettings } from '../../store/settings/change-setting.ts';
import { mutesInForce } from '../../store/settings/mutes.ts';
import { listSubscriptions } from '../../store/settings/subscriptions.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import { paragraph, words } from '../blocks/rich.ts';
import { timeElement } from '../blocks/times.ts';
import type { Answer, Asked, Desk } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { undo } from '../subscriptions/done.ts';
import { changeWithinLimit } from '../subscriptions/write-subscriptions.ts';

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
  const until = timeElement(request.until, renderOptions(desk));
  const next = words(`. You’ll get one summary when it ends. ${undo}`);
  return { blocks: paragraph([words('Muted until '), until, next]) };
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
    await changeSettings(tx, [{ before, after }], userId, at);
  });
}

/** The next pass posts what these mutes held back. @returns why not, where this person changed too much. */
export function endMutesNow(mutes: Mute[], asked: Asked, desk: Desk): Promise<Shown | null> {
  const endedAt = desk.now();
  const changes = mutes.map((mute): WantedChange => {
    return { before: { kind: 'mute', mute }, after: { kind: 'mute', mute: { ...mute, endedAt } } };
  });
  return changeWithinLimit(mutes[0]?.channel ?? null, changes, asked, desk);
}
