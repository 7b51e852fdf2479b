import { describe, expect, it } from 'vitest';
import { renderDigest } from '../../../src/slack/digests/digest.ts';
import { renderIncident } from '../../../src/slack/incidents/incident.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { digestOf } from '../../../src/store/figures/digests.ts';
import { openIncident } from '../../../src/store/incidents/incidents.ts';
import { findIncident } from '../../../src/store/incidents/known-incidents.ts';
import { enqueueMessage, type NewMessage } from '../../../src/store/messages/messages.ts';
import { subscribe } from '../../../src/store/settings/subscriptions.ts';
import { control, listed, meetWith, optionOf, shown } from '../../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import type { Way } from '../../support/slack/slack-person.ts';

const day = 24 * 3_600_000;
const calls = [
  sampleCall({ id: 'human' }),
  failedCall('busy', { id: 'busy', endedAt: mondayNoon - 60_000 }),
  failedCall('too_many_calls', { id: 'ours', endedAt: mondayNoon - 120_000 }),
  failedCall('busy', { id: 'busy-yesterday', endedAt: mondayNoon - day }),
];

/** A message that is in the channel, telling these calls. */
async function post(db: Database, ts: string, told: string[], different: Partial<NewMessage> = {}) {
  const id = `message-${ts}`;
  const message = {
    id,
    key: id,
    channel: 'C0CALLS',
    form: 'bundle' as const,
    kind: 'calls' as const,
    subject: {},
    calls: told.length,
  };
  await enqueueMessage(db, { ...message, ...different }, mondayNoon);
  await db.updateTable('messages').set({ ts, state: 'sent' }).where('id', '=', id).execute();
  for (const callId of told) {
    await db
      .insertInto('news')
      .values({
        key: `call-ended:${callId}:${ts}`,
        channel: 'C0CALLS',
        topic: 'calls',
        call_id: callId,
        subscription_id: 's',
        found_at: mondayNoon,
        message_id: id,
      })
      .execute();
  }
  return {
    ts,
    metadata: { event_type: 'revox_news', event_payload: { id, kind: 'calls', calls: told.length } },
  };
}

describe.each<Way>(['HTTP', 'Socket Mode'])('“Look up calls” on a message over %s', (way) => {
  it('opens the only call that it shows', async () => {
    await using it = await meetWith(calls, {}, way);
    const reply = await it.person.picks('open_message_calls', await post(it.db, '1.1', ['busy']));
    expect(reply.view?.method).toBe('views.open');
    expect(shown(reply)).toContain('The line was busy.');
  });

  it('lists exactly the calls that it shows, for who asked alone', async () => {
    await using it = await meetWith(calls, {}, way);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const reply = await it.person.picks('open_message_calls', await post(it.db, '1.1', ['busy', 'human']));
    expect(reply).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(listed(reply)).toEqual(['human', 'busy']);
  });
});

