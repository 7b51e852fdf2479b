import { z } from 'zod';

import type { Gestures, UsedControl } from '../slack/gestures.ts';
import type { Board } from './board.ts';
import { filledInput, viewValues } from './filled-in.ts';
import type { Place } from './places.ts';
import { asked, type Stage } from './stage.ts';
import { whereId } from './where.ts';

export interface RouteDeps {
  board: Board;
  gestures: Gestures;
  stage: Stage;
  places: Place[];
}

export type Route = (body: unknown, deps: RouteDeps) => Promise<object>;

const control = z.object({
  type: z.string(),
  action_id: z.string(),
  block_id: z.string(),
  value: z.string().optional(),
  text: z.looseObject({}).optional(),
  selected_option: z.looseObject({}).optional(),
});

/** What the page can ask for with a POST, by path. Each is what a person would do in Slack, or backstage. */
export const routes: Record<string, Route> = {
  '/command': route(
    z.object({ channel: z.string(), text: z.string() }),
    async ({ channel, text }, { gestures, places }) => {
      const place = places.find((one) => one.channel.id === channel);
      if (place !== undefined) await gestures.typeCommand(text, place.channel);
      return {};
    },
  ),

  '/use': route(
    z.object({ where: whereId, control, inputs: z.array(filledInput) }),
    async ({ where, control: used, inputs }, { board, gestures }) => {
      const found = board.find(where);
      if (found === null) throw new Error('That is no longer there.');
      const place = found.kind === 'view' ? { ...found, values: viewValues(inputs) } : found;
      await gestures.use(used as UsedControl, place);
      return {};
    },
  ),

  '/shortcut': route(
    z.object({ where: whereId, callback_id: z.string() }),
    async ({ where, callback_id }, { board, gestures }) => {
      const found = board.find(where);
      if (found?.kind === 'message') await gestures.pickShortcut(callback_id, found.channel, found.message);
      return {};
    },
  ),

  '/tab': route(z.object({ tab: z.enum(['home', 'messages']) }), async ({ tab }, { gestures }) => {
    await gestures.openTab(tab);
    return {};
  }),

  '/submit': route(z.object({ inputs: z.array(filledInput) }), async ({ inputs }, { board, gestures }) => {
    const view = board.modal();
    if (view === null) return {};
    const submitted = await gestures.submit(view, viewValues(inputs));
    if (submitted.kind === 'closed') board.closeModal();
    if (submitted.kind === 'all closed') board.closeAllModals();
    return submitted;
  }),

  '/close': route(z.object({}), async (_, { board, gestures }) => {
    const view = board.modal();
    board.closeModal();
    if (view !== null) await gestures.close(view);
    return {};
  }),

  '/make': route(asked, async (wanted, { stage }) => {
    await stage.make(wanted);
    return {};
  }),
};

function route<Asked>(
  schema: z.ZodType<Asked>,
  act: (asked: Asked, deps: RouteDeps) => Promise<object>,
): Route {
  return (body, deps) => act(schema.parse(body), deps);
}
