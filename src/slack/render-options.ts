import type { FilterContext } from '../calls/filter.ts';
import type { Desk } from './handler.ts';
import type { RenderOptions } from './messages/rendered.ts';

export function renderOptions({ phoneNumbers, timezone, runbookUrl = null, now }: Desk): RenderOptions {
  return { phoneNumbers, timezone, runbookUrl, now: now() };
}

export function filterContext({ timezone, now, numbers = 'as-shown' }: Desk): FilterContext {
  return { timezone, now: now(), numbers };
}
