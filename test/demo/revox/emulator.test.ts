import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Revox, startRevox } from '../../../demo/revox/emulator.ts';
import { dialErrors } from '../../../demo/revox/endings.ts';

const second = 1000;
const day = 24 * 60 * 60 * second;
const fields = [
  'id',
  'phone_number',
  'status',
  'result',
  'dial_error',
  'started_at',
  'answered_at',
  'ended_at',
  'end_reason',
  'ended_by',
  'recording_url',
  'structured_output',
  'transcript',
];
const dialled = ['completed', 'errored', 'calling', 'scheduled', 'cancelled'];

interface Row {
  id: string;
  phone_number: string;
  status: string;
  result: string | null;
  dial_error: string | null;
  started_at: string | null;
  answered_at: string | null;
  ended_at: string | null;
  end_reason: string | null;
  ended_by: string | null;
  recording_url: string | null;
  structured_output: Record<string, unknown> | null;
  transcript: { role: string; content: string; tool_name?: string }[] | null;
}

let now: number;
let revox: Revox;

async function start(): Promise<void> {
  now = Date.UTC(2026, 2, 18, 15, 0, 0);
  revox = await startRevox({ seed: 1, callsPerMinute: 6, clock: () => now });
}

describe('the list of call attempts', () => {
  beforeAll(start);
  afterAll(() => revox.close());

  it('gives every field that the API documents, and nothing beside the calls', async () => {
    const answer = await ask('/call?page=0&page_size=5');
    expect(Object.keys(answer.body as object)).toEqual(['calls']);
    for (const row of (answer.body as { calls: Row[] }).calls) expect(Object.keys(row)).toEqual(fields);
  });

  it('pages from 0, without gap or repeat, and ends with a short page', async () => {
    const rows = await everyRow();
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const [first, second] = await Promise.all([page(0, 7), page(1, 7)]);
    expect([...first, ...second].map(({ id }) => id)).toEqual(rows.slice(0, 14).map(({ id }) => id));
    expect(await page(1000, 100)).toEqual([]);
  });

  it('caps a page without a word', async () => {
    expect(await page(0, 5000)).toHaveLength(100);
  });

  it('filters by the state of the order, which is not the status of the attempt', async () => {
    const scheduled = await everyRow(['scheduled']);
    expect(scheduled.length).toBeGreaterThan(0);
    expect(new Set(scheduled.map(({ status }) => status))).toEqual(new Set(['error']));
    const parts = await Promise.all(dialled.map((state) => everyRow([state])));
    expect(parts.flat()).toHaveLength((await everyRow(dialled)).length);
  });

  it.each([
    ['/call?page_size=10', 422],
    ['/call?page=0', 422],
    ['/call?page=0&page_size=0', 422],
    ['/call?page=-1&page_size=10', 422],
    ['/call?page=0&page_size=10&statuses=ringing', 422],
    ['/auth-status', 200],
  ])('answers %s with %i', async (path, status) => {
    expect((await ask(path)).status).toBe(status);
  });

  it.each(['Bearer wrong', ''])('refuses the key “%s”', async (authorization) => {
    const response = await fetch(`${revox.apiUrl}/call?page=0&page_size=1`, { headers: { authorization } });
    expect(response.status).toBe(401);
  });
});

