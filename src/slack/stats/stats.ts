import { describeFilter, formatFilter, storedFilter, type Term } from '../../calls/filter.ts';
import { resultLabel } from '../../calls/outcome.ts';
import type { PeriodFigures, Stats } from '../../calls/stats.ts';
import { withoutPeriod } from '../../calls/time/period.ts';
import { change, rateChange } from '../blocks/changes.ts';
import { pie } from '../blocks/charts.ts';
import { commandButton } from '../blocks/command-button.ts';
import { upperFirst } from '../blocks/counts.ts';
import { filterInWords } from '../blocks/filter-in-words.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import { counted, number, percent } from '../blocks/numbers.ts';
import type { MessageBlock, RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, bullets, dotted, footnote, type Line, paragraph, words } from '../blocks/rich.ts';
import { duration, isShowable, timeElement } from '../blocks/times.ts';
import { groupsChart, groupsTable } from './stats-breakdown.ts';
import { periodsInWords } from './stats-period.ts';

/** The calls of a period in numbers: how they went, and by group, as picture and as table. */
export function renderStats(stats: Stats, options: RenderOptions): Shown {
  const rendered = stats.figures.calls === 0 ? noCalls(stats, options) : someCalls(stats, options);
  return maskedWhereAsked(rendered, options);
}

function noCalls(stats: Stats, options: RenderOptions): Shown {
  if (stats.period.from > options.now) return notYet(stats, options);
  const before = stats.before === null ? '' : `Before it: ${counted(stats.before.figures.calls, 'call')}.`;
  return {
    blocks: [
      ...paragraph(
        [bold('No calls'), ...filterWords(stats, options)],
        [words(periodsInWords(stats, options))],
        [words(before)],
      ),
      ...actions(commandButton('Last 30 days', 'stats 30d', 1)),
    ],
  };
}

function notYet(stats: Stats, options: RenderOptions): Shown {
  return {
    blocks: [
      ...paragraph(
        [bold('No calls'), ...filterWords(stats, options)],
        [words('That time is in the future.')],
      ),
      ...actions(commandButton('Last 7 days', 'stats 7d', 1)),
    ],
  };
}

function someCalls(stats: Stats, options: RenderOptions): Shown {
  return {
    blocks: [
      ...paragraph(
        dotted(bold(spanOf(stats)), bold(counted(stats.figures.calls, 'call')), otherWords(stats, options)),
        [words(periodsInWords(stats, options))],
        notCompared(stats, options),
      ),
      ...bullets(...lines(stats).map(({ title, value }): Line => [bold(`${title}:`), words(` ${value}`)])),
      ...(isTable(stats) ? [groupsTable(stats)] : pictures(stats)),
      ...footnote(`Hours and days in ${stats.timezone.replaceAll('_', ' ')}`),
      ...actions(...further(stats)),
    ],
  };
}

function filterWords({ filter }: Stats, options: RenderOptions): Line {
  return filter === '' ? [] : [words(` · ${filterInWords(filter, options)}`)];
}

const ofTime = new Set(['since', 'until', 'day']);

/** “Last 7 days”, which is what is counted where nothing else is asked for. */
function spanOf({ filter }: Stats): string {
  const terms = storedFilter(filter).terms.filter(({ kind }) => ofTime.has(kind));
  const [only, ...others] = terms.length === 0 ? [usual] : terms;
  const [, count, unit = ''] = /^(\d+)([dh])$/.exec(only?.kind === 'since' ? only.value : '') ?? [];
  if (count !== undefined && others.length === 0)
    return `Last ${counted(Number(count), unit === 'd' ? 'day' : 'hour')}`;
  return upperFirst(describeFilter({ terms }));
}

const usual: Term = { kind: 'since', value: '7d', negated: false };

/** The words that are not about time, which the title says. */
function otherWords({ filter }: Stats, options: RenderOptions): Line {
  const others = formatFilter(withoutPeriod(storedFilter(filter)));
  return [words(filterInWords(others, options))];
}

