import { parseStats } from '../../calls/stats-words.ts';
import { statsOf } from '../../store/figures/stats.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import type { Command } from '../door/handler.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { renderStats } from './stats.ts';

export const stats: Command = {
  word: 'stats',
  help: {
    also: ['statistics', 'numbers', 'figures', 'chart', 'by', 'vs'],
    group: 'Look up',
    summary: 'how calls went over a time, in charts or as a table',
    usage: '/revox stats [period] [filter…] [by …] [vs previous] [table]',
    examples: [
      { typed: '/revox stats', does: 'the last 7 days, day by day' },
      { typed: '/revox stats today vs previous', does: 'today beside yesterday until now' },
      { typed: '/revox stats 30d by hour', does: 'when people pick up' },
      { typed: '/revox stats 7d by country', does: 'where they pick up' },
      { typed: '/revox stats 7d by field:interest_level', does: 'by a field of extracted data', tried: null },
    ],
    notes: [
      '7d is today so far and the six days before it; 24h is the last 24 hours.',
      'by takes hour, day, result, error, country, end_reason, follow-up or field:<name>.',
      'A call is answered when a person picked up. The words of a filter narrow what is counted.',
    ],
  },

  filters: true,
  async answer({ input }, desk) {
    const context = filterContext(desk);
    const { request, problems } = parseStats(input, context);
    if (problems.length > 0) return renderUnknownWords(problems, `/revox stats ${input}`);
    return renderStats(await statsOf(desk.db, request, context), renderOptions(desk));
  },
};
