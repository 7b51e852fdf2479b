import { describe, expect, it } from 'vitest';

import { openBoard } from '../../../demo/page/board.ts';
import { type RouteDeps, routes } from '../../../demo/page/routes.ts';
import type { Gestures } from '../../../demo/slack/gestures.ts';

describe('a control of something that has gone away since', () => {
  it('is not pressed, and the person gets to know', async () => {
    const { deps } = desk();
    const used = {
      where: { kind: 'answer', ts: '1.1' },
      control: { type: 'button', action_id: 'a', block_id: 'b' },
      inputs: [],
    };
    await expect(routes['/use']?.(used, deps)).rejects.toThrow('That is no longer there.');
  });
});

it('a command of any length is typed, since the bot has words for one that is too long', async () => {
  const { typed, deps } = desk();
  const text = 'x'.repeat(5_000);
  await routes['/command']?.({ channel: 'C1', text }, deps);
  expect(typed).toEqual([`#digest /revox ${text}`]);
});

function desk() {
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
  } as unknown as RouteDeps;
  return { typed, deps };
}
