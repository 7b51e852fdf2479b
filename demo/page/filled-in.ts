import { z } from 'zod';

import type { ViewValues } from '../slack/events.ts';

/** One input as the page sends it: what it is, and what stands in it. */
export type FilledInput = z.infer<typeof filledInput>;

export const filledInput = z.object({
  type: z.string(),
  action_id: z.string(),
  block_id: z.string(),
  /** Chosen options are sent as the JSON of the option. */
  entered: z.array(z.string()),
});

/** `view.state.values` of a payload: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function viewValues(inputs: FilledInput[]): ViewValues {
  const values: ViewValues = {};
  for (const { type, action_id, block_id, entered } of inputs) {
    values[block_id] = { ...values[block_id], [action_id]: { type, ...stateOf(type, entered) } };
  }
  return values;
}

function stateOf(type: string, entered: string[]): object {
  const first = entered[0] || null;
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: first === null ? null : JSON.parse(first) };
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: entered.map((option) => JSON.parse(option) as unknown) };
    case 'datepicker':
      return { selected_date: first };
    case 'timepicker':
      return { selected_time: first };
    case 'channels_select':
      return { selected_channel: first };
    case 'conversations_select':
      return { selected_conversation: first };
    case 'users_select':
      return { selected_user: first };
    default:
      return { value: first };
  }
}
