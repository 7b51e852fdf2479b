import { describe, expect, it } from 'vitest';

import type { FollowUp } from '../../../src/calls/follow-ups/follow-up.ts';
import type { Desk } from '../../../src/slack/door/handler.ts';
import { asTodo, parseTodo } from '../../../src/slack/follow-ups/todo-words.ts';
import { control, controls, meetWith, shown } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';
import type { Reply } from '../../support/slack/slack-requests.ts';

const hour = 3_600_000;
const elsewhere = { channel_id: 'C0OTHER', channel_name: 'other' };
const direct = { channel_id: 'D0ANNA', channel_name: 'directmessage' };
const hers = { state: 'taken', owner: 'U0ANNA', takenAt: mondayNoon - hour } as const;
const bens = { state: 'taken', owner: 'U0BEN', takenAt: mondayNoon - hour } as const;

async function meet(followUps: Partial<FollowUp>[], desk: Partial<Desk> = {}) {
  const numbered = followUps.map((it, index) =>
    sampleFollowUp({ callId: `call-${index + 1}`, dueAt: mondayNoon + (index + 1) * hour, ...it }),
  );
  const it = await meetWith(
    numbered.map(({ callId }) => sampleCall({ id: callId })),
    desk,
  );
  await storeFollowUps(it.db, ...numbered);
  return it;
}

/** The ids of the calls of a list, in its order. */
function ids(reply: Reply): string[] {
  return controls(reply).flatMap(({ action_id: id, value }) => (id === 'open_call' ? [value ?? ''] : []));
}

const some = [
  {},
  bens,
  hers,
  { ...hers, channel: 'C0OTHER' },
  { dueAt: mondayNoon - hour },
  { ...hers, state: 'done' as const, endedAt: mondayNoon },
];

it('what is due tomorrow is a list of its own', async () => {
  await using it = await meet([{}, { dueAt: mondayNoon + 20 * hour }, { dueAt: mondayNoon + 44 * hour }]);
  for (const typed of ['todo tomorrow', 'rappels de demain', 'callbacks due tomorrow'])
    expect(ids(await it.person.types(typed))).toEqual(['call-2']);
});

