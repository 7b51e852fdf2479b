import type { FilterContext } from '../calls/filter.ts';
import type { Desk } from './handler.ts';
import type { RenderOptions } from './messages/rendered.ts';

export function renderOptions({ phoneNumbers, timezone, now }: Desk): RenderOptions {
  return { phoneNumbers, timezone, now: now() };
}

export function filterContext({ timezone, now }: Desk): FilterContext {
  return { timezone, now: now() };
}
