import { expect, it } from 'vitest';
import { newsAbout } from '../../../src/news/news-about.ts';
import { bundleNews } from '../../../src/outbox/bundle-news.ts';
import type { Desk } from '../../../src/slack/door/handler.ts';
import { firstStart } from '../../../src/store/calls/first-start.ts';
import { forgetTold } from '../../../src/store/erasing/forget-told.ts';
import { enqueueNews } from '../../../src/store/news/news.ts';
import { listSubscriptions, writeSubscription } from '../../../src/store/settings/subscriptions.ts';
import { messageProblems } from '../../support/fits-slack.ts';
import { control, meetWith } from '../../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleSubscription } from '../../support/sample-calls.ts';

const call = failedCall('busy', { id: 'att-0001', phoneNumber: '+33199001234' });

/** A call that two channels heard of, one of them from here. */
async function meet(different: Partial<Desk> = {}) {
  const it = await meetWith([call], different);
  await writeSubscription(it.db, sampleSubscription({ id: 'errors', topic: 'errors' }));
  await writeSubscription(it.db, sampleSubscription({ id: 'calls', filter: 'busy' }));
  await writeSubscription(it.db, sampleSubscription({ id: 'people', filter: 'human' }));
  await writeSubscription(
    it.db,
    sampleSubscription({ id: 'elsewhere', channel: 'C0OTHER', filter: '-human' }),
  );
  const subscriptions = await listSubscriptions(it.db);
  await enqueueNews(
    it.db,
    newsAbout([call], subscriptions, { now: mondayNoon, timezone: 'UTC' }),
    mondayNoon,
  );
  await bundleNews({ db: it.db, now: () => mondayNoon });
  await it.db.updateTable('messages').set({ state: 'sent', ts: '171.001' }).execute();
  it.person.slack.behave({
    answers: { 'chat.getPermalink': { permalink: 'https://ours.slack.test/p171001' } },
  });
  return it;
}

it('who asks why is shown first what was posted here, with a link, then why the others left it out', async () => {
  await using it = await meet();
  const reply = await it.person.types('why att-0001');
  expect(messageProblems({ text: reply.text, blocks: reply.blocks as never[] })).toEqual([]);
  expect(reply.text).toMatchInlineSnapshot(`
    "Busy, the number ending in 1234, 2 Mar at 12:00
    • <#C0CALLS> errors: posted, open it
    Posted in 1 other channel.
    Other subscriptions
    • <#C0CALLS> calls (busy): not posted twice: it’s under errors
    • <#C0CALLS> calls (human): not posted: the call doesn’t match human"
  `);
  expect(JSON.stringify(reply.blocks)).toContain('https://ours.slack.test/p171001');
  expect(JSON.stringify(reply.blocks)).not.toContain('0199001234');
});

it('what was posted is said after an unsubscribe too', async () => {
  await using it = await meet();
  await it.person.types('unsubscribe errors');
  const reply = await it.person.types('why att-0001');
  expect(reply.text).toContain('<#C0CALLS> errors: posted, open it (unsubscribed since)');
  await it.person.types('unsubscribe all');
  expect((await it.person.types('why att-0001')).text).toContain('errors: posted, open it');
});

it('an admin is shown every channel', async () => {
  await using it = await meet({ admins: ['U0ANNA'] });
  const reply = await it.person.types('why att-0001');
  expect(reply.text).toContain('<#C0OTHER> calls (not human): posted, open it');
  expect(reply.text).not.toContain('other channel');
});

it('a message that Slack doesn’t link is named all the same', async () => {
  await using it = await meet();
  it.person.slack.behave({ answers: { 'chat.getPermalink': { ok: false, error: 'message_not_found' } } });
  expect((await it.person.types('why att-0001')).text).toMatch(/errors: posted$/m);
});

it('who means several calls picks one, and is shown why', async () => {
  const other = failedCall('no_answer', { id: 'att-0002', phoneNumber: '+33639981234' });
  await using it = await meetWith([call, other]);
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  const reply = await it.person.types('why 1234');
  expect(reply.text).toContain('2 calls match 1234');
  const [option] = control(reply, 'run_command_1').options ?? [];
  const picked = await it.person.clicks('run_command_1', option?.value);
  expect(picked.text).toContain('No answer, the number ending in 1234');
});

it('who names no call is asked which one', async () => {
  await using it = await meet();
  expect((await it.person.types('why')).text).toContain('Which call?');
  expect((await it.person.types('call')).text).toContain('Which call?');
});

it('a call that nobody knows is said to be unknown', async () => {
  await using it = await meet();
  expect((await it.person.types('why nothing-like-it')).text).toContain('No call has the id');
});

it('a channel without subscriptions says so', async () => {
  await using it = await meet();
  const reply = await it.person.types('why att-0001', { channel_id: 'C0EMPTY' });
  expect(reply.text).toContain('This channel isn’t subscribed to calls.');
  expect(reply.text).toContain('Posted in 2 other channels.');
});

it('a call whose message is forgotten was posted too long ago to link to', async () => {
  await using it = await meet();
  await firstStart(it.db, 0);
  const later = mondayNoon + 90 * 86_400_000;
  while ((await forgetTold(it.db, later, later)) > 0);
  const reply = await it.person.types('why att-0001');
  expect(reply.text).toContain('errors: posted, too long ago to link to it');
  expect(reply.text).toContain('calls (human): not posted: the call doesn’t match human');
});

it('the buttons of a forgotten message say that it is too old', async () => {
  await using it = await meet();
  const { id } = await it.db.selectFrom('messages').select('id').executeTakeFirstOrThrow();
  const later = mondayNoon + 90 * 86_400_000;
  while ((await forgetTold(it.db, later, later)) > 0);
  const metadata = { event_type: 'revox_news', event_payload: { id, kind: 'calls', calls: 1 } };
  const replies = [
    await it.person.clicks('browse_message', id),
    await it.person.clicks('list_calls', JSON.stringify({ f: '', m: id })),
    await it.person.picks('open_message_calls', { ts: '171.001', metadata }),
  ];
  for (const { text } of replies) expect(text).toContain('This message has expired:');
});

it('who sees numbers masked hears the true reason where an admin chose calls by a part of a number or a hidden field', async () => {
  await using it = await meetWith([call], { admins: ['U0OTTO'], hiddenFields: ['salary'] });
  await writeSubscription(it.db, sampleSubscription({ id: 'part', filter: 'phone:+1202555' }));
  await writeSubscription(it.db, sampleSubscription({ id: 'field', filter: 'field:salary=high' }));
  const reply = await it.person.types('why att-0001');
  expect(reply.text).toContain('not posted: the call doesn’t match the number ending in 2555');
  expect(reply.text).toContain('not posted: the call doesn’t match salary: •••');
});

it('no call of before is compared with what the person may not look for', async () => {
  const reasons = async (filter: string) => {
    await using it = await meetWith([call], { admins: ['U0OTTO'] });
    await writeSubscription(it.db, sampleSubscription({ filter, madeAt: mondayNoon + 1 }));
    return (await it.person.types('why att-0001')).text;
  };
  expect(await reasons('phone:+33199001')).toBe(await reasons('phone:+33299001'));
  expect(await reasons('phone:+33199001')).toContain('made after the call ended');
});
