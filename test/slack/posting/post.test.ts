import { describe, expect, test } from 'vitest';

import { outboxClient } from '../../../src/slack/line/outbox-client.ts';
import { postingThrough } from '../../../src/slack/posting/post.ts';
import { forgetful } from '../../support/forgetful.ts';
import { silentSdkLog } from '../../support/sdk-log.ts';
import { silentLog } from '../../support/silent-log.ts';
import { SlackServer } from '../../support/slack/slack-server.ts';

const token = 'xoxb-0000-secret';

async function workspace() {
  const slack = await SlackServer.start({ channels: [{ id: 'C1', name: 'calls' }] });
  const said: string[] = [];
  const logger = { ...silentSdkLog, ...keeping(said) };
  const client = outboxClient({ token, slackApiUrl: slack.url, logger, timeoutMs: 1_000 });
  const posting = postingThrough(client, { log: silentLog, refusals: forgetful });
  return { slack, posting, said, [Symbol.asyncDispose]: () => slack.close() };
}

function keeping(said: string[]) {
  const keep = (...words: unknown[]) => void said.push(words.join(' '));
  return { info: keep, warn: keep, error: keep };
}

const words = { text: 'Call with +33 1 99 00 12 34', blocks: [] };
const metadata = { id: 'm1', kind: 'calls' as const, calls: 1 };
const post = { channel: 'C1', threadTs: null, words, metadata };

describe('posting', () => {
  test('neither the token nor what is posted is ever printed, whatever goes wrong', async () => {
    await using it = await workspace();
    const messages = ['[ERROR] must be an array [json-pointer:/blocks]'];
    it.slack.fail({ method: 'chat.postMessage', fault: { kind: 'cut', accepted: false } });
    it.slack.fail({ method: 'chat.postMessage', fault: { kind: 'answer', accepted: false, status: 500 } });
    it.slack.fail({
      method: 'chat.postMessage',
      fault: { kind: 'error', accepted: false, error: 'invalid_blocks', messages },
    });
    for (let count = 0; count < 4; count += 1) await it.posting.post(post);
    expect(it.said.length).toBeGreaterThan(0);
    expect(it.said.join('\n')).not.toMatch(/secret|99 00|xoxb/);
  });

  test('metadata stays under 300 bytes', async () => {
    await using it = await workspace();
    const id = '8a2b9b0e-1111-4222-8333-123456789abc';
    await it.posting.post({ ...post, metadata: { id, kind: 'incident', calls: 10_000 } });
    expect(it.slack.accepted(id)[0]?.params.metadata?.length).toBeLessThan(300);
  });
});

test('a text that is too long for a later edit is cut as it is posted, beside blocks too', async () => {
  await using it = await workspace();
  await it.posting.post({ ...post, words: { ...words, text: 'é'.repeat(3_000) } });
  expect(Buffer.byteLength(it.slack.accepted('m1')[0]?.text ?? '')).toBeLessThanOrEqual(4_000);
});

describe('editing', () => {
  test('a text that is too long for an edit is cut between characters', async () => {
    await using it = await workspace();
    const posted = await it.posting.post(post);
    if (posted.kind !== 'sent') throw new Error('not sent');
    const text = `a${'é'.repeat(3_000)}`;
    const edit = { channel: 'C1', ts: posted.ts, words: { text, blocks: [] } };
    expect(await it.posting.edit(edit)).toEqual({ kind: 'edited' });
    const kept = it.slack.accepted('m1')[0]?.text ?? '';
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(4_000);
    expect(kept).toMatch(/^aé+…$/);
  });

  test('words of ours are not turned into mentions', async () => {
    await using it = await workspace();
    const posted = await it.posting.post(post);
    if (posted.kind !== 'sent') throw new Error('not sent');
    await it.posting.edit({ channel: 'C1', ts: posted.ts, words });
    expect(it.slack.requestsOf('chat.update')[0]?.params).toMatchObject({ parse: 'none' });
  });
});

