import { formatFilter, parseFilter } from '../../calls/filter.ts';
import { mostExportsADay, requestExport } from '../../store/exports/exports.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import type { Asked, Command, Desk } from '../door/handler.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { renderExportAsked, renderExportUnderWay, renderTooManyExports } from './export.ts';

export const exportCalls: Command = {
  word: 'export',
  help: {
    also: ['csv', 'download', 'excel', 'file'],
    group: 'Look up',
    summary: 'a CSV, sent to you',
    usage: '/revox export [filter…]',
    examples: [
      { typed: '/revox export 7d', does: 'all calls of the last 7 days', tried: null },
      {
        typed: '/revox export human since:2026-03-01',
        does: 'calls that a person answered since then',
        tried: null,
      },
    ],
    notes: [
      'You get the file in a direct message. Numbers are masked unless you may see them. Transcripts aren’t in it.',
      'Spreadsheets drop the + and leading zeros of numbers when they open a file. Import it instead, with the ' +
        'number column set to Text: in Excel with Data → From Text/CSV, in Google Sheets with File → Import.',
    ],
  },
  filters: true,
  changes: true,
  answer: requestFile,
  buttons: { export_list: { changes: true, answer: requestFile } },
};

/** Leaves a row: the file is made by a pass, and comes in a direct message. */
async function requestFile({ input, userId, channelId: askedIn, responseUrl }: Asked, desk: Desk) {
  const parsed = parseFilter(input, filterContext(desk));
  if (parsed.problems.length > 0) return renderUnknownWords(parsed.problems, `/revox export ${input}`);
  const filter = formatFilter(parsed.filter);
  const wanted = { userId, filter, askedIn, responseUrl };
  const requested = await requestExport(desk.db, wanted, desk.now());
  if (requested === 'under-way') return renderExportUnderWay();
  return requested === 'asked'
    ? renderExportAsked(filter, renderOptions(desk))
    : renderTooManyExports(mostExportsADay);
}
