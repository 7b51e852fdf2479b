import type { Instant } from '../../calls/call.ts';
import type { Rendered, RenderOptions } from './rendered.ts';
import { bold, paragraph, words } from './rich.ts';
import { timeElement, timeInWords } from './times.ts';

/** “May be a repeat: the bot was restored from a backup of 28 Nov at 03:00.” Before anybody acts on it twice. */
export function withRepeat(
  rendered: Rendered,
  repeatSince: Instant | null,
  options: RenderOptions,
): Rendered {
  if (repeatSince === null) return rendered;
  const why = ' the bot was restored from a backup of ';
  return {
    text: `May be a repeat:${why}${timeInWords(repeatSince, options)}. ${rendered.text}`,
    blocks: [
      ...paragraph([bold('May be a repeat:'), words(why), timeElement(repeatSince, options), words('.')]),
      ...rendered.blocks,
    ],
  };
}
