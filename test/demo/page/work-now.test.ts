import { beforeEach, expect, it } from 'vitest';

import type { Place } from '../../../demo/page/places.ts';
import { workNow } from '../../../demo/page/work-now.ts';
import type { UsedControl } from '../../../demo/slack/gestures.ts';
import type { Where } from '../../../demo/slack/payloads.ts';

const channel = { id: 'C1', name: 'calls' };
const places: Place[] = [{ channel, slug: 'calls', name: 'calls', kind: 'channel', topic: '' }];
let pressed: string[];

beforeEach(() => {
  pressed = [];
});

it.each([
  ['at night', '2026-11-30T20:15:00Z', '08:15-08:45'],
  ['at a weekend', '2026-11-29T11:50:00Z', '23:50-00:20'],
  ['as the day ends', '2026-11-30T17:58:00Z', '05:58-06:28'],
])('%s #calls gets quiet hours half a day away, once', async (_, clock, quiet) => {
  const work = workAt(clock);
  expect(await work()).toBe(true);
  expect(await work()).toBe(false);
  expect(pressed).toEqual([`#calls subscribe_channel calls quiet ${quiet}`]);
});

it('while people work, #calls stays as it is', async () => {
  expect(await workAt('2026-11-30T10:00:00Z')()).toBe(false);
  expect(pressed).toEqual([]);
});

it('where no bot answers nothing is set, and it is tried again', async () => {
  let asked = 0;
  const gestures = {
    use: async () => {
      asked += 1;
      if (asked === 1) throw new TypeError('fetch failed');
    },
  };
  const clock = () => Date.parse('2026-11-29T12:00:00Z');
  const work = workNow({ gestures, places, timezone: 'UTC', clock });
  expect(await work()).toBe(false);
  expect(await work()).toBe(true);
});

function workAt(clock: string): () => Promise<boolean> {
  const gestures = {
    use: async ({ action_id, value }: UsedControl, where: Where) => {
      const { name } = where.kind === 'answer' ? where.answer.channel : channel;
      pressed.push(`#${name} ${action_id} ${value}`);
    },
  };
  return workNow({ gestures, places, timezone: 'UTC', clock: () => Date.parse(clock) });
}
