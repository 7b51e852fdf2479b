import type { Instant } from '../../calls/call.ts';
import type { Incident } from '../../calls/incident.ts';
import { isWatched } from '../../calls/incidents/watches.ts';
import { type Dot, dot } from '../blocks/dots.ts';
import { link } from '../blocks/link.ts';
import { number } from '../blocks/numbers.ts';
import { person } from '../blocks/person.ts';
import type { MessageBlock, Rendered, RenderOptions } from '../blocks/rendered.ts';
import { bold, code, dotted, type Line, paragraph, words } from '../blocks/rich.ts';
import { roughDuration, timeAfter, timeElement } from '../blocks/times.ts';
import { incidentActions } from './incident-actions.ts';
import {
  beganAt,
  closedHeadline,
  closing,
  countOf,
  givenUpWords,
  howLong,
  openHeadline,
  opening,
  opensAgain,
  saidOf,
} from './incident-in-words.ts';

/**
 * One card for a state that lasts: posted when it opens, the same card edited until it is over.
 *
 * @param onCard Calls that the channel gets on this card alone.
 */
export function renderIncident(incident: Incident, options: RenderOptions, onCard = 0): Rendered {
  return {
    text: incident.closedAt === null ? opening(incident) : closing(incident),
    blocks: incidentOnHome(incident, options, onCard),
  };
}

export function incidentOnHome(incident: Incident, options: RenderOptions, onCard = 0): MessageBlock[] {
  const isOpen = incident.closedAt === null;
  return [
    ...paragraph(
      [...dot(dotOf(incident)), bold(`${stateOf(incident)} · ${openHeadline(incident)}`), ...place(incident)],
      isOpen ? actionLine(incident) : endLine(incident, options),
    ),
    ...paragraph(...linesOf(incident, options, onCard)),
    ...incidentActions(incident),
  ];
}

function linesOf(incident: Incident, options: RenderOptions, onCard: number): (Line | null)[] {
  const { impact, usual } = saidOf(incident);
  const { closedAt, acknowledged } = incident;
  return [
    fieldLine('Impact', [words(impact, 600), words(soFar(incident, onCard))]),
    closedAt === null ? sinceLine(incident, options) : lastedLine(incident, closedAt, options),
    usual === null ? null : fieldLine('Usual', [words(usual)]),
    closedAt !== null && acknowledged === null ? null : fieldLine('Owner', ownerOf(incident, options)),
    ...(closedAt === null ? [snoozedLine(incident, options), runbookLine(incident, options)] : []),
  ];
}

function sinceLine(incident: Incident, options: RenderOptions): Line | null {
  const since = beganAt(incident);
  return fieldLine(
    'Since',
    dotted(
      timeAfter('', since, options),
      words(lasting(options.now - since)),
      timeAfter('last good poll ', incident.facts.lastGoodAt ?? null, options),
    ),
  );
}

function lastedLine(incident: Incident, to: Instant, options: RenderOptions): Line | null {
  const from = beganAt(incident);
  const times = [...timeAfter('', from, options), ...timeAfter(' to ', to, options)];
  return fieldLine('Lasted', dotted(times, words(roughDuration(to - from))));
}

/** “*Since:* 13:55 · 40 min so far” */
function fieldLine(name: string, value: Line): Line | null {
  return value.length === 0 ? null : [bold(`${name}:`), words(' '), ...value];
}

function stateOf(incident: Incident): string {
  if (incident.closedAt === null) return incident.acknowledged === null ? 'Open' : 'Acknowledged';
  return givenUpWords(incident) === null ? 'Resolved' : 'No longer watched';
}

function dotOf(incident: Incident): Dot {
  if (incident.closedAt === null) return incident.acknowledged === null ? 'red' : 'orange';
  return givenUpWords(incident) === null ? 'green' : 'white';
}

function actionLine(incident: Incident): Line {
  const { nextStep } = saidOf(incident);
  if (nextStep === null) return [bold('No action needed.'), words(' I retry automatically.')];
  return [bold('Action needed:'), words(` ${nextStep}`, 600)];
}

function endLine(incident: Incident, options: RenderOptions): Line {
  const { resolvedBy, closedAt } = incident;
  if (resolvedBy === null) return [words(givenUpWords(incident) ?? `${closedHeadline(incident)}.`)];
  return [words('By '), ...person(resolvedBy), ...timeAfter(' ', closedAt, options), words(opensAgain)];
}

function ownerOf({ acknowledged }: Incident, options: RenderOptions): Line {
  if (acknowledged === null) return [words('nobody yet')];
  return [...person(acknowledged.by), words(' since '), timeElement(acknowledged.at, options)];
}

function snoozedLine({ snoozed }: Incident, options: RenderOptions): Line | null {
  if (snoozed === null || snoozed.until <= options.now) return null;
  const { by, until } = snoozed;
  return fieldLine('Snoozed', [words('until '), timeElement(until, options), words(' by '), ...person(by)]);
}

/** The page that says what to do, for who can open it. */
function runbookLine({ kind }: Incident, { runbookUrl = null }: RenderOptions): Line | null {
  const page = runbookUrl === null ? null : link(`${runbookUrl}/${kind}.md`, 'what to do, step by step');
  return fieldLine('Runbook', [page ?? code('/revox help incidents')]);
}

/** “ 312 failed calls so far, 298 of them counted here, not posted one by one.” */
function soFar(incident: Incident, onCard: number): string {
  const total = countOf(incident);
  const count = total === '' ? '' : `${total} ${incident.closedAt === null ? 'so far' : 'in all'}`;
  const here = onCard === 0 ? '' : `${number(onCard)} of them counted here, not posted one by one`;
  const words = [count, count === '' ? here.replace(' of them', '') : here].filter((it) => it !== '');
  return words.length === 0 ? '' : ` ${words.join(', ')}.`;
}

/** The reply in the card's thread when it is over: who followed it sees the end. */
export function renderIncidentClosing(incident: Incident): Rendered {
  return {
    text: closing(incident),
    blocks: paragraph([...dot(dotOf(incident)), ...endInThread(incident)]),
  };
}

function endInThread(incident: Incident): Line {
  const { resolvedBy } = incident;
  if (resolvedBy === null) return [words(closing(incident))];
  return [words('Resolved by '), ...person(resolvedBy), words(`${howLong(incident)}${opensAgain}`)];
}

/** Just opened, it has not lasted. */
function lasting(ms: number): string {
  return ms < 60_000 ? '' : `${roughDuration(ms)} so far`;
}

/** The channel is one of our own subscriptions, so this may be a link to it. */
function place({ about, kind }: Incident): Line {
  if (isWatched(kind)) return [];
  if (/^[CG][A-Z0-9]{6,}$/.test(about)) return [words(' in '), { type: 'channel', channel_id: about }];
  return about === '' ? [] : [words(` in ${about}`, 100)];
}
