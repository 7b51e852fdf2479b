import { expect, test } from 'vitest';

import type { MessageBlock } from '../../../src/slack/blocks/rendered.ts';
import { withoutTellingValues } from '../../../src/slack/blocks/telling-values.ts';

const readers = { numbers: 'as-shown', hiddenFields: ['salary'] } as const;
const text = (label: string) => ({ type: 'plain_text' as const, text: label });
const choose = (...values: string[]): MessageBlock[] => [
  {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: 'list_calls',
        options: values.map((f) => ({ text: text('a'), value: JSON.stringify({ f }) })),
      },
    ],
  },
];
const press = (f: string): MessageBlock[] => [
  {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'a', text: text('a'), value: JSON.stringify({ f }) }],
  },
];

test.each([
  'phone:+33639985678 since:1d',
  'reason:"caller asked for 06 39 98 56 78"',
  'reason:33639985678',
  'error:"no route to +33 6 39 98 56 78"',
  'subscribe calls +33639985678',
  'field:salary=50000',
  'human field:"salary"="50 000"',
])('what carries %s is left out', (words) => {
  expect(withoutTellingValues(choose(words, 'human'), readers)).toEqual(choose('human'));
  expect(withoutTellingValues(press(words), readers)).toEqual([]);
});

test.each([
  'phone:5678',
  'phone:+33',
  'reason:tool_end_call',
  'since:2026-03-02T00:00:00Z until:2026-03-03T00:00:00Z',
  'field:town=Lyon',
])('what carries %s stays as it is', (words) => {
  const blocks = [...choose(words, 'human'), ...press(words)];
  expect(withoutTellingValues(blocks, readers)).toEqual(blocks);
});

test.each([
  ['phone:+33639985678 since:1d', 'calls +33 6 39 98 56 78'],
  ['subscribe calls +33639985678', 'subscribe calls +33639985678'],
  ['reason:"caller asked for 06 39 98 56 78"', 'calls reason:"caller asked for 06 39 98 56 78" human'],
  ['human phone:+33639985678', JSON.stringify({ f: 'phone:+33639985678', a: 1 })],
])('%s stays for the person who wrote “%s”', (words, typed) => {
  expect(withoutTellingValues(press(words), readers, typed)).toEqual(press(words));
});

test.each(['phone:+33639985678 phone:+33639985679', 'phone:+336399856789'])(
  'what somebody wrote brings no other number with it: %s',
  (words) => {
    expect(withoutTellingValues(press(words), readers, 'calls +33639985678')).toEqual([]);
  },
);

test('full numbers stay for those who see them', () => {
  const blocks = press('phone:+33639985678');
  expect(withoutTellingValues(blocks, { ...readers, numbers: 'any' })).toEqual(blocks);
});
