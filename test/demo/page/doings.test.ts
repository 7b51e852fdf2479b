import { describe, expect, it } from 'vitest';

import { openBoard } from '../../../demo/page/board.ts';
import { type DoingDeps, doings } from '../../../demo/page/doings.ts';
import type { Gestures } from '../../../demo/slack/gestures.ts';

describe('a digest in a minute', () => {
  it.each([
    ['12:00:10', '12:01'],
    ['12:00:54', '12:01'],
    // 12:01 would be five seconds away, and the bot may be slower to read it.
    ['12:00:55', '12:02'],
    ['23:59:30', '00:00'],
  ])('is asked for at %s with the command that says %s, in its channel', async (clock, time) => {
    const { typed, deps } = desk(Date.parse(`2026-03-02T${clock}Z`));
    await doings['/digest']?.({}, deps);
    expect(typed).toEqual([`#digest /revox digest daily ${time}`]);
  });
});

describe('a control of something that has gone away since', () => {
  it('is not pressed, and the person is told', async () => {
    const { deps } = desk(0);
    const used = {
      where: { kind: 'answer', ts: '1.1' },
      control: { type: 'button', action_id: 'a', block_id: 'b' },
      inputs: [],
    };
    await expect(doings['/use']?.(used, deps)).rejects.toThrow('That is no longer there.');
  });
});

it('a command of any length is typed, since the bot has words for one that is too long', async () => {
  const { typed, deps } = desk(0);
  const text = 'x'.repeat(5_000);
  await doings['/command']?.({ channel: 'C1', text }, deps);
  expect(typed).toEqual([`#digest /revox ${text}`]);
});

function desk(now: number) {
  const typed: string[] = [];
  const gestures = {
    typeCommand: async (text: string, { name }: { name: string }) => {
      typed.push(`#${name} /revox ${text}`);
    },
  } as Partial<Gestures> as Gestures;
  const channel = { id: 'C1', name: 'digest' };
  const deps = {
    board: openBoard(() => () => undefined),
    gestures,
    places: [{ channel, slug: 'digest', name: 'digest', kind: 'channel', topic: '' }],
    timezone: 'UTC',
    clock: () => now,
  } as unknown as DoingDeps;
  return { typed, deps };
}
