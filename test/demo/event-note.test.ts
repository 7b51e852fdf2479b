import { beforeEach, expect, it } from 'vitest';

import { eventNotes } from '../../demo/event-note.ts';
import type { SlackEvent } from '../../demo/slack/events.ts';

const channel = { id: 'C1', name: 'calls' };
let now: number;
let note: (event: SlackEvent) => string | null;

beforeEach(() => {
  now = new Date(2026, 10, 29, 8, 30).getTime();
  note = eventNotes({ channels: [channel], users: [{ id: 'U1', name: 'you' }] }, () => now);
});

it('a message is noted on one line, with when and where', () => {
  expect(noted('One call\nended.')).toBe('08:30:00  #calls  One call ended.');
});

it('what a caller said can neither steer the terminal nor turn its lines around', () => {
  expect(noted('a\u001b[31mred\u0007 \u202ebackwards\u0085')).toMatch(/a \[31mred backwards ?$/);
});

it('a long message is cut, and what is no message of a channel is left out', () => {
  expect(noted('word '.repeat(100))).toHaveLength(120);
  const view = { id: 'V1', type: 'modal', title: null, blocks: [] } as const;
  expect(note({ kind: 'view', view: { ...view, blocks: [] } })).toBeNull();
});

it('people and channels have their names, and a direct message is called one', () => {
  expect(noted('<@U1> muted &lt;busy&gt; in <#C1>.')).toMatch(/ {2}@you muted <busy> in #calls\.$/);
  const message = { ts: '1.1', text: 'Hello!', blocks: [] };
  expect(note({ kind: 'message', channel: { id: 'D1', name: 'direct message' }, message })).toBe(
    '08:30:00  direct message  Hello!',
  );
});

it('an edit has its own time', () => {
  noted('One call ended.');
  now += 90_000;
  expect(noted('One call ended, with a recording.', 'edit')).toBe(
    '08:31:30  #calls  edited: One call ended, with a recording.',
  );
});

it('an edit with other numbers is noted once a minute, with other words at once, and with neither never', () => {
  noted('2 calls ended, all human.');
  expect(noted('3 calls ended, all human.', 'edit')).toBeNull();
  expect(noted('4 calls ended: 3 human and 1 busy.', 'edit')).toMatch(/edited: 4 calls/);
  now += 60_000;
  expect(noted('4 calls ended: 3 human and 1 busy.', 'edit')).toBeNull();
  expect(noted('6 calls ended: 4 human and 2 busy.', 'edit')).toMatch(/edited: 6 calls/);
});

function noted(text: string, kind: 'message' | 'edit' = 'message'): string | null {
  return note({ kind, channel, message: { ts: '1760000000.1', text, blocks: [] } });
}
