import { answerRate, type DayFigures, type Digest } from '../../calls/digest.ts';
import { type HiddenFields, isHiddenField } from '../../calls/hidden-fields.ts';
import { maskedNumber } from '../../calls/numbers/phone.ts';
import { endReasonLabel, meaningOf, resultLabel } from '../../calls/outcome.ts';
import { bars, pie } from '../blocks/charts.ts';
import { countsLine } from '../blocks/counts.ts';
import { masked } from '../blocks/masked.ts';
import { counted, listed, number, percent } from '../blocks/numbers.ts';
import type { MessageBlock, Rendered } from '../blocks/rendered.ts';
import {
  bold,
  bullets,
  code,
  dotted,
  footnote,
  header,
  type Line,
  paragraph,
  words,
} from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { daysBefore, daysInWords, duration, roughDuration } from '../blocks/times.ts';
import { openHeadline } from '../incidents/incident.ts';
import { blindLines } from './digest-blind.ts';
import { digestCallsMenu } from './digest-calls.ts';
import { comparison } from './digest-comparison.ts';
import { fieldLines } from './digest-fields.ts';
import { hoursChart, hoursLine } from './digest-hours.ts';
import { needsWork } from './digest-work.ts';

/**
 * One day of one channel: what needs work first, then how it went, then what was said. It is of
 * many calls, so a number in it is of no use to anyone and is masked whatever the workspace chose for others.
 */
export function renderDigest(whole: Digest, hidden: HiddenFields = []): Rendered {
  const digest = { ...whole, fields: whole.fields.filter(({ name }) => !isHiddenField(name, hidden)) };
  const blocks = digest.day.calls === 0 ? quietDay(digest) : busyDay(digest);
  const shown = [...title(digest), ...blocks, ...digestCallsMenu(digest), ...provenance(digest)];
  return masked({ text: digestSentence(digest), blocks: shown });
}

function title({ date, days, day, filter }: Digest): MessageBlock[] {
  const text = `${daysInWords(date, days, 'long')}: ${day.calls === 0 ? 'no calls' : counted(day.calls, 'call')}`;
  return [header(text), ...(filter === '' ? [] : paragraph([words('Only '), code(filter, 300)]))];
}

function quietDay(digest: Digest): MessageBlock[] {
  const { date, days, dayBefore, sameDayLastWeek } = digest;
  const lastWeek = `${daysInWords(daysBefore(date, 7), days, 'long')} had ${calls(sameDayLastWeek)}`;
  const sentence =
    days === 1
      ? `No call ended that day. The day before had ${calls(dayBefore)}; ${lastWeek}.`
      : `No call ended in these days. ${lastWeek}.`;
  return [...needsWork(digest), ...paragraph([words(sentence)], ...blindLines(digest))];
}

function calls({ calls }: DayFigures): string {
  return calls === 0 ? 'none' : counted(calls, 'call');
}

function busyDay(digest: Digest): MessageBlock[] {
  return [
    ...needsWork(digest),
    comparison(digest),
    ...paragraph(
      countsLine('Results', digest.results, resultLabel),
      countsLine('Dial errors', digest.dialErrors, (word) => meaningOf(word).label),
      failingLine(digest),
      countsLine('End reasons', digest.endReasons, endReasonLabel),
      hoursLine(digest),
      talkLine(digest),
      ...blindLines(digest),
    ),
    ...fieldsPart(digest),
    ...pictures(digest),
  ];
}

/** Slack draws two charts a message; hours take the place of dial errors on a day that had one kind at most. */
function pictures(digest: Digest): MessageBlock[] {
  const results = digest.results.length > 1 ? [pie('Results', digest.results, resultLabel)] : [];
  const errors =
    digest.dialErrors.length > 1
      ? [bars('Dial errors', digest.dialErrors, (word) => meaningOf(word).label)]
      : [];
  return [...results, ...errors, ...hoursChart(digest)].slice(0, 2);
}

function failingLine({ failingNumbers }: Digest): Line {
  if (failingNumbers.length === 0) return [];
  const numbers = failingNumbers.map(({ phoneNumber, failures }) =>
    words(`${maskedNumber(phoneNumber)} ${number(failures)} times`),
  );
  return [bold('Failed most often:'), words(' '), ...dotted(...numbers)];
}

function talkLine({ talk }: Digest): Line {
  if (talk === null) return [];
  return [
    bold('Talk time:'),
    words(` half under ${duration(talk.medianMs)}, nine in ten under ${duration(talk.p90Ms)}`),
  ];
}

function fieldsPart({ fields }: Digest): MessageBlock[] {
  const lines = fieldLines(fields);
  return lines.length === 0 ? [] : [...paragraph([bold('What the calls yielded')]), ...bullets(...lines)];
}

function provenance({ timezone, days, lateByMs, unsent }: Digest): MessageBlock[] {
  return footnote(
    `Local ${days === 1 ? 'day' : 'days'} in ${timezone.replaceAll('_', ' ')}`,
    lateByMs === null ? null : `Sent ${roughDuration(lateByMs)} late: the bot was not running at the time`,
    unsent === null
      ? null
      : `No digest was sent for ${daysInWords(unsent.date, unsent.days, 'long')}: the bot was not running`,
  );
}

/** “Tuesday 14 July: 1,284 calls, 42% answered by a person. 37 calls failed on our side. 12 call-backs promised.” */
function digestSentence({ date, days, day, openIncidents, callBacks }: Digest): string {
  const rate = answerRate(day);
  const ours = day.ours === 0 ? '' : ` ${counted(day.ours, 'call')} failed on our side.`;
  const open = openIncidents.map((incident) => `“${openHeadline(incident)}”`);
  const incidents = open.length === 0 ? '' : ` ${counted(open.length, 'incident')} open: ${listed(open, 3)}.`;
  const promised = callBacks === 0 ? '' : ` ${counted(callBacks, 'call-back')} promised.`;
  const calls =
    rate === null ? 'no calls' : `${counted(day.calls, 'call')}, ${percent(rate)} answered by a person`;
  return spoken(`${daysInWords(date, days, 'long')}: ${calls}.${ours}${incidents}${promised}`, 300);
}
