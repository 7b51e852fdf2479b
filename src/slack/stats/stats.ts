import { describeFilter, formatFilter, storedFilter, type Term } from '../../calls/filter.ts';
import { resultLabel } from '../../calls/outcome.ts';
import type { PeriodFigures, Stats } from '../../calls/stats.ts';
import { withoutPeriod } from '../../calls/time/period.ts';
import { change, rate, rateChange } from '../blocks/changes.ts';
import { pie } from '../blocks/charts.ts';
import { commandButton } from '../blocks/command-button.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import { counted, number, percent } from '../blocks/numbers.ts';
import type { MessageBlock, RenderOptions, Shown } from '../blocks/rendered.ts';
import {
  actions,
  bold,
  bullets,
  code,
  dotted,
  footnote,
  type Line,
  paragraph,
  words,
} from '../blocks/rich.ts';
import { duration, isShowable, timeElement } from '../blocks/times.ts';
import { groupsChart, groupsTable } from './stats-breakdown.ts';

/** The calls of a period in numbers: how they went, and by group, as picture and as table. */
export function renderStats(stats: Stats, options: RenderOptions): Shown {
  const rendered = stats.figures.calls === 0 ? noCalls(stats, options) : someCalls(stats, options);
  return maskedWhereAsked(rendered, options);
}

function noCalls(stats: Stats, options: RenderOptions): Shown {
  if (stats.period.from > options.now) return notYet(stats);
  const before = stats.before === null ? '' : `Before it: ${counted(stats.before.figures.calls, 'call')}.`;
  return {
    blocks: [
      ...paragraph([bold('No calls'), ...filterWords(stats)], period(stats, options), [words(before)]),
      ...actions(commandButton('Last 30 days', 'stats 30d', 1)),
    ],
  };
}

function notYet(stats: Stats): Shown {
  return {
    blocks: [
      ...paragraph([bold('No calls'), ...filterWords(stats)], [words('That time is in the future.')]),
      ...actions(commandButton('Last 7 days', 'stats 7d', 1)),
    ],
  };
}

function someCalls(stats: Stats, options: RenderOptions): Shown {
  return {
    blocks: [
      ...paragraph(
        dotted(bold(spanOf(stats)), bold(counted(stats.figures.calls, 'call')), otherWords(stats)),
        period(stats, options),
        notCompared(stats, options),
      ),
      ...bullets(...lines(stats).map(({ title, value }): Line => [bold(`${title}:`), words(` ${value}`)])),
      ...pictures(stats),
      groupsTable(stats),
      ...footnote(`Hours and days in ${stats.timezone.replaceAll('_', ' ')}`),
      ...actions(...further(stats)),
    ],
  };
}

function filterWords({ filter }: Stats): Line {
  return filter === '' ? [] : [words(' '), code(filter, 300)];
}

const ofTime = new Set(['since', 'until', 'day']);

/** “Last 7 days”, which is what is counted where nothing else is asked for. */
function spanOf({ filter }: Stats): string {
  const terms = storedFilter(filter).terms.filter(({ kind }) => ofTime.has(kind));
  const [only, ...others] = terms.length === 0 ? [usual] : terms;
  const [, count, unit = ''] = /^(\d+)([dh])$/.exec(only?.kind === 'since' ? only.value : '') ?? [];
  if (count !== undefined && others.length === 0)
    return `Last ${counted(Number(count), unit === 'd' ? 'day' : 'hour')}`;
  const said = describeFilter({ terms });
  return said.charAt(0).toUpperCase() + said.slice(1);
}

const usual: Term = { kind: 'since', value: '7d', negated: false };

/** The words that are not about time, which the title says. */
function otherWords({ filter }: Stats): Line {
  const others = formatFilter(withoutPeriod(storedFilter(filter)));
  return others === '' ? [] : [code(others, 300)];
}

function period({ period: { from, to }, before }: Stats, options: RenderOptions): Line {
  if (!isShowable(from) || !isShowable(to)) return [];
  const own: Line = [timeElement(from, options, day), words(' to '), timeElement(to, options, day)];
  if (before === null || !isShowable(before.period.from)) return own;
  const { from: start, to: end } = before.period;
  return [
    ...own,
    words(' vs '),
    timeElement(start, options, day),
    words(' to '),
    timeElement(end, options, day),
  ];
}

function notCompared({ storedFrom }: Stats, options: RenderOptions): Line {
  if (storedFrom === null || !isShowable(storedFrom)) return [];
  return [
    words('Nothing to compare with: stored calls begin '),
    timeElement(storedFrom, options, day),
    words('.'),
  ];
}

/** Without “today” and “yesterday”, which read oddly beside another date. */
const day = '{date_short} at {time}';

/** A line for each figure, with how it changed where the period before is known. */
function lines({ figures, before }: Stats): { title: string; value: string }[] {
  const compared = (text: (other: PeriodFigures) => string) =>
    before === null ? '' : `, ${text(before.figures)}`;
  return [
    ...(before === null ? [] : [{ title: 'Calls', value: change(figures.calls, before.figures.calls) }]),
    {
      title: 'Answered by a person',
      value: `${rate(figures)} of calls, ${number(figures.answered)}${compared((it) => rateChange(figures, it))}`,
    },
    {
      title: 'Failed to connect',
      value: `${failed(figures)}${compared((it) => change(figures.failed, it.failed))}`,
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

function failed({ calls, failed, ours }: PeriodFigures): string {
  const part = `${percent(failed / calls)} of calls, ${number(failed)}`;
  return ours === 0 ? part : `${part}, ${number(ours)} of them caused by your setup`;
}

function talk({ talk }: PeriodFigures): string {
  if (talk === null) return 'no conversations';
  return `median ${duration(talk.medianMs)}, 90% under ${duration(talk.p90Ms)}`;
}

/** “1.8 on average”: over the numbers where somebody picked up in the end. */
function tries({ attemptsPerAnswer }: PeriodFigures): string {
  return attemptsPerAnswer === null ? 'nobody answered' : `${attemptsPerAnswer.toFixed(1)} on average`;
}

/** Slack draws two a message; results have a line each already where the calls are grouped by result. */
function pictures(stats: Stats): MessageBlock[] {
  const { results, breakdown } = stats;
  const parts = breakdown.by === 'result' || results.length < 2 ? [] : [pie('Results', results, resultLabel)];
  return [...groupsChart(stats), ...parts];
}

function further({ filter, before, storedFrom, breakdown }: Stats) {
  const asked = filter === '' ? '' : ` ${filter}`;
  const by = breakdown.by === 'field' ? `field:"${breakdown.name.replaceAll('"', '')}"` : breakdown.by;
  return [
    before === null && storedFrom === null
      ? commandButton('Compare with before', `stats${asked} by ${by} vs previous`, 1)
      : null,
    breakdown.by === 'result' ? null : commandButton('By result', `stats${asked} by result`, 2),
    breakdown.by === 'country' ? null : commandButton('By country', `stats${asked} by country`, 3),
    commandButton('List the calls', `calls ${filter === '' ? '7d' : filter}`, 4),
  ];
}