describe('the last ten days', () => {
  beforeAll(start);
  afterAll(() => revox.close());

  it('hold every result and every dial error, most of them people and no answer', async () => {
    const rows = await everyRow();
    const counts = Map.groupBy(rows, ({ result, dial_error }) => result ?? dial_error ?? 'open');
    const size = (word: string) => counts.get(word)?.length ?? 0;
    for (const word of ['human', 'voicemail', 'IVR', 'unknown', 'ios-screening-filter', ...dialErrors]) {
      expect(size(word), word).toBeGreaterThan(0);
    }
    expect(size('human')).toBeGreaterThan(size('voicemail'));
    expect(size('no_answer')).toBeGreaterThan(size('busy'));
  });

  it.each([
    ['sales', ['lead_score', 'interest_level', 'next_action', 'callback_time', 'objection', 'contacted']],
    [
      'clinic',
      ['confirmation_status', 'new_appointment_date', 'contact_reachable', 'cancellation_reason', 'notes'],
    ],
  ] as const)('are those of one company: “%s” extracts %j', async (story, fields) => {
    const company = await startRevox({ seed: 1, story, clock: () => now });
    const rows = await everyRow(null, company);
    await company.close();
    const names = new Set(rows.flatMap(({ structured_output }) => Object.keys(structured_output ?? {})));
    expect(names).toEqual(new Set(fields));
  });

  it('hold all end reasons and all three ways to end', async () => {
    const rows = await everyRow();
    expect(new Set(rows.map(({ ended_by }) => ended_by))).toEqual(new Set([null, 'agent', 'user', 'system']));
    expect(new Set(rows.map(({ end_reason }) => end_reason))).toEqual(
      new Set([null, 'tool_end_call', 'voicemail', 'transfer', 'ivr_no_navigate']),
    );
  });

  it('are in French and in English, with tools at work and sometimes failing', async () => {
    const turns = (await everyRow()).flatMap(({ transcript }) => transcript ?? []);
    const said = turns.map(({ content }) => content).join('\n');
    expect(said).toContain('Bonjour');
    expect(said).toContain('Hello');
    expect(new Set(turns.map(({ role }) => role))).toEqual(new Set(['assistant', 'user', 'tool']));
    expect(turns.some((turn) => 'tool_is_error' in turn && turn.tool_is_error)).toBe(true);
    expect(new Set(turns.map(({ tool_name }) => tool_name)).size).toBeGreaterThan(5);
  });

  it('give an end reason only where the agent ended the call, and times in their order', async () => {
    for (const row of await everyRow()) {
      if (row.end_reason !== null) expect(row.ended_by).toBe('agent');
      const times = [row.started_at, row.answered_at, row.ended_at].filter((time) => time !== null);
      expect(times).toEqual(times.toSorted());
      expect(row.answered_at !== null).toBe(row.result !== null || row.status === 'ongoing');
    }
  });

  it('dial only numbers that are kept for fiction', async () => {
    const fiction = /^(\+331990\d{5}|\+336399\d{5}|\+447700900\d{3}|\+120255501\d{2})$/;
    for (const { phone_number } of await everyRow()) expect(phone_number).toMatch(fiction);
  });

  it('are the same in every run, but for the times', async () => {
    const again = await startRevox({ seed: 1, callsPerMinute: 6, clock: () => now + day });
    const ids = (rows: Row[]) => rows.filter(({ ended_at }) => ended_at !== null).map(({ id }) => id);
    const here = new Map((await everyRow()).map((row) => [row.id, row]));
    const there = await everyRow(null, again);
    await again.close();
    expect(ids(there).filter((id) => here.has(id)).length).toBeGreaterThan(800);
    for (const row of there)
      expect(row.phone_number).toBe(here.get(row.id)?.phone_number ?? row.phone_number);
  });
});