describe('looking a message up', () => {
  const search = {
    channel: 'C1',
    threadTs: null,
    id: 'm1',
    from: 0,
    until: Date.now() + 3_600_000,
    cursor: null,
  };

  test('another message with the same words is not it', async () => {
    await using it = await workspace();
    await it.posting.post({ ...post, metadata: { ...metadata, id: 'm2' } });
    it.slack.call('chat.postMessage', { channel: 'C1', text: words.text });
    expect(await it.posting.find(search)).toEqual({ found: [], unread: null, cursor: null });
  });

  test('nor is one of another kind of metadata', async () => {
    await using it = await workspace();
    const other = JSON.stringify({ event_type: 'other_news', event_payload: metadata });
    it.slack.call('chat.postMessage', { channel: 'C1', text: 'x', metadata: other });
    expect(await it.posting.find(search)).toEqual({ found: [], unread: null, cursor: null });
  });

  test('only what came after the start is looked through', async () => {
    await using it = await workspace();
    await it.posting.post(post);
    const later = { ...search, from: Date.now() + 60_000 };
    expect(await it.posting.find(later)).toEqual({ found: [], unread: null, cursor: null });
    expect((await it.posting.find(search)).found).toHaveLength(1);
  });

  test('a deleted message is not there', async () => {
    await using it = await workspace();
    await it.posting.post(post);
    for (const posted of it.slack.ledger) posted.deleted = true;
    expect(await it.posting.find(search)).toEqual({ found: [], unread: null, cursor: null });
  });

  test('two of them are both found, the older first', async () => {
    await using it = await workspace();
    await it.posting.post(post);
    await it.posting.post(post);
    const both = it.slack.ledger.map((posted) => posted.ts);
    expect(await it.posting.find(search)).toEqual({ found: both, unread: null, cursor: null });
  });

  test('only what came before the end is looked through', async () => {
    await using it = await workspace();
    await it.posting.post(post);
    const before = { ...search, until: Date.now() - 60_000 };
    expect(await it.posting.find(before)).toEqual({ found: [], unread: null, cursor: null });
  });

  test('a look-up that Slack cuts short goes on where it came to', async () => {
    await using it = await workspace();
    await it.posting.post(post);
    it.slack.pageSize = 1;
    for (let count = 0; count < 11; count += 1)
      it.slack.call('chat.postMessage', { channel: 'C1', text: 'x' });
    const first = await it.posting.find(search);
    expect(first).toMatchObject({ found: [], unread: { reason: 'more messages are to be read' } });
    const second = await it.posting.find({ ...search, cursor: first.cursor });
    expect(second.found).toHaveLength(1);
    expect(it.slack.requestsOf('conversations.history')).toHaveLength(12);
  });

  test('a cursor that Slack forgot is one to start again', async () => {
    await using it = await workspace();
    it.slack.fail({
      method: 'conversations.history',
      fault: { kind: 'error', accepted: false, error: 'invalid_cursor' },
    });
    expect(await it.posting.find({ ...search, cursor: 'old' })).toMatchObject({ cursor: null });
  });

  test('a look-up that would take too many pages is not one that was made', async () => {
    await using it = await workspace();
    it.slack.pageSize = 1;
    for (let count = 0; count < 11; count += 1)
      it.slack.call('chat.postMessage', { channel: 'C1', text: 'x' });
    expect((await it.posting.find(search)).unread?.reason).toBe('more messages are to be read');
    expect(it.slack.requestsOf('conversations.history')).toHaveLength(10);
  });

  test('one page at least is read, and no more once time is up', async () => {
    await using it = await workspace();
    it.slack.pageSize = 1;
    await it.posting.post(post);
    it.slack.call('chat.postMessage', { channel: 'C1', text: 'x' });
    const { unread, cursor } = await it.posting.find({ ...search, mayGoOn: () => false });
    expect([unread?.reason, cursor]).toEqual(['more messages are to be read', '1']);
    expect(it.slack.requestsOf('conversations.history')).toHaveLength(1);
  });

  test('a look-up that goes round in circles starts again', async () => {
    await using it = await workspace();
    const changes = { response_metadata: { next_cursor: '7' } };
    it.slack.fail({ method: 'conversations.history', fault: { kind: 'changed', accepted: true, changes } });
    const finding = await it.posting.find({ ...search, cursor: '7' });
    expect([finding.unread?.reason, finding.cursor]).toEqual(['the same page again', null]);
  });

  test('what was found before a page failed still counts', async () => {
    await using it = await workspace();
    it.slack.pageSize = 1;
    it.slack.call('chat.postMessage', { channel: 'C1', text: 'x' });
    await it.posting.post(post);
    const onSecondPage = (params: Record<string, string>) => params.cursor !== undefined;
    it.slack.fail({
      method: 'conversations.history',
      fault: { kind: 'answer', accepted: false, status: 500 },
      where: onSecondPage,
    });
    const finding = await it.posting.find(search);
    expect(finding.found).toHaveLength(1);
    expect(finding.unread).toEqual({ reason: 'http_500', afterMs: null, needsPerson: false });
  });
});