describe('“Look up calls”', () => {
  it('finds the message by its place where Slack leaves its metadata out', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    await post(it.db, '1.1', ['busy', 'human']);
    await post(it.db, '2.2', ['ours', 'human']);
    expect(listed(await it.person.picks('open_message_calls', { ts: '2.2' }))).toEqual(['human', 'ours']);
  });

  it('on a digest lists the calls of its day and its filter', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const subject = { date: '2026-03-02', timezone: 'Europe/Paris', filter: 'errored', slotAt: mondayNoon };
    const message = await post(it.db, '3.3', [], { form: 'digest', kind: 'digest', subject });
    expect(listed(await it.person.picks('open_message_calls', message))).toEqual(['busy', 'ours']);
  });

  it('on a digest of several days lists the calls of all of them', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const several = { date: '2026-03-03', days: 7, timezone: 'Europe/Paris', filter: 'errored' };
    const subject = { ...several, slotAt: mondayNoon };
    const message = await post(it.db, '3.4', [], { form: 'digest', kind: 'digest', subject });
    expect(listed(await it.person.picks('open_message_calls', message))).toEqual([
      'busy',
      'ours',
      'busy-yesterday',
    ]);
  });

  // a message that is not ours, metadata of another app, nothing of either
  it.each([
    [{ ts: '9.9', metadata: { event_type: 'their_event', event_payload: { id: 'message-1.1' } } }],
    [{ ts: '9.9', metadata: { event_type: 'revox_news', event_payload: { id: 7 } } }],
    [{ ts: '9.9', metadata: { event_type: 'their_event', event_payload: { id: 'x'.repeat(8_000) } } }],
    [{ ts: '9.9' }],
  ])('on another message says what it can look up', async (message) => {
    await using it = await meetWith(calls);
    await post(it.db, '1.1', ['busy']);
    const reply = await it.person.picks('open_message_calls', message);
    expect(reply.text).toContain('I know of no calls in this message.');
  });

  it('is answered by a version that does not know it any more', async () => {
    await using it = await meetWith(calls);
    expect((await it.person.picks('of_last_year', { ts: '1.1' })).text).toContain(
      'This shortcut no longer works',
    );
  });
});

describe('a line of a digest', () => {
  it('opens its calls, as many as it counts', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const query = { date: '2026-03-02', timezone: 'UTC', filter: 'ours', now: mondayNoon, slotAt: null };
    const ours = renderDigest(await digestOf(it.db, query));
    const digest = renderDigest(await digestOf(it.db, { ...query, filter: '' }));
    const list = (rendered: typeof digest, label: string) =>
      it.person.clicks('list_calls', optionOf(rendered, 'list_calls', label));
    expect(listed(await list(digest, 'Every call (3)'))).toEqual(['human', 'busy', 'ours']);
    expect(listed(await list(digest, 'Busy (1)'))).toEqual(['busy']);
    expect(listed(await list(digest, 'Conversation finished (1)'))).toEqual(['human']);
    expect(listed(await list(ours, 'Too many calls (1)'))).toEqual(['ours']);
  });

  it('leaves the digest where it is', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const reply = await it.person.types('digest now');
    const value = optionOf(reply, 'list_calls', 'Busy (1)');
    expect((await it.person.clicks('list_calls', value)).replace_original).toBe(false);
  });
});

describe('an incident', () => {
  const facts = { reason: 'Many calls fail on our side.', nextStep: null, count: 3 };

  async function opened(db: Database, different: { filter?: string }) {
    const wanted = { channel: 'C0CALLS', topic: 'incidents' as const, filter: '', options: {} };
    await subscribe(db, wanted, 'environment', 0);
    const report = { kind: 'revox-unreachable' as const, about: '', facts: { ...facts, ...different } };
    await openIncident(db, report, mondayNoon - 3_600_000);
    const { id, incident_id } = await db.selectFrom('messages').selectAll().executeTakeFirstOrThrow();
    const incident = await findIncident(db, incident_id ?? '');
    if (incident === null) throw new Error('no incident');
    const metadata = { event_type: 'revox_news', event_payload: { id } };
    return { incident, message: { ts: '5.5', metadata } };
  }

  it('that is about calls opens those since it began, from its card and by the shortcut', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const { incident, message } = await opened(it.db, { filter: 'busy' });
    expect(listed(await it.person.picks('open_message_calls', message))).toEqual(['busy']);
    const options = { phoneNumbers: 'masked' as const, now: mondayNoon, timezone: 'UTC' };
    const card = renderIncident(incident, options);
    expect(listed(await it.person.clicks('list_calls', control(card, 'list_calls').value))).toEqual(['busy']);
  });

  it('that is not says so', async () => {
    await using it = await meetWith(calls);
    const { message } = await opened(it.db, {});
    const reply = await it.person.picks('open_message_calls', message);
    expect(reply.text).toContain('This message isn’t about single calls.');
  });
});