describe('calls under way', () => {
  beforeEach(start);
  afterEach(() => revox.close());

  it('are known to have been read when somebody came to the end of the list', async () => {
    await page(0, 100);
    expect(revox.wasReadToTheEnd()).toBe(false);
    await everyRow();
    expect(revox.wasReadToTheEnd()).toBe(true);
  });

  it('go from queued to ringing to ongoing to their end within seconds, and never back', async () => {
    const order = ['queued', 'ringing', 'ongoing', 'completed', 'error'];
    const seen = new Map<string, string[]>();
    for (let step = 0; step < 240; step++) {
      for (const { id, status } of await page(0, 50)) {
        const statuses = seen.get(id) ?? [];
        if (statuses.at(-1) !== status) seen.set(id, [...statuses, status]);
      }
      now += second / 2;
    }
    const lives = [...seen.values()];
    for (const life of lives)
      expect(life).toEqual(life.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(lives).toContainEqual(['queued', 'ringing', 'ongoing', 'completed']);
    expect(lives).toContainEqual(['queued', 'ringing', 'error']);
  });

  it('end within the first ten seconds, some answered and some failed', async () => {
    const before = new Set((await ended()).map(({ id }) => id));
    now += 10 * second;
    const fresh = (await ended()).filter(({ id }) => !before.has(id));
    expect(fresh.map(({ result }) => result)).toContain('human');
    expect(fresh.map(({ dial_error }) => dial_error)).toContain('busy');
  });

  it('show their recording a little later than their end', async () => {
    const before = new Set((await ended()).map(({ id }) => id));
    now += 5 * second;
    const call = (await ended()).find(({ id, result }) => !before.has(id) && result === 'human') as Row;
    expect(call.transcript).not.toBeNull();
    expect(call.recording_url).toBeNull();
    now += 10 * second;
    expect((await ended()).find(({ id }) => id === call.id)?.recording_url).toMatch(/^https:\/\//);
  });

  it('end far down the list too, when they had waited for days', async () => {
    const before = await everyRow(dialled);
    now += 3 * 60 * second;
    const after = await everyRow(dialled);
    const known = new Set(before.map(({ id }) => id));
    const deep = after.slice(200).filter(({ id }) => !known.has(id));
    expect(deep.length).toBeGreaterThan(0);
  });

  it('are tried again two hours after a busy line, as another attempt to the same number', async () => {
    now += 5 * 60 * second;
    const busy = (await ended()).find(({ dial_error }) => dial_error === 'busy') as Row;
    const before = (await everyRow()).filter(({ phone_number }) => phone_number === busy.phone_number).length;
    now += 130 * 60 * second;
    const attempts = (await everyRow()).filter(({ phone_number }) => phone_number === busy.phone_number);
    expect(attempts.length).toBe(before + 1);
  });
});

describe('the controls', () => {
  beforeEach(start);
  afterEach(() => revox.close());

  it('make as many calls fail as asked, with the error asked', async () => {
    const before = await everyRow();
    await control('burst', { count: 500, dial_error: 'precondition_failed' });
    now += 10 * second;
    const known = new Set(before.map(({ id }) => id));
    const fresh = (await everyRow()).filter((row) => !known.has(row.id));
    const failed = fresh.filter(
      ({ dial_error, status }) => dial_error === 'precondition_failed' && status === 'error',
    );
    expect(failed.length).toBeGreaterThanOrEqual(500);
  });

  it('set how many calls are placed a minute', async () => {
    await control('calls-per-minute', { calls_per_minute: 0 });
    const before = (await everyRow()).length;
    now += 60 * second;
    expect((await everyRow()).length).toBe(before);
    await control('calls-per-minute', { calls_per_minute: 120 });
    now += 60 * second;
    expect((await everyRow()).length - before).toBeGreaterThan(80);
  });

  it('break and repair the API', async () => {
    await control('outage', { on: true });
    expect((await ask('/call?page=0&page_size=1')).status).toBe(500);
    await control('outage', { on: false });
    expect((await ask('/call?page=0&page_size=1')).status).toBe(200);
  });

  it('refuse and accept the key', async () => {
    await control('key-refused', { on: true });
    expect((await ask('/auth-status')).status).toBe(401);
    await control('key-refused', { on: false });
    expect((await ask('/auth-status')).status).toBe(200);
  });

  it('let the carrier refuse every new call', async () => {
    const known = new Set((await everyRow()).map(({ id }) => id));
    await control('carrier-outage', { on: true });
    now += 120 * second;
    const fresh = (await everyRow()).filter(({ id, ended_at }) => !known.has(id) && ended_at !== null);
    expect(fresh.length).toBeGreaterThan(5);
    expect(new Set(fresh.map(({ dial_error }) => dial_error))).toEqual(new Set(['precondition_failed']));
  });

  it('end a call that was queued yesterday, far down the list', async () => {
    const known = new Set((await everyRow()).map(({ id }) => id));
    await control('late-call', {});
    now += 5 * second;
    const rows = await everyRow();
    const depth = rows.findLastIndex(({ id, result }) => !known.has(id) && result === 'human');
    expect(depth).toBeGreaterThan(40);
  });

  it('end a call with the wish for another one, and have that person called again', async () => {
    const known = new Set((await everyRow()).map(({ id }) => id));
    const fresh = async () =>
      (await everyRow()).filter(({ id, result }) => !known.has(id) && result === 'human');
    await control('calls-per-minute', { calls_per_minute: 0 });
    await control('ask-for-call-back', { after_seconds: 90 });
    now += 5 * second;
    const [wish] = await fresh();
    expect(wish).toMatchObject({ structured_output: { next_action: 'call_back' } });
    const at = String(wish?.structured_output?.callback_time);
    expect(Date.parse(at) - Date.parse(wish?.ended_at ?? '')).toBe(90 * second);
    await control('return-call', {});
    now += 5 * second;
    const numbers = (await fresh()).map(({ phone_number }) => phone_number);
    expect(numbers).toEqual([wish?.phone_number, wish?.phone_number]);
    await control('return-call', {});
    now += 5 * second;
    expect(await fresh()).toHaveLength(2);
  });

  it.each([
    ['ask-for-call-back', { after_seconds: 0 }],
    ['burst', { count: 0 }],
    ['burst', { dial_error: 'hiccup' }],
    ['calls-per-minute', { calls_per_minute: -1 }],
    ['outage', {}],
  ])('refuse %s with %o', async (name, body) => {
    expect((await control(name, body)).status).toBe(422);
  });

  it('tell their own state', async () => {
    await control('carrier-outage', { on: true });
    expect(await (await fetch(`${revox.url}/demo`)).json()).toEqual({
      callsPerMinute: 6,
      carrierDown: true,
      apiDown: false,
      keyRefused: false,
    });
  });
});

async function ask(path: string, of = revox): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${of.apiUrl}${path}`, { headers: { authorization: `Bearer ${of.apiKey}` } });
  return { status: response.status, body: await response.json() };
}

async function page(index: number, size: number, states: string[] | null = null, of = revox): Promise<Row[]> {
  const statuses = (states ?? []).map((state) => `&statuses=${state}`).join('');
  const { body } = await ask(`/call?page=${index}&page_size=${size}${statuses}`, of);
  return (body as { calls: Row[] }).calls;
}

async function everyRow(states: string[] | null = null, of = revox): Promise<Row[]> {
  const rows: Row[] = [];
  for (let index = 0; ; index++) {
    const found = await page(index, 100, states, of);
    rows.push(...found);
    if (found.length < 100) return rows;
  }
}

async function ended(): Promise<Row[]> {
  return (await everyRow()).filter(({ ended_at }) => ended_at !== null);
}

function control(name: string, body: object): Promise<Response> {
  return fetch(`${revox.url}/demo/${name}`, { method: 'POST', body: JSON.stringify(body) });
}