describe('/revox todo', () => {
  it('lists one’s own, then nobody’s, in this channel, the first due first', async () => {
    await using it = await meet(some);
    const list = await it.person.types('todo');
    expect(ids(list)).toEqual(['call-3', 'call-5', 'call-1']);
    expect(list.text).toContain('3 calls to follow up, 1 overdue, yours, then nobody’s');
    expect(list.text).toContain('the number ending in 1234');
    expect(shown(list)).not.toContain('99 00 12 34');
  });

  it.each([
    ['mine', {}, ['call-3', 'call-4']],
    ['all', {}, ['call-5', 'call-1', 'call-2', 'call-3']],
    ['overdue', {}, ['call-5']],
    ['today', {}, ['call-5', 'call-1', 'call-2', 'call-3']],
    ['everywhere', {}, ['call-5', 'call-1', 'call-2', 'call-3', 'call-4']],
    ['<@U0BEN|ben>', {}, ['call-2']],
    ['', elsewhere, ['call-4']],
    ['', direct, ['call-3', 'call-4']],
  ])('lists of %s, typed in %o', async (typed, where, expected) => {
    await using it = await meet(some);
    expect(ids(await it.person.types(`todo ${typed}`, where))).toEqual(expected);
  });

  it('says so where there is nothing', async () => {
    await using it = await meet([bens]);
    expect((await it.person.types('todo')).text).toContain('Nothing to follow up here');
    expect((await it.person.types('todo overdue')).text).toContain('Nothing is overdue here.');
  });

  it('turns pages with running numbers, each one once', async () => {
    await using it = await meet([
      ...Array.from({ length: 14 }, () => hers),
      ...Array.from({ length: 11 }, () => ({})),
    ]);
    let page = await it.person.types('todo');
    const seen = ids(page);
    for (const numbers of ['11–20', '21–25']) {
      page = await it.person.clicks('todo_next', control(page, 'todo_next').value);
      expect(page.text).toContain(`25 calls to follow up, ${numbers}`);
      expect(page.replace_original).toBe(true);
      seen.push(...ids(page));
    }
    expect(page.text).toContain('\n25. ');
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `call-${index + 1}`));
    expect(controls(page).some(({ action_id }) => action_id === 'todo_next')).toBe(false);
    const start = await it.person.clicks('todo_start', control(page, 'todo_start').value);
    expect(ids(start)).toEqual(seen.slice(0, 10));
  });

  it('takes and finishes on its lines, and shows the list as it is then', async () => {
    await using it = await meet([{}, {}]);
    const list = await it.person.types('todo');
    const taken = await it.person.clicks('todo_take', control(list, 'todo_take').value);
    expect(taken.text).toMatch(/^It’s yours\./);
    expect(taken.replace_original).toBe(true);
    expect(ids(taken)).toEqual(['call-1', 'call-2']);
    const done = await it.person.clicks('todo_done', control(taken, 'todo_done').value);
    expect(done.text).toMatch(/^Done\./);
    expect(ids(done)).toEqual(['call-2']);
    const again = await it.person.clicks('todo_take', control(list, 'todo_take').value);
    expect(again.text).toMatch(/^<@U0ANNA> marked it as done/);
  });

  it('offers what others have to nobody, and what is nobody’s only where it belongs', async () => {
    await using it = await meet([bens, { channel: 'C0OTHER' }]);
    expect(controls(await it.person.types('todo all')).map((one) => one.action_id)).not.toContain(
      'todo_done',
    );
    const everywhere = controls(await it.person.types('todo all', direct)).map((one) => one.action_id);
    expect(everywhere).not.toContain('todo_take');
  });

  it('has the number for those who may see it', async () => {
    await using it = await meet([{}], { admins: ['U0ANNA'] });
    const list = await it.person.types('todo');
    expect(shown(list)).not.toContain('99 00 12 34');
    const answer = await it.person.clicks('reveal_number', control(list, 'reveal_number').value);
    expect(shown(answer)).toContain('+33 1 99 00 12 34');
    expect(await it.db.selectFrom('reveals').select('shown').execute()).toEqual([
      { shown: expect.stringContaining('number') },
    ]);
  });

  it('answers a value that is none of ours', async () => {
    await using it = await meet([{}]);
    for (const id of ['todo_next', 'todo_start', 'todo_refresh', 'todo_take', 'todo_done'])
      for (const forged of ['', '{}', '{"l":"here","p":7,"n":0}', '{"l":"@x","p":0,"n":0}'])
        expect((await it.person.clicks(id, forged)).text).toContain('This list has expired.');
  });
});

describe('what people type for it', () => {
  it.each([
    ['follow-ups', 'todo'],
    ['follow ups', 'todo'],
    ['followups overdue', 'todo overdue'],
    ['my follow ups', 'todo mine'],
    ['callbacks due', 'todo due'],
    ['call-backs overdue', 'todo overdue'],
    ['à rappeler', 'todo'],
    ['a rappeler', 'todo'],
    ['rappels en retard', 'todo en retard'],
    ['mes rappels', 'todo mine'],
    ['call backs', 'todo'],
    ['overdue', 'todo overdue'],
    ['en retard', 'todo overdue'],
    ['who must be called back', 'todo'],
    ['who do I call back', 'todo'],
    ['qui faut-il rappeler', 'todo'],
    ['rappels à faire', 'todo'],
    ['who called back', null],
    ['calls callback', null],
    ['callbacks', null],
    ['callback today', null],
  ])('%s', (typed, meant) => {
    expect(asTodo(typed)).toBe(meant);
  });

  it.each([
    ['everyone', 'all'],
    ['en retard', 'overdue'],
    ['Over  due', 'overdue'],
    ['à moi', 'mine'],
    ['ici', 'here'],
  ])('todo %s', (typed, list) => {
    expect(parseTodo(typed)).toEqual({ list });
  });

  it('is asked about where it is not understood', async () => {
    await using it = await meet([{}]);
    expect((await it.person.types('todo overdu')).text).toContain('Did you mean /revox todo overdue?');
    expect((await it.person.types('todo zebra')).text).toContain('/revox todo mine');
    expect((await it.person.types('todo @nobody')).text).toContain('tick “Escape channels');
  });

  it('is a command in every respect', async () => {
    await using it = await meet([hers]);
    expect(ids(await it.person.types('my follow ups'))).toEqual(['call-1']);
    expect(ids(await it.person.types('à rappeler'))).toEqual(['call-1']);
    expect((await it.person.types('help todo')).text).toContain('/revox todo overdue');
  });
});
