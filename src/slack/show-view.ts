import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';

import { apiFailureOf } from './api-failure.ts';
import type { Answer, Asked, Place } from './handler.ts';
import type { Log } from './sdk-log.ts';
import { type Home, homeView, withoutCharts } from './views/home-view.ts';
import { type Modal, modalOf, modalView } from './views/modal.ts';

/**
 * Shows the answer as a view, where it is one or nothing else can be shown.
 * @returns false when it has to be said in another way.
 */
export async function showView(answer: Answer, asked: Asked, client: WebClient, log: Log): Promise<boolean> {
  try {
    const home = answer.home ?? (isOpeningHome(asked) ? { blocks: answer.blocks } : null);
    if (home !== null) return await publish(home, asked, client);
    const modal = answer.modal ?? (asked.at.kind === 'channel' ? null : modalOf(answer));
    return modal !== null && (await showModal(modal, answer, asked, client));
  } catch (err) {
    // A trigger lives three seconds and opens one view: the same is said in words then.
    log.warn({ err, command: asked.what }, 'Slack did not take a view');
    // Whoever opens the Home tab asks nothing, and is sent no message about it.
    return isOpeningHome(asked);
  }
}

function isOpeningHome({ at, triggerId }: Asked): boolean {
  return at.kind === 'home' && triggerId === null;
}

async function publish(home: Home, { userId }: Asked, client: WebClient): Promise<true> {
  try {
    await client.views.publish({ user_id: userId, view: homeView(home) });
  } catch (error) {
    if (!isAboutTheBlocks(error)) throw error;
    await client.views.publish({ user_id: userId, view: homeView(withoutCharts(home)) });
  }
  return true;
}

function isAboutTheBlocks(error: unknown): boolean {
  const failure = apiFailureOf(error);
  return failure.kind === 'refused' && /^invalid_(blocks|arguments)/.test(failure.code);
}

async function showModal(
  modal: Modal,
  { replaces }: Answer,
  asked: Asked,
  client: WebClient,
): Promise<boolean> {
  const { at, triggerId, channelId } = asked;
  const view = modalView(modal, channelId);
  // “One moment” stands where a form was sent from, and whatever is said takes its place.
  const waits = at.kind === 'modal' && at.hash === null;
  if (at.kind === 'modal' && (replaces || waits)) return replace(view, at, client);
  if (triggerId === null) return false;
  if (at.kind === 'modal') return stack(view, at, triggerId, client);
  await client.views.open({ trigger_id: triggerId, view });
  return true;
}

/** Slack stacks three modals; the fourth takes the place of the third. */
async function stack(view: ModalView, at: ModalPlace, triggerId: string, client: WebClient): Promise<true> {
  try {
    await client.views.push({ trigger_id: triggerId, view });
  } catch (error) {
    const failure = apiFailureOf(error);
    if (failure.kind !== 'refused' || failure.code !== 'push_limit_reached') throw error;
    return replace(view, at, client);
  }
  return true;
}

type ModalPlace = Extract<Place, { kind: 'modal' }>;

/** Where a later click was answered first, its answer stays. */
async function replace(view: ModalView, { viewId, hash }: ModalPlace, client: WebClient): Promise<true> {
  try {
    await client.views.update({ view_id: viewId, view, ...(hash !== null && { hash }) });
  } catch (error) {
    const failure = apiFailureOf(error);
    if (failure.kind !== 'refused' || failure.code !== 'hash_conflict') throw error;
  }
  return true;
}
