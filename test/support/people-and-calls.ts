import type { DetailedCall } from '../../src/calls/call.ts';
import type { Desk } from '../../src/slack/door/handler.ts';
import { openSqlite } from './database.ts';
import { meetPerson, type Way } from './slack/slack-person.ts';
import type { Reply } from './slack/slack-requests.ts';
import type { SlackKind } from './slack/strict-gate.ts';
import { storeCalls } from './stored-calls.ts';

/** A person before a bot that has stored these calls. */
export async function meetWith(
  calls: DetailedCall[],
  different: Partial<Desk> = {},
  way: Way = 'HTTP',
  kind: SlackKind = {},
) {
  const store = await openSqlite();
  await storeCalls(store.db, calls);
  const person = await meetPerson(way, store.db, different, kind);
  return {
    db: store.db,
    person,
    async [Symbol.asyncDispose]() {
      await person[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** Everything that is shown, ids and values included. */
export function shown(reply: Reply): string {
  return JSON.stringify(reply.blocks);
}

export interface Control {
  type: string;
  action_id: string;
  value?: string;
  text?: { text: string };
  options?: { value: string; text: { text: string } }[];
  initial_option?: { value: string; text: { text: string } };
}

/** Everything that can be clicked. */
export function controls({ blocks }: Pick<Reply, 'blocks'>): Control[] {
  return (blocks as { type: string; elements?: Control[] }[])
    .filter(({ type }) => type === 'actions')
    .flatMap((block) => block.elements ?? []);
}

export function control(reply: Pick<Reply, 'blocks'>, actionId: string): Control {
  const found = controls(reply).find(({ action_id }) => action_id === actionId);
  if (found === undefined)
    throw new Error(`no ${actionId} among ${controls(reply).map((it) => it.action_id)}`);
  return found;
}

/** The value of the option with this label. */
export function optionOf(reply: Pick<Reply, 'blocks'>, actionId: string, label: string): string {
  const options = control(reply, actionId).options ?? [];
  const found = options.find(({ text }) => text.text === label);
  if (found === undefined) throw new Error(`no ${label} among ${options.map(({ text }) => text.text)}`);
  return found.value;
}

/** Ids of the calls on a page, from the menu that opens one. */
export function listed(reply: Pick<Reply, 'blocks'>): string[] {
  const menu = controls(reply).find(({ action_id }) => action_id === 'open_call');
  return menu?.options?.map(({ value }) => value) ?? [];
}
