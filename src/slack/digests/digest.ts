import type { Button } from '@slack/types';
import { answerRate, type DayFigures, type Digest } from '../../calls/digest.ts';
import { type HiddenFields, isHiddenField } from '../../calls/hidden-fields.ts';
import { maskedNumber } from '../../calls/numbers/phone.ts';
import { dialErrorLabel, endReasonLabel, resultLabel } from '../../calls/outcome.ts';
import { dayAfter } from '../../calls/time/local-day.ts';
import { bars, pie } from '../blocks/charts.ts';
import { countsLine, upperFirst } from '../blocks/counts.ts';
import { filterInWords } from '../blocks/filter-in-words.ts';
import { masked } from '../blocks/masked.ts';
import { counted, listed, number, percent } from '../blocks/numbers.ts';
import type { MessageBlock, Rendered } from '../blocks/rendered.ts';
import { bold, bullets, dotted, footnote, header, type Line, paragraph, words } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { daysInWords, duration, roughDuration } from '../blocks/times.ts';
import { openHeadline } from '../incidents/incident-in-words.ts';
import { blindLines } from './digest-blind.ts';
import { digestCallsMenu } from './digest-calls.ts';
import { comparison } from './digest-comparison.ts';
import { fieldLines } from './digest-fields.ts';
import { followUpsSaid } from './digest-follow-ups.ts';
import { hoursChart, hoursLine } from './digest-hours.ts';
import { callBacksNeeded, needsWork } from './digest-work.ts';

/**
 * One day of one channel on one screen: what needs work first, then how it went. It is of many calls, so a number in it
 * is of no use to anyone and is masked whatever the workspace chose for others.
 */
export function renderDigest(
  digest: Digest,
  hidden: HiddenFields = [],
  share: Button | null = null,
): Rendered {
  const isQuiet = digest.day.calls === 0;
  const shown = [
    ...title(digest, hidden),
    ...needsWork(digest),
    ...(isQuiet ? [] : [comparison(digest)]),
    ...paragraph(
      isQuiet ? [words(quietSentence(digest))] : countsLine('Results', digest.results, resultLabel),
      talkLine(digest),
      ...trouble(digest),
    ),
    ...digestCallsMenu(digest, share),
    ...footnote(`Local ${digest.days === 1 ? 'day' : 'days'} in ${digest.timezone.replaceAll('_', ' ')}`),
  ];
  return masked({ text: digestSentence(digest), blocks: shown });
}

/** What that leaves out, for its thread. */
export function renderDigestRest(whole: Digest, hidden: HiddenFields = []): Rendered {
  const digest = { ...whole, fields: whole.fields.filter(({ name }) => !isHiddenField(name, hidden)) };
  const about = `More on ${daysInWords(digest.date, digest.days, 'long')}`;
  const shown = [
    ...paragraph(
      [bold(about)],
      countsLine('Dial errors', digest.dialErrors, dialErrorLabel),
      failingLine(digest),
      countsLine('End reasons', digest.endReasons, endReasonLabel),
      hoursLine(digest),
    ),
    ...fieldsPart(digest),
    ...pictures(digest),
  ];
  return masked({ text: `${about}: dial errors, end reasons, hours and extracted data.`, blocks: shown });
}

function title({ date, days, day, filter, until }: Digest, hiddenFields: HiddenFields): MessageBlock[] {
  const soFar = until === null ? '' : ' so far';
  const calls = day.calls === 0 ? 'no calls' : counted(day.calls, 'call');
  const text = `${daysInWords(date, days, 'long')}${soFar}: ${calls}`;
  return [
    header(text),
    ...(filter === '' ? [] : paragraph([words(`Only ${filterInWords(filter, { hiddenFields })}`)])),
  ];
}

/** “No calls ended that day. The day before had 1,146 calls; Tuesday 7 July had 1,320 calls.” */
function quietSentence({ date, days, dayBefore, sameDayLastWeek, until }: Digest): string {
  const then = until !== null ? 'so far' : days === 1 ? 'that day' : 'in these days';
  const lastWeek = daysInWords(dayAfter(date, -7), days, 'long');
  const others = [
    ...(days > 1 || dayBefore === null ? [] : [`the day before had ${calls(dayBefore)}`]),
    ...(sameDayLastWeek === null ? [] : [`${lastWeek} had ${calls(sameDayLastWeek)}`]),
  ];
  const beside = others.join('; ');
  return `No calls ended ${then}.${beside === '' ? '' : ` ${upperFirst(beside)}.`}`;
}

function calls({ calls }: DayFigures): string {
  return calls === 0 ? 'none' : counted(calls, 'call');
}

/** Slack draws two charts a message; hours take the place of dial errors on a day that had one kind at most. */
function pictures(digest: Digest): MessageBlock[] {
  const results = digest.results.length > 1 ? [pie('Results', digest.results, resultLabel)] : [];
  const errors = digest.dialErrors.length > 1 ? [bars('Dial errors', digest.dialErrors, dialErrorLabel)] : [];
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
  return [bold('Talk time:'), words(` median ${duration(talk.medianMs)}, 90% under ${duration(talk.p90Ms)}`)];
}

function fieldsPart({ fields }: Digest): MessageBlock[] {
  const lines = fieldLines(fields);
  return lines.length === 0 ? [] : [...paragraph([bold('Extracted data')]), ...bullets(...lines)];
}

/** When it could not see, when it comes late, and which days have none. */
function trouble(digest: Digest): Line[] {
  const { lateByMs, unsent } = digest;
  const late = lateByMs === null ? '' : `Posted ${roughDuration(lateByMs)} late: the bot wasn’t running.`;
  const missing =
    unsent === null
      ? ''
      : `No digest for ${daysInWords(unsent.date, unsent.days, 'long')}: the bot wasn’t running.`;
  return [...blindLines(digest), [words(late)], [words(missing)]];
}

/** “Tuesday 14 July: 1,284 calls, 42% of them answered by a person. 37 calls failed because of your setup.” */
function digestSentence(digest: Digest): string {
  const { date, days, day, openIncidents, until } = digest;
  const rate = answerRate(day);
  const ours = day.ours === 0 ? '' : ` ${counted(day.ours, 'call')} failed because of your setup.`;
  const open = openIncidents.map((incident) => `“${openHeadline(incident)}”`);
  const incidents = open.length === 0 ? '' : ` ${counted(open.length, 'incident')} open: ${listed(open, 3)}.`;
  const promised = toCallBack(digest);
  const answered = day.calls === 1 ? 'answered by a person' : 'of them answered by a person';
  const calls = rate === null ? 'no calls' : `${counted(day.calls, 'call')}, ${percent(rate)} ${answered}`;
  const soFar = until === null ? '' : ' so far';
  const said = `${daysInWords(date, days, 'long')}${soFar}: ${calls}.${ours}${incidents}${promised}`;
  return spoken(said, 300);
}

function toCallBack(digest: Digest): string {
  const { callBacks, followUps = null } = digest;
  if (followUps !== null) return ` ${followUpsSaid(digest, followUps)}.`;
  return callBacks === 0 ? '' : ` ${callBacksNeeded(callBacks)}`;
}
