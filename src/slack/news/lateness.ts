import { type Bundle, type LateCalls, lateMs } from '../../calls/bundle.ts';
import type { Instant } from '../../calls/call.ts';
import { number } from '../blocks/numbers.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { bold, type Line, paragraph, words } from '../blocks/rich.ts';
import { endElement, endInWords, isShowable, timeElement, timeInWords } from '../blocks/times.ts';

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

type Part = string | { at: Instant; from?: Instant };

/** “ended 12:10, found now”, “12 of these ended from 12:10 to 14:50, found by 15:01”. */
function latenessOf(late: LateCalls, all: number, options: RenderOptions): Part[] {
  const { count, from, to, foundAt } = late;
  const some = count < all ? `${number(count)} of these ended ` : '';
  const isMoment = timeInWords(from, options) === timeInWords(to, options);
  const period: Part[] = isMoment
    ? [some === '' ? 'ended ' : '', { at: to }]
    : ['from ', { at: from }, ' to ', { at: to, from }];
  const found: Part[] =
    options.now - foundAt <= lateMs ? [', found now'] : [', found by ', { at: foundAt, from }];
  return [some, ...period, ...found];
}

function asText(part: Part, options: RenderOptions): string {
  if (typeof part === 'string') return part;
  const { at, from } = part;
  return from === undefined ? timeInWords(at, options) : endInWords(from, at, options);
}

function asLine(part: Part, options: RenderOptions): Line {
  if (typeof part === 'string') return [words(part)];
  const { at, from } = part;
  return [from === undefined ? timeElement(at, options) : endElement(from, at, options)];
}
