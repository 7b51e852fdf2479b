import { type Bundle, type LateCalls, lateMs } from '../../calls/bundle.ts';
import type { Instant } from '../../calls/call.ts';
import { number } from '../blocks/numbers.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { bold, type Line, paragraph, words } from '../blocks/rich.ts';
import { isShowable, timeElement, timeInWords } from '../blocks/times.ts';

/** News that is old when it is posted says so first. */
export function withLateness(rendered: Rendered, { late, count }: Bundle, options: RenderOptions): Rendered {
  if (late === null || !isShowable(late.from) || !isShowable(late.to)) return rendered;
  const parts = latenessOf(late, count, options);
  return {
    text: `${rendered.text} Late news: ${parts.map((part) => asText(part, options)).join('')}.`,
    blocks: [
      ...paragraph([
        bold('Late news:'),
        words(' '),
        ...parts.flatMap((part) => asLine(part, options)),
        words('.'),
      ]),
      ...rendered.blocks,
    ],
  };
}

type Part = string | Instant;

/** “ended 12:10, found now”, “12 of these ended from 12:10 to 14:50, found by 15:01”. */
function latenessOf(late: LateCalls, all: number, options: RenderOptions): Part[] {
  const { count, from, to, foundAt } = late;
  const some = count < all ? `${number(count)} of these ended ` : '';
  const isMoment = timeInWords(from, options) === timeInWords(to, options);
  const period: Part[] = isMoment ? [some === '' ? 'ended ' : '', to] : ['from ', from, ' to ', to];
  const found: Part[] = options.now - foundAt <= lateMs ? [', found now'] : [', found by ', foundAt];
  return [some, ...period, ...found];
}

function asText(part: Part, options: RenderOptions): string {
  return typeof part === 'string' ? part : timeInWords(part, options);
}

function asLine(part: Part, options: RenderOptions): Line {
  return typeof part === 'string' ? [words(part)] : [timeElement(part, options)];
}
