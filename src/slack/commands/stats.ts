import { parseStats } from '../../calls/stats-words.ts';
import { statsOf } from '../../store/stats.ts';
import type { Handler } from '../handler.ts';
import { renderUnknownWords } from '../messages/problem.ts';
import { renderStats } from '../messages/stats.ts';
import { filterContext, renderOptions } from '../render-options.ts';

export const stats: Handler = {
  async answer({ input }, desk) {
    const context = filterContext(desk);
    const { request, problems } = parseStats(input, context);
    if (problems.length > 0) return renderUnknownWords(problems, `/revox stats ${input}`);
    return renderStats(await statsOf(desk.db, request, context), renderOptions(desk));
  },
};
