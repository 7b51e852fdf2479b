import { describe, expect, it, test } from 'vitest';

import { methods } from '../../demo/slack/rules/methods.ts';
import { refusalOf } from '../../demo/slack/rules/refusal-of.ts';
import { ourApp, type SlackApp } from '../../demo/slack/rules/slack-app.ts';
import { deliver } from '../../src/outbox/deliver.ts';
import { scopesNeeded } from '../../src/slack/line/scopes.ts';
import { clockAt, noon, outboxRoom, rowOf } from '../outbox/outbox-room.ts';
import { openSqlite } from '../support/database.ts';
import { meetWith } from '../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../support/sample-calls.ts';
import type { Way } from '../support/slack/slack-person.ts';
import { homeOpened } from '../support/slack/slack-requests.ts';
import { usualProfile } from '../support/slack/strict-gate.ts';

/** An app that was made from our manifest with this taken away. */
function without(scope: string): SlackApp {
  const app = ourApp();
  return { ...app, scopes: app.scopes.filter((it) => it !== scope) };
}

const example: Record<string, Record<string, string>> = {
  'chat:write': { method: 'chat.update', channel: 'C1' },
  'channels:history': { method: 'conversations.history', channel: 'C1' },
  'groups:history': { method: 'conversations.replies', channel: 'C1PRIVATE' },
  'channels:read': { method: 'conversations.list', types: 'public_channel,private_channel' },
  'groups:read': { method: 'conversations.info', channel: 'C1PRIVATE' },
  'users:read': { method: 'users.info' },
  'usergroups:read': { method: 'usergroups.list' },
  'files:write': { method: 'files.getUploadURLExternal' },
  'im:write': { method: 'conversations.open' },
};

describe('an app without a scope of its manifest', () => {
  test.each(Object.entries(example))('%s is answered so by Slack', (scope, { method = '', ...params }) => {
    const asking = {
      app: without(scope),
      profile: usualProfile,
      now: noon,
      minuteMs: 60_000,
      carriedOut: [],
      isPrivate: (channel: string) => channel.endsWith('PRIVATE'),
    };
    const refusal = refusalOf(method, params, asking);
    expect(refusal).toMatchObject({ error: 'missing_scope', needed: scope, rule: `method/${method}` });
    expect(refusal?.provided?.split(',')).not.toContain(scope);
    const all = { text: 'Hello', ...params };
    expect(refusalOf(method, all, { ...asking, app: ourApp() })).toBeNull();
  });

  it('has a case here for each scope but that of the command itself', () => {
    expect([...Object.keys(example), 'commands'].toSorted()).toEqual(ourApp().scopes.toSorted());
    expect(Object.keys(scopesNeeded).toSorted()).toEqual(ourApp().scopes.toSorted());
  });

  it('needs no scope that the manifest does not have, for whatever it calls', () => {
    const known = ['history', 'read', null, ...ourApp().scopes];
    for (const { scope } of Object.values(methods)) expect(known).toContain(scope);
  });
});

it('without chat:write a message is parked with what to do, and nothing is lost', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1'], clockAt(noon), { made: without('chat:write') });
  room.slack.gate.expectRefusal('chat.postMessage', 'method/chat.postMessage');
  await room.enqueue('m1', 'C1');
  await deliver(room.deps);
  expect(await rowOf(store.db, 'm1')).toMatchObject({ state: 'parked', reason: 'missing_scope' });
});

it('without channels:history a doubt waits for a person, and is never posted twice', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1'], clockAt(noon), { made: without('channels:history') });
  room.slack.gate.expectRefusal('conversations.history', 'method/conversations.history');
  await room.enqueue('m1', 'C1');
  room.slack.fail({ method: 'chat.postMessage', fault: { kind: 'cut', accepted: true } });
  for (let minute = 0; minute < 60; minute += 1) {
    await deliver(room.deps);
    room.clock.forward(60_000);
  }
  expect(await rowOf(store.db, 'm1')).toMatchObject({ state: 'parked' });
  expect(room.slack.accepted('m1')).toHaveLength(1);
});

it('without users:read nobody is answered, and reads why', async () => {
  const made = without('users:read');
  await using it = await meetWith([sampleCall({ endedAt: mondayNoon })], {}, 'HTTP', { made });
  it.person.slack.gate.expectRefusal('users.info', 'method/users.info');
  const { text } = await it.person.types('calls');
  expect(text).toMatch(/Slack/);
  expect(text).not.toContain('1 call');
});

it('without usergroups:read a group cannot be mentioned, and the rest works', async () => {
  const made = without('usergroups:read');
  await using it = await meetWith([sampleCall({ endedAt: mondayNoon })], {}, 'HTTP', { made });
  it.person.slack.gate.expectRefusal('usergroups.list', 'method/usergroups.list');
  expect((await it.person.types('subscribe errors mention:@oncall')).text).toMatch(
    /Slack didn’t list its user groups/,
  );
  expect((await it.person.types('help')).text).toContain('/revox calls');
});

/** Before Slack escaped commands and the Messages tab was on. */
const older: SlackApp = { ...ourApp(), messagesTab: false, escapesCommands: false };

it('an app made from an older manifest works on: lists, messages and Home', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1'], clockAt(noon), { made: older });
  await room.enqueue('m1', 'C1');
  await deliver(room.deps);
  expect(room.slack.accepted('m1')).toHaveLength(1);

  await using it = await meetWith([sampleCall({ endedAt: mondayNoon })], {}, 'HTTP', { made: older });
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  expect((await it.person.types('calls')).text).toContain('1 call');
  expect((await it.person.opensHome()).view?.type).toBe('home');
});

it('a direct message is refused while the Messages tab is off, and parked with what to do', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['D1'], clockAt(noon), { made: older });
  room.slack.gate.expectRefusal('chat.postMessage', 'method/chat.postMessage');
  await room.enqueue('m1', 'D1');
  await deliver(room.deps);
  expect(await rowOf(store.db, 'm1')).toMatchObject({ state: 'parked', reason: 'messages_tab_disabled' });
});

describe.each<Way>(['HTTP', 'Socket Mode'])(
  'what the manifest of an app leaves out, Slack does not send over %s',
  (way) => {
    const tells = async (made: Partial<SlackApp>, tab: string, events: number) => {
      const answered: string[] = [];
      const different = { onAnswered: (what: string) => void answered.push(what) };
      await using it = await meetWith([], different, way, { made: { ...ourApp(), ...made } });
      const event = { type: 'app_home_opened', user: 'U0ANNA', channel: 'D0ANNA', tab, event_ts: '1.0' };
      await it.person.sends(homeOpened({ event }));
      await it.person.types('help');
      // What was sent first is answered, and the question after it.
      await it.person.slack.until(() => answered.length > events);
      expect(answered).toHaveLength(1 + events);
    };

    test.each([
      ['events', { events: [] }, 'home'],
      ['the Home tab', { homeTab: false }, 'home'],
      ['the Messages tab', { messagesTab: false }, 'messages'],
    ])('%s', async (_, made, tab) => {
      await tells(made, tab, 0);
      await tells({}, tab, 1);
    });
  },
);
