import type { FilterContext } from '../calls/filter.ts';
import type { Desk } from './handler.ts';
import type { RenderOptions } from './messages/rendered.ts';

export function renderOptions(desk: Desk): RenderOptions {
  const { phoneNumbers, hiddenFields = [], timezone, runbookUrl = null, now } = desk;
  return { phoneNumbers, hiddenFields, timezone, runbookUrl, now: now() };
}

export function filterContext({
  timezone,
  now,
  numbers = 'as-shown',
  lookedUp,
  hiddenFields = [],
}: Desk): FilterContext {
  return { timezone, now: now(), numbers, hiddenFields, ...(lookedUp && { lookedUp }) };
}
