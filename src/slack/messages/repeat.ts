import type { Subject } from '../../calls/message.ts';
import type { Rendered, RenderOptions } from './rendered.ts';
import { bold, paragraph, words } from './rich.ts';
import { timeElement, timeInWords } from './times.ts';

/** “May be a repeat: the bot was restored from a backup of 28 Nov at 03:00.” Before anybody acts on it twice. */
export function withRepeat(rendered: Rendered, { repeatSince }: Subject, options: RenderOptions): Rendered {
  if (repeatSince === undefined) return rendered;
  const why = ' the bot was restored from a backup of ';
  return {
    text: `May be a repeat:${why}${timeInWords(repeatSince, options)}. ${rendered.text}`,
    blocks: [
      ...paragraph([bold('May be a repeat:'), words(why), timeElement(repeatSince, options), words('.')]),
      ...rendered.blocks,
    ],
  };
}