function notCompared({ storedFrom }: Stats, options: RenderOptions): Line {
  if (storedFrom === null || !isShowable(storedFrom)) return [];
  return [
    words('Nothing to compare with: stored calls begin '),
    timeElement(storedFrom, options),
    words('.'),
  ];
}

/** A line for each figure, with how it changed where the period before is known. */
function lines({ figures, before }: Stats): { title: string; value: string }[] {
  const compared = (text: (other: PeriodFigures) => string) =>
    before === null ? '' : `, ${text(before.figures)}`;
  const { calls, answered, failed } = figures;
  return [
    ...(before === null ? [] : [{ title: 'Calls', value: change(calls, before.figures.calls) }]),
    {
      title: 'Answered by a person',
      value: `${partOf(answered, calls)}${compared((it) => rateChange(figures, it))}`,
    },
    {
      title: 'Failed to connect',
      value: `${partOf(failed, calls)}${ofYourSetup(figures)}${compared((it) => change(failed, it.failed))}`,
    },
    {
      title: 'Talk time of conversations',
      value: `${talk(figures)}${compared((it) => `before: ${talk(it)}`)}`,
    },
    {
      title: 'Calls per number until a person answered',
      value: `${tries(figures)}${compared((it) => `before: ${tries(it)}`)}`,
    },
  ];
}

/** “539 of 1,284 calls (42%)” */
function partOf(part: number, calls: number): string {
  return `${number(part)} of ${counted(calls, 'call')} (${percent(part / calls)})`;
}

function ofYourSetup({ ours }: PeriodFigures): string {
  return ours === 0 ? '' : `, ${number(ours)} of them because of your setup`;
}

function talk({ talk }: PeriodFigures): string {
  if (talk === null) return 'no conversations';
  return `median ${duration(talk.medianMs)}, 90% under ${duration(talk.p90Ms)}`;
}

/** Over the numbers where somebody picked up in the end. */
function tries({ tries }: PeriodFigures): string {
  if (tries === null) return 'nobody answered';
  const average = `${tries.average.toFixed(1)} on average`;
  const numbers = counted(tries.numbers, 'number');
  return tries.isSampled ? `about ${average}, over a sample of ${numbers}` : `${average}, over ${numbers}`;
}

/** What no picture can show is a table at once. */
function isTable(stats: Stats): boolean {
  return stats.shownAs === 'table' || groupsChart(stats).length === 0;
}

/** Slack draws two a message; results have a line each already where the calls are grouped by result. */
function pictures(stats: Stats): MessageBlock[] {
  const { results, breakdown } = stats;
  const parts = breakdown.by === 'result' || results.length < 2 ? [] : [pie('Results', results, resultLabel)];
  return [...groupsChart(stats), ...parts];
}

function further(stats: Stats) {
  const { filter, listed, before, storedFrom, breakdown, shownAs } = stats;
  const asked = filter === '' ? '' : ` ${filter}`;
  const by = breakdown.by === 'field' ? `field:"${breakdown.name.replaceAll('"', '')}"` : breakdown.by;
  const isCompared = before !== null || storedFrom !== null;
  const line = (words: string) => `stats${asked} by ${words}${isCompared ? ' vs previous' : ''}`;
  const hasCharts = groupsChart(stats).length > 0;
  return [
    isCompared ? null : commandButton('Compare with before', `${line(by)} vs previous`, 1),
    breakdown.by === 'result' ? null : commandButton('By result', line('result'), 2),
    breakdown.by === 'country' ? null : commandButton('By country', line('country'), 3),
    hasCharts && shownAs === 'charts' ? commandButton('Show as table', `${line(by)} table`, 5) : null,
    hasCharts && shownAs === 'table' ? commandButton('Show as charts', line(by), 5) : null,
    commandButton('List the calls', `calls ${listed}`, 4),
  ];
}
