import { formatFilter, parseFilter } from '../../calls/filter.ts';
import { mostExportsADay, requestExport } from '../../store/exports.ts';
import type { Handler } from '../handler.ts';
import { renderExportAsked, renderExportUnderWay, renderTooManyExports } from '../messages/export.ts';
import { renderUnknownWords } from '../messages/problem.ts';
import { filterContext } from '../render-options.ts';

/** Leaves a row: the file is made by a pass, and comes in a direct message. */
export const exportCalls: Handler = {
  changes: true,
  async answer({ input, userId, channelId: askedIn, responseUrl }, desk) {
    const parsed = parseFilter(input, filterContext(desk));
    if (parsed.problems.length > 0) return renderUnknownWords(parsed.problems, `/revox export ${input}`);
    const filter = formatFilter(parsed.filter);
    const wanted = { userId, filter, askedIn, responseUrl };
    const requested = await requestExport(desk.db, wanted, desk.now());
    if (requested === 'under-way') return renderExportUnderWay();
    return requested === 'asked' ? renderExportAsked(filter) : renderTooManyExports(mostExportsADay);
  },
};
