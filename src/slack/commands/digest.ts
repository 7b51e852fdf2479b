import { formatFilter, parseFilter } from '../../calls/filter.ts';
import { localDate } from '../../calls/local-day.ts';
import { digestOf } from '../../store/digests.ts';
import type { Answer, Desk, Handler } from '../handler.ts';
import { renderDigest } from '../messages/digest.ts';
import { renderProblem, renderUnknownWords } from '../messages/problem.ts';
import { filterContext } from '../render-options.ts';

/** Today so far, to the person who asks. */
export const digest: Handler = {
  async answer({ input }, desk) {
    const [, when = '', filter = ''] = /^(\S*)\s*(.*)$/s.exec(input) ?? [];
    return when === '' || when.toLowerCase() === 'now' ? digestSoFar(filter, desk) : onlyNow;
  },
};

const onlyNow = renderProblem({
  what: 'I can show the digest of today so far.',
  next: 'The daily one goes to its channel by itself. To see today now:',
  commands: ['/revox digest now'],
});

async function digestSoFar(text: string, desk: Desk): Promise<Answer> {
  const context = filterContext(desk);
  const { filter, problems } = parseFilter(text, context);
  if (problems.length > 0) return renderUnknownWords(problems, `/revox digest now ${text}`);
  const date = localDate(context.now, context.timezone);
  const query = { ...context, date, filter: formatFilter(filter), slotAt: null };
  return renderDigest(await digestOf(desk.db, query));
}
