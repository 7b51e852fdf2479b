import { describe, expect, it } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { enqueueMessage } from '../../../src/store/messages/messages.ts';
import { openSqlite } from '../../support/database.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { meetPerson, type Person } from '../../support/slack/slack-person.ts';
import type { Reply } from '../../support/slack/slack-requests.ts';
import { storeCalls } from '../../support/stored-calls.ts';

/** A person, and calls `call-1` to `call-n` that ended a minute apart, the last one latest. */
async function meet(count: number) {
  const store = await openSqlite();
  await storeCalls(store.db, numbered(1, count));
  const person = await meetPerson('Socket Mode', store.db, { now: () => mondayNoon + 3_600_000 });
  return {
    db: store.db,
    person,
    async [Symbol.asyncDispose]() {
      await person[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

function numbered(from: number, to: number): DetailedCall[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const number = from + index;
    const different = { id: `call-${number}`, endedAt: mondayNoon + number * 60_000 };
    return number % 5 === 0 ? failedCall('busy', different) : sampleCall(different);
  });
}

interface Element {
  action_id: string;
  value?: string;
  text?: { text: string };
  options?: { value: string }[];
}

function elements({ blocks }: Reply): Element[] {
  return (blocks as { type: string; elements?: Element[] }[])
    .filter(({ type }) => type === 'actions')
    .flatMap((block) => block.elements ?? []);
}

/** Ids of the calls on the page, from the menu that opens one. */
function listed(reply: Reply): string[] {
  const menu = elements(reply).find((element) => element.action_id === 'open_call');
  return menu?.options?.map(({ value }) => value) ?? [];
}

const turning = ['list_newer', 'list_older', 'list_refresh'];

/** What turns the page. */
function buttons(reply: Reply): string[] {
  return elements(reply).flatMap(({ text, action_id }) =>
    text === undefined || !turning.includes(action_id) ? [] : [text.text],
  );
}

async function click(person: Person, reply: Reply, actionId: string): Promise<Reply> {
  const button = elements(reply).find((element) => element.action_id === actionId);
  if (button === undefined) throw new Error(`no ${actionId} among ${buttons(reply)}`);
  return person.clicks(actionId, button.value);
}

const ids = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => `call-${from - index}`);

describe('the list of calls', () => {
  it('shows ten a page, newest first, and turns in its place', async () => {
    await using it = await meet(25);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const first = await it.person.types('calls');
    expect(listed(first)).toEqual(ids(25, 16));
    expect(buttons(first)).toEqual(['Older']);

    const second = await click(it.person, first, 'list_older');
    expect(listed(second)).toEqual(ids(15, 6));
    expect(buttons(second)).toEqual(['Newer', 'Older']);
    expect(second).toMatchObject({ replace_original: true, response_type: 'ephemeral' });

    const third = await click(it.person, second, 'list_older');
    expect(listed(third)).toEqual(ids(5, 1));
    expect(buttons(third)).toEqual(['Newer']);

    const back = await click(it.person, await click(it.person, third, 'list_newer'), 'list_newer');
    expect(listed(back)).toEqual(listed(first));
  });

  it('stands still while new calls arrive, and offers them', async () => {
    await using it = await meet(15);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const first = await it.person.types('calls');
    await storeCalls(it.db, numbered(16, 18));

    const second = await click(it.person, first, 'list_older');
    expect(listed(second)).toEqual(ids(5, 1));
    expect(buttons(second).toSorted()).toEqual(['3 newer calls', 'Newer']);
    expect(listed(await click(it.person, second, 'list_newer'))).toEqual(ids(15, 6));

    const renewed = await click(it.person, second, 'list_refresh');
    expect(listed(renewed)).toEqual(ids(18, 9));
    expect(renewed.replace_original).toBe(true);
  });

  it('keeps its filter from page to page', async () => {
    await using it = await meet(60);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const first = await it.person.types('calls failed since:24h');
    expect(listed(first)).toHaveLength(10);
    const second = await click(it.person, first, 'list_older');
    expect(listed(second)).toEqual(['call-10', 'call-5']);
    expect(second.text).toContain('errors, last 24 hours');
  });

  it('fits on one page without buttons', async () => {
    await using it = await meet(10);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    expect(buttons(await it.person.types('calls'))).toEqual([]);
  });

  it('opens a call that is picked', async () => {
    await using it = await meet(3);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const reply = await it.person.types('calls');
    const [latest] = listed(reply);
    const opened = await it.person.clicks('open_call', undefined, {
      actions: [
        { type: 'static_select', action_id: 'open_call', block_id: 'b', selected_option: { value: latest } },
      ],
    });
    expect(JSON.stringify(opened.blocks)).toContain('call-3');
    expect(opened.replace_original).toBe(false);
  });

  it('says so when a filter is longer than its buttons can carry', async () => {
    await using it = await meet(25);
    const words = Array.from({ length: 45 }, (_, index) => `-reason:${'long_reason_'.repeat(4)}${index}`);
    const reply = await it.person.types(`calls ${words.join(' ')}`);
    expect(reply.text).toContain('more words than I can carry');
  });
});

describe('a message that shows many calls', () => {
  it('is browsed: exactly its calls, whatever came since', async () => {
    await using it = await meet(12);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    await enqueueMessage(
      it.db,
      {
        id: 'message-1',
        key: 'bundle:1',
        channel: 'C0CALLS',
        form: 'bundle',
        kind: 'calls',
        subject: {},
        calls: 11,
      },
      mondayNoon,
    );
    for (const id of ids(11, 1)) {
      await it.db
        .insertInto('news')
        .values({
          key: `call-ended:${id}:C0CALLS`,
          channel: 'C0CALLS',
          topic: 'calls',
          call_id: id,
          subscription_id: 's',
          found_at: mondayNoon,
          message_id: 'message-1',
        })
        .execute();
    }
    const first = await it.person.clicks('browse_message', 'message-1');
    expect(first).toMatchObject({ replace_original: false, response_type: 'ephemeral' });
    expect(listed(first)).toEqual(ids(11, 2));
    expect(listed(await click(it.person, first, 'list_older'))).toEqual(['call-1']);
  });
});
