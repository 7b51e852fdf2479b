import { formatFilter, parseFilter } from '../../calls/filter.ts';
import type { Handler } from '../handler.ts';
import { renderUnknownWords } from '../messages/problem.ts';
import { filterContext } from '../render-options.ts';
import { openList } from '../show-list.ts';

export const calls: Handler = {
  async answer(asked, desk) {
    const { input } = asked;
    const { filter, problems } = parseFilter(input, filterContext(desk));
    if (problems.length > 0) return renderUnknownWords(problems, `/revox calls ${input}`);
    return openList({ filter: formatFilter(filter), messageId: null }, asked, desk);
  },
};
