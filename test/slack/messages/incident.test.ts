import { expect, test } from 'vitest';
import { renderMessage } from '../../../src/slack/messages/render-message.ts';
import { read } from './read.ts';
import { now, options, parked, unreachable } from './samples.ts';

const card = (incident: typeof unreachable) => read(renderMessage({ kind: 'incident', incident }, options));

test('an incident that just opened', () => {
  expect(card({ ...unreachable, openedAt: now - 20_000 })).toMatchInlineSnapshot(`
    "text: Revox does not answer. The last 12 polls timed out after 10 s. Nothing to do but wait: it is tried again by itself.

    (red) *Revox does not answer*
    The last 12 polls timed out after 10 s. No calls are being read. None is lost: they are told when Revox answers.

    *Next:* Nothing to do but wait: it is tried again by itself.
    Since {14:34} · 12 failed polls · last good poll {14:03}
    More: \`/revox help incidents\`"
  `);
});

test('the same while it lasts', () => {
  expect(card(unreachable)).toMatchInlineSnapshot(`
    "text: Revox does not answer. The last 12 polls timed out after 10 s. Nothing to do but wait: it is tried again by itself.

    (red) *Revox does not answer*
    The last 12 polls timed out after 10 s. No calls are being read. None is lost: they are told when Revox answers.

    *Next:* Nothing to do but wait: it is tried again by itself.
    Since {14:10} · 25 min so far · 12 failed polls · last good poll {14:03}
    More: \`/revox help incidents\`"
  `);
});

test('the same when it is over', () => {
  expect(card({ ...unreachable, closedAt: now })).toMatchInlineSnapshot(`
    "text: Revox answers again, after 25 min.

    (green) *Revox answers again*
    From {14:10} to {14:35} · 25 min · 12 failed polls

    (What it was: The last 12 polls timed out after 10 s.)"
  `);
});

test('a refused key says what a person must do', () => {
  const facts = {
    reason: 'Revox answers 401.',
    nextStep: 'Put a valid REVOX_API_KEY and restart.',
    count: 1,
  };
  expect(card({ ...unreachable, kind: 'revox-key-refused', facts })).toMatchInlineSnapshot(`
    "text: Revox refuses the API key. Revox answers 401. Put a valid REVOX_API_KEY and restart.

    (red) *Revox refuses the API key*
    Revox answers 401. No calls are being read. None is lost: they are told when the key works.

    *Next:* Put a valid REVOX_API_KEY and restart.
    Since {14:10} · 25 min so far · 1 refused poll
    More: \`/revox help incidents\`"
  `);
});

test('parked messages name their channel', () => {
  expect(card(parked)).toMatchInlineSnapshot(`
    "text: Messages cannot be delivered. The bot is not a member of this channel. Invite it: /invite ＠Revox

    (red) *Messages cannot be delivered* in #C0123456789
    The bot is not a member of this channel. The messages are kept, and go out when Slack takes them.

    *Next:* Invite it: /invite @Revox
    Since {14:10} · 25 min so far · 3 messages waiting
    More: \`/revox help incidents\`"
  `);
});

test('the reply in the thread is one line', () => {
  const incident = { ...unreachable, closedAt: now };
  expect(read(renderMessage({ kind: 'incident-closing', incident }, options))).toMatchInlineSnapshot(`
    "text: Revox answers again, after 25 min.

    (green) Revox answers again, after 25 min."
  `);
});
