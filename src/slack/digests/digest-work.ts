import type { Button } from '@slack/types';
import type { Count } from '../../calls/bundle.ts';
import type { Digest } from '../../calls/digest.ts';
import { digestFilter } from '../../calls/digest-filter.ts';
import { narrowTo } from '../../calls/filter/refine.ts';
import { type Filter, formatFilter } from '../../calls/filter.ts';
import { callsOfIncident, type Incident } from '../../calls/incident.ts';
import { meaningOf } from '../../calls/outcome.ts';
import { shortLabel } from '../blocks/counts.ts';
import { type Dot, dot, dotOfDialError, dotSign } from '../blocks/dots.ts';
import { counted, number } from '../blocks/numbers.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { lineWithButton, paragraph, words } from '../blocks/rich.ts';
import { listButton } from '../calls/list-choice.ts';
import { beganAt, openHeadline } from '../incidents/incident-in-words.ts';
import { momentOf } from './digest-blind.ts';
import { followUpLine } from './digest-follow-ups.ts';

/** As many as leave room on one screen for how the day went. */
const mostErrors = 3;
const mostIncidents = 3;

/** What somebody should do something about, before any figure; or that there is nothing. */
export function needsWork(digest: Digest): MessageBlock[] {
  const lines = [...incidents(digest), ...callsToWorkOn(digest)];
  if (lines.length > 0) return lines;
  return digest.day.calls === 0 ? [] : paragraph([...dot('green'), words('Nothing needs your attention.')]);
}

/** The same without incidents, for where their cards stand. */
export function callsToWorkOn(digest: Digest): MessageBlock[] {
  return [...errorsToMend(digest), ...callBacks(digest)];
}

/** “(red) Few people pick up, since 14:10”. */
function incidents(digest: Digest): MessageBlock[] {
  const { openIncidents } = digest;
  const left = openIncidents.length - mostIncidents;
  return [
    ...openIncidents.slice(0, mostIncidents).map((incident) => incidentLine(incident, digest)),
    ...(left > 0 ? [line('red', `${counted(left, 'more open incident')}: /revox status`, null)] : []),
  ];
}

function incidentLine(incident: Incident, digest: Digest): MessageBlock {
  const since = momentOf(beganAt(incident), digest);
  return line(
    'red',
    `${openHeadline(incident)}, since ${since}`,
    browse('Browse', callsOfIncident(incident)),
  );
}

/** Those of the setup before those of the list. The others Revox retries, or nobody can explain yet. */
function errorsToMend(digest: Digest): MessageBlock[] {
  const ofSeverity = (wanted: string) =>
    digest.dialErrors.filter(({ word }) => meaningOf(word).severity === wanted);
  return [...ofSeverity('high'), ...ofSeverity('medium')]
    .slice(0, mostErrors)
    .map((error) => errorLine(error, digest));
}

function errorLine({ word, count }: Count, digest: Digest): MessageBlock {
  const { label, nextStep } = meaningOf(word);
  const failed = narrowTo(digestFilter(digest), { kind: 'dial-error', value: word });
  const said = `${shortLabel(word, () => label)}: ${counted(count, 'call')}. ${nextStep}`;
  return line(dotOfDialError(word), said, browse(`Browse ${number(count)}`, failed));
}

/** Where somebody works on them, how far that is; else how many there are. */
function callBacks(digest: Digest): MessageBlock[] {
  const { callBacks: count, followUps = null } = digest;
  if (followUps !== null) return [followUpLine(digest, followUps)];
  if (count === 0) return [];
  const promised = narrowTo(digestFilter(digest), { kind: 'promised', value: 'call-back' });
  return [line('orange', callBacksNeeded(count), browse(`Browse ${number(count)}`, promised))];
}

/** “12 calls need a call-back.” */
export function callBacksNeeded(count: number): string {
  return `${counted(count, 'call')} ${count === 1 ? 'needs' : 'need'} a call-back.`;
}

function line(colour: Dot, said: string, accessory: Button | null): MessageBlock {
  return lineWithButton(dotSign(colour), said, accessory);
}

function browse(label: string, filter: Filter | null): Button | null {
  return listButton(label, 'list_calls', filter && formatFilter(filter));
}
