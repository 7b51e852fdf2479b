import { describe, expect, it } from 'vitest';

import { openIncident } from '../../../src/store/incidents/incidents.ts';
import { meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon } from '../../support/sample-calls.ts';

const facts = { reason: 'The concurrency limit was hit.', nextStep: null, count: 5 };
const ben = { user: { id: 'U0BEN', username: 'ben', team_id: 'T0OURS' } };

async function meet() {
  const it = await meetWith([]);
  const spike = { kind: 'dial-errors-spike', about: 'too_many_calls', facts, channels: ['C0CALLS'] } as const;
  await openIncident(it.db, spike, mondayNoon);
  const { id } = await it.db.selectFrom('incidents').select('id').executeTakeFirstOrThrow();
  const by = async () => {
    const row = await it.db.selectFrom('incidents').select('acknowledged_by').executeTakeFirstOrThrow();
    return row.acknowledged_by;
  };
  return { ...it, id, by };
}

describe('Acknowledge on the card of an incident', () => {
  it('is for the first who clicks; another one is told who that was', async () => {
    await using it = await meet();
    expect((await it.person.clicks('acknowledge_incident', it.id)).text).toMatch(/^Acknowledged\./);
    expect(await it.by()).toBe('U0ANNA');
    const second = await it.person.clicks('acknowledge_incident', it.id, ben);
    expect(second.text).toBe('<@U0ANNA> has acknowledged it already, at 12:00.');
    expect(await it.by()).toBe('U0ANNA');
  });

  it('comes too late when it is over', async () => {
    await using it = await meet();
    await it.db.updateTable('incidents').set({ closed_at: mondayNoon }).execute();
    expect((await it.person.clicks('acknowledge_incident', it.id)).text).toContain('over already');
    expect(await it.by()).toBeNull();
  });

  it('works in no channel that has no such card, nor with a value that is none of ours', async () => {
    await using it = await meet();
    const elsewhere = { channel: { id: 'C0OTHER', name: 'other' } };
    const other = crypto.randomUUID();
    for (const [value, place] of [
      [it.id, elsewhere],
      [other, {}],
      ['1; drop table incidents', {}],
    ] as const)
      expect((await it.person.clicks('acknowledge_incident', value, place)).text).toContain('no longer know');
    expect(await it.by()).toBeNull();
  });

  it('works on the Home tab, which shows every incident', async () => {
    await using it = await meet();
    const home = await it.person.opensHome();
    expect(JSON.stringify(home.blocks)).toContain('acknowledge_incident');
    expect(JSON.stringify(home.blocks)).not.toContain('mute_calls');
    await it.person.clicksIn(home.view, 'acknowledge_incident', it.id);
    expect(await it.by()).toBe('U0ANNA');
  });
});
