import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { homeView } from '../blocks/home-view.ts';
import { type Modal, modalOf, modalView } from '../blocks/modal.ts';
import type { Rendered, Shown } from '../blocks/rendered.ts';
import { actions, button } from '../blocks/rich.ts';
import { inSections } from '../blocks/view-blocks.ts';
import { apiFailureOf } from '../line/api-failure.ts';
import { inBestForm, type Sayer } from './best-form.ts';
import type { Answer, Asked, Place } from './handler.ts';

/**
 * Shows the answer as a view, where it is one or nothing else can be shown.
 * @returns false when it has to be said in another way.
 */
export async function showView(
  answer: Answer,
  asked: Asked,
  client: WebClient,
  sayer: Sayer,
): Promise<boolean> {
  try {
    const home = answer.home ?? (isOpeningHome(asked) ? answer : null);
    if (home !== null) return await publish({ ...answer, ...home }, asked, client, sayer);
    const modal = answer.modal ?? (asked.at.kind === 'channel' ? null : modalOf(answer));
    return modal !== null && (await showModal(modal, answer, asked, client, sayer));
  } catch (err) {
    // A trigger lives three seconds and opens one view: the same is said in words then.
    sayer.log.warn({ err, command: asked.what }, 'Slack did not accept a view');
    // A person who opens the Home tab asks nothing, and gets no message about it.
    return isOpeningHome(asked);
  }
}

/** Any answer, for whom no modal can be opened any more: it stays on their Home tab until that is drawn again. */
export function showOnHome(answer: Answer, asked: Asked, client: WebClient, sayer: Sayer): Promise<true> {
  const back = actions(button('Back to Home', 'home_refresh'));
  return publish({ ...answer, blocks: [...answer.blocks, ...back] }, asked, client, sayer);
}

export function isOpeningHome({ at, triggerId }: Pick<Asked, 'at' | 'triggerId'>): boolean {
  return at.kind === 'home' && triggerId === null;
}

async function publish(
  shown: Shown,
  { userId, what: command }: Asked,
  client: WebClient,
  sayer: Sayer,
): Promise<true> {
  const send = (form: Rendered) =>
    client.views.publish({ user_id: userId, view: homeView({ blocks: blocksOf(form) }) });
  await inBestForm(shown, send, { surface: null, about: { command } }, sayer);
  return true;
}

function showModal(
  modal: Modal,
  answer: Answer,
  asked: Asked,
  client: WebClient,
  sayer: Sayer,
): Promise<boolean> {
  const send = (form: Rendered) => {
    const { title } = modal;
    // Nothing can be filled in where only words are shown.
    const shown =
      form.blocks.length > 0 ? { ...modal, blocks: form.blocks } : { title, blocks: blocksOf(form) };
    return placeModal(modalView(shown, asked.channelId), answer, asked, client);
  };
  return inBestForm(
    { ...answer, blocks: modal.blocks },
    send,
    { surface: null, about: { command: asked.what } },
    sayer,
  );
}

function blocksOf(form: Rendered) {
  return form.blocks.length > 0 ? form.blocks : inSections(form.text);
}

async function placeModal(
  view: ModalView,
  { replaces }: Answer,
  { at, triggerId }: Asked,
  client: WebClient,
): Promise<boolean> {
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
