import { describe, expect, it } from 'vitest';

import type { Change } from '../../../demo/page/board.ts';
import { patchOf } from '../../../demo/page/patches.ts';
import type { Channel } from '../../../demo/slack/events.ts';

const calls = { id: 'C1', name: 'calls' };
const context = {
  blocks: { channels: [calls], users: [{ id: 'U1', name: 'you' }] },
  shortcuts: [],
  personId: 'U1',
  directMessageId: 'D1',
};

describe('what a screen reader says', () => {
  it('is what is shown, with the names of people and channels', () => {
    expect(saidOf(calls, '<@U1> muted &lt;all&gt; calls in <#C1>.')).toBe(
      'New in #calls: @you muted <all> calls in #calls.',
    );
  });

  it('names a direct message as one', () => {
    expect(saidOf({ id: 'D1', name: 'direct message' }, 'Hello!')).toBe('New direct message: Hello!');
  });

  it('is what is shown of an answer too, and nothing of an edit', () => {
    const answer = { ts: '1.1', channel: calls, text: '<#C1> errors: posted', blocks: [] };
    const item = { kind: 'answer' as const, answer: { ...answer, replaces: null, deleted: false } };
    expect(patchOf({ kind: 'put', id: 'a1', item, isNew: true }, context).said).toBe(
      'Only visible to you: #calls errors: posted',
    );
    expect(saidOf(calls, 'Two calls ended.', false)).toBe('');
  });
});

function saidOf(channel: Channel, text: string, isNew = true): string {
  const message = { ts: '1.1', text, blocks: [] };
  const item = { kind: 'message' as const, channel, message, edited: !isNew, replies: 0 };
  const change: Change = { kind: 'put', id: 'm1', item, isNew };
  return patchOf(change, context).said;
}
