import { expect, it } from 'vitest';

import { viewValues } from '../../../demo/page/filled-in.ts';

const option = { text: { type: 'plain_text', text: 'Errors' }, value: 'errors' };
const chosen = JSON.stringify(option);

it.each([
  ['plain_text_input', ['Paris'], { value: 'Paris' }],
  ['plain_text_input', [''], { value: null }],
  ['number_input', ['3'], { value: '3' }],
  ['static_select', [chosen], { selected_option: option }],
  ['static_select', [''], { selected_option: null }],
  ['radio_buttons', [], { selected_option: null }],
  ['checkboxes', [chosen, chosen], { selected_options: [option, option] }],
  ['multi_static_select', [], { selected_options: [] }],
  ['datepicker', ['2026-03-02'], { selected_date: '2026-03-02' }],
  ['timepicker', ['09:30'], { selected_time: '09:30' }],
  ['channels_select', ['C1'], { selected_channel: 'C1' }],
  ['conversations_select', ['C1'], { selected_conversation: 'C1' }],
  ['users_select', ['U1'], { selected_user: 'U1' }],
])('%s with %j in it', (type, entered, state) => {
  expect(viewValues([{ type, action_id: 'a', block_id: 'b', entered }])).toEqual({
    b: { a: { type, ...state } },
  });
});
