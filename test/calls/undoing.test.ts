import { describe, expect, it, test } from 'vitest';

import type { Setting, SettingChange } from '../../src/calls/setting.ts';
import { reversed, type Undoing, undoingOf } from '../../src/calls/undoing.ts';
import { mondayNoon, sampleSubscription } from '../support/sample-calls.ts';

const subscription = (filter: string): Setting => ({
  kind: 'subscription',
  subscription: sampleSubscription({ filter }),
});
const muteUntil = (until: number, endedAt: number | null = null): Setting => ({
  kind: 'mute',
  mute: { id: 'm', channel: 'C0CALLS', filter: 'busy', until, madeBy: 'U0ANNA', madeAt: 0, endedAt },
});
const [was, is, other] = ['busy', 'human', 'voicemail'].map(subscription) as [Setting, Setting, Setting];
const mute = muteUntil(mondayNoon + 1);
const muteThatIsOver = muteUntil(mondayNoon);

function changeOf(different: Partial<SettingChange>): SettingChange {
  const made = { id: 'c', at: 0, by: 'U0ANNA', channel: 'C0CALLS', isUndo: false, isUndone: false };
  return { ...made, before: was, after: is, ...different };
}

describe('an undo', () => {
  const cases: [string, Partial<SettingChange>, Setting | null, boolean, Undoing][] = [
    ['of what stands as it was set', {}, is, false, 'undone'],
    ['of what was removed and is still gone', { after: null }, null, false, 'undone'],
    ['of what was removed and somebody made anew', { after: null }, null, true, 'changed-since'],
    ['of what somebody set otherwise since', {}, other, false, 'changed-since'],
    ['of what somebody removed since', {}, null, false, 'changed-since'],
    ['of what was undone', { isUndone: true }, is, false, 'undone-before'],
    ['of what named somebody who was erased', { before: null, after: null }, null, false, 'erased'],
    ['of a mute in force', { before: null, after: mute }, mute, false, 'undone'],
    ['of a mute whose time is over', { before: null, after: muteThatIsOver }, muteThatIsOver, false, 'over'],
    [
      'of a mute so long over that it is forgotten',
      { before: null, after: muteThatIsOver },
      null,
      false,
      'over',
    ],
    [
      'of a mute undone before its time',
      { after: muteThatIsOver, isUndone: true },
      null,
      false,
      'undone-before',
    ],
  ];
  test.each(cases)('%s', (_, change, current, isTaken, undoing) => {
    expect(undoingOf(changeOf(change), { current, isTaken }, mondayNoon)).toBe(undoing);
  });

  it('puts back what was there', () => {
    expect(reversed(changeOf({}), mondayNoon)).toEqual({ before: is, after: was });
    expect(reversed(changeOf({ before: null }), mondayNoon)).toEqual({ before: is, after: null });
  });

  it('ends a mute now, so that what it held back is posted', () => {
    const ended = muteUntil(mondayNoon + 1, mondayNoon);
    expect(reversed(changeOf({ before: null, after: mute }), mondayNoon)).toEqual({
      before: mute,
      after: ended,
    });
  });
});
