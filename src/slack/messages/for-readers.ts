import type { Instant } from '../../calls/call.ts';
import { hideTyped, maskedWhereAsked } from './masked.ts';
import type { Rendered, RenderOptions } from './rendered.ts';
import { withRepeat } from './repeat.ts';
import { withoutTellingValues } from './telling-values.ts';

/** What is posted, as its readers may see it. */
export function forReaders(
  rendered: Rendered,
  options: RenderOptions,
  repeatSince: Instant | null,
): Rendered {
  const numbers = options.phoneNumbers === 'full' ? 'any' : 'as-shown';
  const open = maskedWhereAsked(withRepeat(rendered, repeatSince, options), options);
  const readers = { ...options, numbers } as const;
  const { text, blocks } = hideTyped(open, readers);
  return { text, blocks: withoutTellingValues(blocks, readers) };
}
