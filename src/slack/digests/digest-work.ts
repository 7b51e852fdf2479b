import type { Count } from '../../calls/bundle.ts';
import type { Digest } from '../../calls/digest.ts';
import type { Incident } from '../../calls/incident.ts';
import { meaningOf } from '../../calls/outcome.ts';
import { shortLabel } from '../blocks/counts.ts';
import { dot, dotOfDialError } from '../blocks/dots.ts';
import { counted } from '../blocks/numbers.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { bold, type Line, paragraph, words } from '../blocks/rich.ts';
import { beganAt, openHeadline } from '../incidents/incident.ts';
import { momentOf } from './digest-blind.ts';

const mostErrors = 5;
const mostIncidents = 5;

/** What somebody should do something about, before any figure; or that there is nothing. */
export function needsWork(digest: Digest): MessageBlock[] {
  const lines = [...incidents(digest), ...callsToWorkOn(digest)];
  if (lines.length > 0) return paragraph(...lines);
  return digest.day.calls === 0 ? [] : paragraph([...dot('green'), words('Nothing needs your attention.')]);
}

/** The same without incidents, for where their cards stand. */
export function callsToWorkOn(digest: Digest): Line[] {
  return [...errorsToMend(digest).slice(0, mostErrors), ...promisedCallBacks(digest)];
}

/** “Few people pick up, since 14:10”. */
function incidents(digest: Digest): Line[] {
  const { openIncidents } = digest;
  const left = openIncidents.length - mostIncidents;
  return [
    ...openIncidents.slice(0, mostIncidents).map((incident) => incidentLine(incident, digest)),
    ...(left > 0 ? [[...dot('red'), words(`${counted(left, 'more incident')} open`)]] : []),
  ];
}

function incidentLine(incident: Incident, digest: Digest): Line {
  return [
    ...dot('red'),
    bold(openHeadline(incident)),
    words(`, since ${momentOf(beganAt(incident), digest)}`),
  ];
}

/** Ours before the list's. What is on their side Revox retries, and what nobody can explain needs to repeat. */
function errorsToMend({ dialErrors }: Digest): Line[] {
  const ours = dialErrors.filter(({ word }) => meaningOf(word).severity === 'high');
  const list = dialErrors.filter(({ word }) => meaningOf(word).severity === 'medium');
  return [...ours, ...list].map(errorLine);
}

function errorLine({ word, count }: Count): Line {
  const { label, nextStep } = meaningOf(word);
  return [
    ...dot(dotOfDialError(word)),
    bold(`${shortLabel(word, () => label)}: ${counted(count, 'call')}.`),
    words(` ${nextStep}`),
  ];
}

function promisedCallBacks({ callBacks }: Digest): Line[] {
  if (callBacks === 0) return [];
  const them = callBacks === 1 ? 'It is' : 'They are';
  return [
    [
      ...dot('orange'),
      bold(`${counted(callBacks, 'call-back')} promised.`),
      words(` ${them} in the menu below.`),
    ],
  ];
}
