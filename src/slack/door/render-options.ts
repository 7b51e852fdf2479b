import type { FilterContext } from '../../calls/filter.ts';
import type { RenderOptions } from '../blocks/rendered.ts';
import type { Desk } from './handler.ts';

export function renderOptions(desk: Desk): RenderOptions {
  const { phoneNumbers, hiddenFields = [], timezone, runbookUrl = null, now } = desk;
  return { phoneNumbers, hiddenFields, timezone, runbookUrl, now: now() };
}

export function filterContext({
  timezone,
  now,
  numbers = 'as-shown',
  lookedUp,
  fields,
  hiddenFields = [],
}: Desk): FilterContext {
  return {
    timezone,
    now: now(),
    numbers,
    hiddenFields,
    ...(lookedUp && { lookedUp }),
    ...(fields && { fields }),
  };
}
