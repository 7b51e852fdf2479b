import type { OpenView } from '../slack/events.ts';

/** The modals that lie on top of each other; only the last one is seen. */
export function shown(stack: OpenView[], view: OpenView): OpenView[] {
  const place = stack.findIndex(({ id }) => id === view.id);
  if (place >= 0) return stack.with(place, view);
  return stack.at(-1)?.id === view.previous_view_id ? [...stack, view] : [view];
}

/** Without the top one, or without any where it takes the others with it. */
export function closed(stack: OpenView[]): OpenView[] {
  return stack.at(-1)?.clear_on_close ? [] : stack.slice(0, -1);
}
