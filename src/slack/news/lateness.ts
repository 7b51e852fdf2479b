import { type Bundle, type LateCalls, lateMs } from '../../calls/bundle.ts';
import { number } from '../blocks/numbers.ts';
import { spokenLine } from '../blocks/plain.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { bold, type Line, paragraph, words } from '../blocks/rich.ts';
import { endElement, isShowable, timeElement, timeInWords } from '../blocks/times.ts';

/** News that is old when it is posted says so first. */
export function withLateness(rendered: Rendered, { late, count }: Bundle, options: RenderOptions): Rendered {
  if (late === null || !isShowable(late.from) || !isShowable(late.to)) return rendered;
  const line = [bold('Late news:'), words(' '), ...latenessOf(late, count, options), words('.')];
  return {
    text: `${rendered.text} ${spokenLine(line)}`,
    blocks: [...paragraph(line), ...rendered.blocks],
  };
}

/** “ended 12:10, found now”, “12 of these ended from 12:10 to 14:50, found by 15:01”. */
function latenessOf(late: LateCalls, all: number, options: RenderOptions): Line {
  const { count, from, to, foundAt } = late;
  const some = count < all ? `${number(count)} of these ended ` : '';
  const isMoment = timeInWords(from, options) === timeInWords(to, options);
  const period = isMoment
    ? [words(some === '' ? 'ended ' : ''), timeElement(to, options)]
    : [words('from '), timeElement(from, options), words(' to '), endElement(from, to, options)];
  const found =
    options.now - foundAt <= lateMs
      ? [words(', found now')]
      : [words(', found by '), endElement(from, foundAt, options)];
  return [words(some), ...period, ...found];
}
