import { expect, it } from 'vitest';

import { eventNote } from '../../demo/event-note.ts';

const channel = { id: 'C1', name: 'calls' };

it('a message is noted on one line, with when and where', () => {
  expect(noted('One call\nended.')).toMatch(/^\d\d:\d\d:\d\d {2}#calls {2}One call ended\.$/);
});

it('what a caller said can neither steer the terminal nor turn its lines around', () => {
  expect(noted('a\u001b[31mred\u0007 \u202ebackwards\u0085')).toMatch(/a \[31mred backwards ?$/);
});

it('a long message is cut, and what is no message of a channel is left out', () => {
  expect(noted('word '.repeat(100))).toHaveLength(120);
  const view = { id: 'V1', type: 'modal', title: null, blocks: [] } as const;
  expect(eventNote({ kind: 'view', view: { ...view, blocks: [] } })).toBeNull();
});

function noted(text: string): string | null {
  return eventNote({ kind: 'message', channel, message: { ts: '1760000000.1', text, blocks: [] } });
}
