import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';

import type { Database } from '../../src/store/engine/database.ts';
import { enqueueMessage } from '../../src/store/messages/messages.ts';
import { openSqlite } from '../support/database.ts';
import { mondayNoon } from '../support/sample-calls.ts';
import { meetPerson, type Person, signingSecret, type Way } from '../support/slack/slack-person.ts';
import { blockAction, formBody, signedHeaders, slashCommand } from '../support/slack/slack-requests.ts';
import { until } from '../support/slack/socket-mode-server.ts';

const ways: Way[] = ['HTTP', 'Socket Mode'];

async function meet(way: Way, different?: Parameters<typeof meetPerson>[2]) {
  const store = await openSqlite();
  const person = await meetPerson(way, store.db, different);
  return {
    db: store.db,
    person,
    async [Symbol.asyncDispose]() {
      await person[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

describe.each(ways)('a person over %s', (way) => {
  // typed → the answer holds
  const answers: [string, string][] = [
    ['', 'What would you like to see?'],
    ['live', 'No call right now.'],
    ['stats', 'No calls Tue 24 Feb to today so far'],
    ['stats by huor', 'Did you mean /revox stats by hour?'],
    ['save', 'You haven’t saved any searches yet.'],
    ['save nothing', 'I didn’t understand “nothing”'],
    ['run it', 'You have no saved search called “it”.'],
    ['help', '/revox calls [filter…] list calls'],
    ['  HELP  ', '/revox calls [filter…] list calls'],
    ['help calls', '/revox calls [filter…]: list calls'],
    ['help nonsense', 'There’s no help on “nonsense”.'],
    ['calls', 'Nothing is stored yet'],
    ['calls errored', 'No calls match: errors'],
    ['calls busy completed', '“completed” and “busy” exclude each other, so no call can match.'],
    ['calls erorred', 'Did you mean /revox calls errored?'],
    ['/revox calls errored', 'No calls match: errors'],
    ['`/revox calls no answer`', 'No calls match: no answer'],
    ['phone out of reach', 'No calls match: phone out of reach'],
    ['?', '/revox calls [filter…] list calls'],
    ['aide', '/revox calls [filter…] list calls'],
    ['csv errored', 'Did you mean /revox export errored?'],
    ['8F14E45F-CEEA-467F-A0E6-9D5E2C3B1A4F', 'No call has the id'],
    ['calls `8f14e45f`', 'No call has the id'],
    ['calls 5/3', 'What do you mean by “5/3”?'],
    ['call', 'Which call? Give its id'],
    ['call nothing-like-it', 'No call has the id “nothing-like-it”.'],
    ['digest', 'Monday 2 March so far: no calls.'],
    ['digest now', 'Monday 2 March so far: no calls.'],
    ['digest now erorred', '/revox digest now errored'],
    ['digest tomorrow', 'I didn’t understand “tomorrow”.'],
    ['status', 'Starting'],
    ['sttaus', 'Did you mean /revox status or /revox help?'],
    ['errored today', 'No calls match: errors, today'],
    ['sing <!channel>', 'I didn’t understand “sing &lt;!channel&gt;”.'],
  ];
  it.each(answers)('who types /revox %s is answered, alone', async (typed, holds) => {
    await using it = await meet(way);
    const reply = await it.person.types(typed);
    expect(reply.text.replaceAll(/\s+/g, ' ')).toContain(holds);
    expect(reply.response_type).toBe('ephemeral');
    expect(reply.replace_original).toBe(false);
    expect(reply.blocks.length).toBeGreaterThan(0);
  });

  // button, value → the answer holds
  const clicks: [string, string | undefined, string][] = [
    ['list_older', 'garbage', 'This list has expired.'],
    ['list_newer', undefined, 'This list has expired.'],
    ['list_refresh', '{"f":"","a":-1}', 'This list has expired.'],
    ['list_older', '{"f":"nonsense","a":1,"t":1,"d":"o"}', 'This list has expired.'],
    ['browse_message', 'no-such-message', 'This message has expired: its list of calls is no longer stored.'],
    ['open_call', 'no-such-call', 'No call has the id “no-such-call”.'],
    ['open_call', undefined, 'Which call?\nGive its id'],
    ['retry_parked', undefined, 'No messages are parked any more'],
    ['button_of_last_year', 'x', 'This button no longer works.'],
  ];
  it.each(clicks)('who clicks %s with the value %s is answered', async (actionId, value, holds) => {
    await using it = await meet(way);
    expect((await it.person.clicks(actionId, value)).text).toContain(holds);
  });

  it('is acknowledged while the database is held by a long transaction, and answered after it', async () => {
    await using it = await meet(way);
    const release = Promise.withResolvers<void>();
    const long = it.db.transaction().execute(() => release.promise);
    // Would the acknowledgement wait for the database, this would never end.
    await it.person.sends(slashCommand('status'));
    expect(it.person.responseUrl.replies).toEqual([]);
    release.resolve();
    await long;
    expect((await it.person.responseUrl.reply(0)).text).toContain('Starting');
  });

  it('is answered so when the database does not answer in time', async () => {
    await using it = await meet(way, { patienceMs: 50 });
    const release = Promise.withResolvers<void>();
    const long = it.db.transaction().execute(() => release.promise);
    const reply = await it.person.types('status');
    expect(reply.text).toContain('The database is busy');
    release.resolve();
    await long;
  });

  it('is answered so when something broke', async () => {
    await using it = await meet(way);
    await it.db.schema.dropTable('set_aside').execute();
    expect((await it.person.types('status')).text).toContain('That didn’t work, and it’s not your fault.');
  });

  it('of another organisation gets a sentence and nothing else', async () => {
    await using it = await meet(way);
    it.person.slack.behave({ answers: { 'users.info': { user: { team_id: 'T0OTHER' } } } });
    const typed = await it.person.types('status', { team_id: 'T0OTHER' });
    expect(typed.text).toBe('I only answer members of the workspace that installed me.');
    const user = { id: 'U0OTHER', username: 'other', team_id: 'T0OTHER' };
    const clicked = await it.person.clicks('retry_parked', undefined, { user });
    expect(clicked.text).toBe('I only answer members of the workspace that installed me.');
  });

  it('is not trusted while Slack does not say which workspace is ours', async () => {
    await using it = await meet(way);
    it.person.slack.behave({ answers: { 'auth.test': { ok: false, error: 'internal_error' } } });
    expect((await it.person.types('status')).text).toContain('That didn’t work');
    it.person.slack.behave({ answers: { 'auth.test': { ok: true, team_id: 'T0OURS' } } });
    expect((await it.person.types('status')).text).toContain('Starting');
  });

  it('whose click is delivered twice has it done once', async () => {
    await using it = await meet(way);
    await park(it.db);
    const click = blockAction('retry_parked', undefined);
    await it.person.sends(click);
    expect((await it.person.responseUrl.reply(0)).text).toContain('I’m retrying the parked message.');
    await park(it.db);
    await it.person.sends(click);
    await it.person.types('help');
    expect(it.person.responseUrl.replies).toHaveLength(2);
    expect(await parkedCount(it.db)).toBe(1);
  });

  describe('whose response URL has expired', () => {
    it('is answered in the channel, seen by nobody else', async () => {
      await using it = await meet(way);
      it.person.responseUrl.expired = true;
      await it.person.sends(slashCommand('help'));
      await until(() => asked(it.person, 'chat.postEphemeral').length === 1);
      expect(asked(it.person, 'chat.postEphemeral')[0]).toMatchObject({ channel: 'C0CALLS', user: 'U0ANNA' });
    });

    it('is asked in a direct message to ask again, where the bot is no member', async () => {
      await using it = await meet(way);
      it.person.responseUrl.expired = true;
      it.person.slack.behave({ answers: { 'chat.postEphemeral': { ok: false, error: 'not_in_channel' } } });
      await it.person.sends(slashCommand('help'));
      await until(() => asked(it.person, 'chat.postMessage').length === 1);
      const [message] = asked(it.person, 'chat.postMessage');
      expect(message).toMatchObject({ channel: 'U0ANNA' });
      expect(message?.text).toBe('Slack no longer lets me answer there. Type /revox again.');
    });

    it('is not sent the same answer twice by a client that tries again', async () => {
      await using it = await meet(way);
      it.person.responseUrl.expired = true;
      it.person.slack.behave({ answers: { 'chat.postEphemeral': { ok: false, error: 'internal_error' } } });
      await it.person.sends(slashCommand('help'));
      await until(() => asked(it.person, 'chat.postMessage').length === 1);
      expect(asked(it.person, 'chat.postEphemeral')).toHaveLength(1);
    });
  });
});

async function park(db: Database) {
  const message = {
    key: crypto.randomUUID(),
    channel: 'C0CALLS',
    form: 'bundle',
    kind: 'calls',
    subject: {},
    calls: 1,
  } as const;
  await enqueueMessage(db, message, mondayNoon);
  await db.updateTable('messages').set({ state: 'parked' }).where('key', '=', message.key).execute();
}

async function parkedCount(db: Database): Promise<number> {
  return (await db.selectFrom('messages').where('state', '=', 'parked').select('id').execute()).length;
}

function asked(person: Person, method: string) {
  return person.slack.asked
    .filter((request) => request.method === method)
    .map(({ parameters }) => parameters);
}

describe('over HTTP', () => {
  async function post(person: Person, headers: Record<string, string>, body: string): Promise<number> {
    const server = createServer((request, response) => person.bolt.requestListener?.(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      return (await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', headers, body })).status;
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  const now = () => Math.floor(Date.now() / 1_000);
  const body = formBody({ ...slashCommand('help') });
  // request → headers, body
  const refused: [string, () => Record<string, string>, string][] = [
    ['signed with another secret', () => signedHeaders(body, 'another-secret'), body],
    ['changed after it was signed', () => signedHeaders(body, signingSecret), `${body}&text=status`],
    ['signed ten minutes ago', () => signedHeaders(body, signingSecret, now() - 600), body],
    ['without a signature', () => ({ 'content-type': 'application/x-www-form-urlencoded' }), body],
    [
      'with an empty signature',
      () => ({ ...signedHeaders(body, signingSecret), 'x-slack-signature': '' }),
      body,
    ],
  ];
  it.each(refused)('a request %s is refused', async (_, headers, sent) => {
    await using it = await meet('HTTP');
    expect(await post(it.person, headers(), sent)).toBe(401);
    expect(it.person.responseUrl.replies).toEqual([]);
  });

  it('a signed request is taken', async () => {
    await using it = await meet('HTTP');
    expect(await post(it.person, signedHeaders(body, signingSecret), body)).toBe(200);
  });

  it('health has no socket to speak of', async () => {
    await using it = await meet('HTTP');
    expect(it.person.bolt.health()).toEqual({
      mode: 'http',
      connected: true,
      lastHelloAt: null,
      lastPongAt: null,
      lastAcceptedAt: null,
      numConnections: null,
    });
  });
});

describe('over Socket Mode', () => {
  it('there is no request to listen to', async () => {
    await using it = await meet('Socket Mode');
    expect(it.person.bolt.requestListener).toBeNull();
    expect(it.person.bolt.health()).toMatchObject({
      mode: 'socket',
      connected: true,
      lastHelloAt: mondayNoon,
    });
  });

  it('a person is answered although the socket dropped before the acknowledgement', async () => {
    await using it = await meet('Socket Mode');
    const { slack, responseUrl } = it.person;
    slack.deliver('slash_commands', { response_url: responseUrl.url, ...slashCommand('help') });
    slack.sockets()[0]?.close();
    expect((await responseUrl.reply(0)).text).toContain('/revox calls [filter…] list calls');
    await until(() => it.person.bolt.health().connected);
    expect((await it.person.types('status')).text).toContain('Starting');
  });

  it('a click that reaches two replicas is done by one of them', async () => {
    await using store = await openSqlite();
    await using one = await meetPerson('Socket Mode', store.db);
    await using other = await meetPerson('Socket Mode', store.db);
    await park(store.db);
    const click = blockAction('retry_parked', undefined);
    await Promise.all([one.sends(click), other.sends(click)]);
    const retried = () =>
      [...one.responseUrl.replies, ...other.responseUrl.replies].filter(({ text }) =>
        text.includes('I’m retrying'),
      );
    await until(() => retried().length > 0);
    await Promise.all([one.types('help'), other.types('help')]);
    expect(retried()).toHaveLength(1);
  });

  it('stopping lets the answers under way finish', async () => {
    await using it = await meet('Socket Mode');
    const release = Promise.withResolvers<void>();
    const long = it.db.transaction().execute(() => release.promise);
    await it.person.sends(slashCommand('status'));
    const stopping = it.person.bolt.stop();
    release.resolve();
    await Promise.all([long, stopping]);
    expect(it.person.responseUrl.replies).toHaveLength(1);
  });
});
