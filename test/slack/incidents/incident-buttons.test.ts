import { describe, expect, it } from 'vitest';

import { openIncident } from '../../../src/store/incidents/incidents.ts';
import { meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon } from '../../support/sample-calls.ts';

const facts = { reason: 'The concurrency limit was hit.', nextStep: null, count: 5 };
const ben = { user: { id: 'U0BEN', username: 'ben', team_id: 'T0OURS' } };
const [minute, hour] = [60_000, 3_600_000];

async function meet() {
  const it = await meetWith([]);
  const spike = { kind: 'dial-errors-spike', about: 'too_many_calls', facts, channels: ['C0CALLS'] } as const;
  await openIncident(it.db, spike, mondayNoon);
  const incident = () => it.db.selectFrom('incidents').selectAll().executeTakeFirstOrThrow();
  const { id } = await incident();
  const snoozed = (period: string, place = {}) =>
    it.person.clicks('snooze_incident', JSON.stringify({ i: id, u: period }), place);
  return { ...it, id, incident, snoozed };
}

describe('Acknowledge on the card of an incident', () => {
  it('is for the first who clicks; another one reads who that was', async () => {
    await using it = await meet();
    expect((await it.person.clicks('acknowledge_incident', it.id)).text).toMatch(/^Acknowledged\./);
    expect((await it.incident()).acknowledged_by).toBe('U0ANNA');
    const second = await it.person.clicks('acknowledge_incident', it.id, ben);
    expect(second.text).toBe('<@U0ANNA> acknowledged it already, 2 Mar at 12:00.');
    expect((await it.incident()).acknowledged_by).toBe('U0ANNA');
  });

  it('works on the Home tab, which shows every incident', async () => {
    await using it = await meet();
    const home = await it.person.opensHome();
    for (const action of ['acknowledge_incident', 'resolve_incident', 'snooze_incident'])
      expect(JSON.stringify(home.blocks)).toContain(action);
    await it.person.clicksIn(home.view, 'acknowledge_incident', it.id);
    expect((await it.incident()).acknowledged_by).toBe('U0ANNA');
  });
});

describe('Resolve on the card of an incident', () => {
  it('closes it for the first who clicks; another one reads who that was', async () => {
    await using it = await meet();
    expect((await it.person.clicks('resolve_incident', it.id)).text).toBe(
      'Resolved. I open it again only if the problem goes away first and then comes back.',
    );
    expect(await it.incident()).toMatchObject({ closed_at: mondayNoon, resolved_by: 'U0ANNA' });
    const answers = [
      await it.person.clicks('resolve_incident', it.id, ben),
      await it.person.clicks('acknowledge_incident', it.id, ben),
      await it.snoozed('1h', ben),
    ];
    for (const { text } of answers) expect(text).toBe('<@U0ANNA> resolved it already, 2 Mar at 12:00.');
  });

  it('is resolved in its row, so that it does not open again while its condition lasts', async () => {
    await using it = await meet();
    await it.person.clicks('resolve_incident', it.id);
    const spike = { kind: 'dial-errors-spike', about: 'too_many_calls', facts } as const;
    await openIncident(it.db, spike, mondayNoon + minute);
    expect(await it.db.selectFrom('incidents').select('id').execute()).toEqual([{ id: it.id }]);
  });
});

const anna = { id: 'U0ANNA', team_id: 'T0OURS' };

describe('Snooze on the card of an incident', () => {
  it.each([
    ['30m', mondayNoon + 30 * minute, '12:30'],
    ['1h', mondayNoon + hour, '13:00'],
    ['4h', mondayNoon + 4 * hour, '16:00'],
  ])('leaves it alone for a while: %s', async (period, until, time) => {
    await using it = await meet();
    expect((await it.snoozed(period)).text).toBe(
      `Snoozed until 2 Mar at ${time}. Until then I don’t edit its card or mention anyone, unless it ends.`,
    );
    expect(await it.incident()).toMatchObject({ snoozed_by: 'U0ANNA', snoozed_until: until });
  });

  it('ends this afternoon, or on Monday at nine', async () => {
    await using it = await meet();
    it.person.slack.behave({ answers: { 'users.info': { user: { ...anna, tz: 'UTC' } } } });
    await it.snoozed('afternoon');
    expect((await it.incident()).snoozed_until).toBe(mondayNoon + 2 * hour);
    await it.snoozed('week');
    expect((await it.incident()).snoozed_until).toBe(mondayNoon + 7 * 24 * hour - 3 * hour);
  });

  it('is no afternoon that has begun where the person is', async () => {
    await using it = await meet();
    it.person.slack.behave({ answers: { 'users.info': { user: { ...anna, tz: 'Asia/Tokyo' } } } });
    expect((await it.snoozed('afternoon')).text).toContain('already after 14:00 where you are');
    expect((await it.incident()).snoozed_until).toBeNull();
  });

  it('ends at nine tomorrow where the person is', async () => {
    await using it = await meet();
    await it.snoozed('tomorrow');
    const until = (await it.incident()).snoozed_until ?? 0;
    expect(until).toBeGreaterThan(mondayNoon + 12 * hour);
    expect(until).toBeLessThan(mondayNoon + 36 * hour);
    expect(until % hour).toBe(0);
  });
});

describe('the buttons on the card of an incident', () => {
  it('come too late when it is over', async () => {
    await using it = await meet();
    await it.db.updateTable('incidents').set({ closed_at: mondayNoon }).execute();
    const answers = [
      await it.person.clicks('acknowledge_incident', it.id),
      await it.person.clicks('resolve_incident', it.id),
      await it.snoozed('1h'),
    ];
    for (const { text } of answers) expect(text).toBe('It has already ended.');
    expect(await it.incident()).toMatchObject({
      acknowledged_by: null,
      resolved_by: null,
      snoozed_until: null,
    });
  });

  it('work in no channel that has no such card, nor with a value that is none of ours', async () => {
    await using it = await meet();
    const elsewhere = { channel: { id: 'C0OTHER', name: 'other' } };
    const other = crypto.randomUUID();
    const answers = [await it.snoozed('1h', elsewhere), await it.snoozed('1y')];
    for (const action of ['acknowledge_incident', 'resolve_incident', 'snooze_incident'])
      for (const [value, place] of [
        [it.id, elsewhere],
        [other, {}],
        ['1; drop table incidents', {}],
      ] as const)
        answers.push(await it.person.clicks(action, value, place));
    for (const { text } of answers) expect(text).toContain('can’t find this incident');
    expect(await it.incident()).toMatchObject({
      acknowledged_by: null,
      closed_at: null,
      snoozed_until: null,
    });
    expect(await it.db.selectFrom('audit').select('id').execute()).toEqual([]);
  });

  it('are recorded, as changes of settings are', async () => {
    await using it = await meet();
    await it.person.clicks('acknowledge_incident', it.id);
    await it.snoozed('1h', ben);
    await it.person.clicks('resolve_incident', it.id, ben);
    const rows = await it.db
      .selectFrom('audit')
      .select(['changed_by', 'channel', 'setting', 'after'])
      .execute();
    const done = (after: string | null) => JSON.parse(after ?? '').done;
    expect(rows.map((row) => `${row.changed_by} ${row.channel} ${done(row.after)}`).toSorted()).toEqual([
      'U0ANNA C0CALLS acknowledged',
      'U0BEN C0CALLS resolved',
      'U0BEN C0CALLS snoozed',
    ]);
    expect(new Set(rows.map((row) => row.setting))).toEqual(new Set([`incident:${it.id}`]));
  });
});
