import type { Instant } from '../../calls/call.ts';
import { hideTyped, maskedWhereAsked } from './masked.ts';
import { spokenLine } from './plain.ts';
import type { Rendered, RenderOptions } from './rendered.ts';
import { bold, paragraph, words } from './rich.ts';
import { withoutTellingValues } from './telling-values.ts';
import { timeElement } from './times.ts';

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

/** “May be a repeat: the bot was restored from a backup of 28 Nov at 03:00.” Before anybody acts on it twice. */
function withRepeat(rendered: Rendered, repeatSince: Instant | null, options: RenderOptions): Rendered {
  if (repeatSince === null) return rendered;
  const why = words(' the bot was restored from a backup of ');
  const line = [bold('May be a repeat:'), why, timeElement(repeatSince, options), words('.')];
  return { text: `${spokenLine(line)} ${rendered.text}`, blocks: [...paragraph(line), ...rendered.blocks] };
}
