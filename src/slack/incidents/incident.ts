import type { Instant } from '../../calls/call.ts';
import type { Incident } from '../../calls/incident.ts';
import type { GivenUp } from '../../calls/incidents/facts.ts';
import { dialErrorOf, isWatched } from '../../calls/incidents/watches.ts';
import { meaningOf } from '../../calls/outcome.ts';
import { type Dot, dot } from '../blocks/dots.ts';
import { link } from '../blocks/link.ts';
import { counted, number } from '../blocks/numbers.ts';
import { person, spokenPerson } from '../blocks/person.ts';
import type { MessageBlock, Rendered, RenderOptions } from '../blocks/rendered.ts';
import { bold, code, dotted, type Line, paragraph, words } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { roughDuration, timeAfter, timeElement } from '../blocks/times.ts';
import { incidentActions } from './incident-actions.ts';
import { incidentWords } from './kinds/index.ts';

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
  const lines = isOpen ? openLines(incident, options, onCard) : closedLines(incident, options, onCard);
  return [
    ...paragraph(
      [...dot(dotOf(incident)), bold(`${stateOf(incident)} · ${openHeadline(incident)}`), ...place(incident)],
      isOpen ? actionLine(incident) : endLine(incident, options),
    ),
    ...paragraph(...lines),
    ...incidentActions(incident),
  ];
}

function openLines(incident: Incident, options: RenderOptions, onCard: number): (Line | null)[] {
  const { impact, usual } = saidOf(incident);
  const since = beganAt(incident);
  return [
    fieldLine('Impact', [words(impact, 600), words(soFar(incident, onCard))]),
    fieldLine(
      'Since',
      dotted(
        timeAfter('', since, options),
        words(lasting(options.now - since)),
        timeAfter('last good poll ', incident.facts.lastGoodAt ?? null, options),
      ),
    ),
    usual === null ? null : fieldLine('Usual', [words(usual)]),
    fieldLine('Owner', ownerOf(incident, options)),
    snoozedLine(incident, options),
    runbookLine(incident, options),
  ];
}

function closedLines(incident: Incident, options: RenderOptions, onCard: number): (Line | null)[] {
  const { impact, usual } = saidOf(incident);
  const [from, to] = [beganAt(incident), incident.closedAt ?? options.now];
  return [
    fieldLine('Impact', [words(impact, 600), words(soFar(incident, onCard))]),
    fieldLine(
      'Lasted',
      dotted(
        [...timeAfter('', from, options), ...timeAfter(' to ', to, options)],
        words(roughDuration(to - from)),
      ),
    ),
    usual === null ? null : fieldLine('Usual', [words(usual)]),
    incident.acknowledged === null ? null : fieldLine('Owner', ownerOf(incident, options)),
  ];
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

const opensAgain = '. It opens again only if the problem goes away first and then comes back.';

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

/** What a notification says. */
function opening(incident: Incident): string {
  const { impact, usual, nextStep } = saidOf(incident);
  const action =
    nextStep === null ? 'No action needed. I retry automatically.' : `Action needed: ${nextStep}`;
  return [
    `${openHeadline(incident)}.`,
    spoken(impact, 300),
    usual === null ? '' : `Usual: ${spoken(usual, 200)}.`,
    spoken(action, 300),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function closing(incident: Incident): string {
  const { resolvedBy } = incident;
  const givenUp = givenUpWords(incident);
  if (givenUp !== null) return `No longer watched: ${openHeadline(incident)}. ${givenUp}`;
  if (resolvedBy !== null)
    return `Resolved by ${spokenPerson(resolvedBy)}: ${openHeadline(incident)}${howLong(incident)}${opensAgain}`;
  const count = countOf(incident);
  return `${closedHeadline(incident)}${howLong(incident)}.${count === '' ? '' : ` ${count}.`}`;
}

function howLong(incident: Incident): string {
  const { closedAt, changedAt } = incident;
  return `, after ${roughDuration((closedAt ?? changedAt) - beganAt(incident))}`;
}

const endings: Record<GivenUp, string> = {
  'nothing-ends': 'No call has ended for three days, so nobody can say whether it is over.',
  discarded: 'An admin discarded the parked messages.',
};

/** Why it is closed although nobody knows that it is over; null when it is known. */
function givenUpWords({ facts: { givenUp } }: Incident): string | null {
  return givenUp === undefined ? null : (endings[givenUp as GivenUp] ?? givenUp);
}

/** What is noticed has often begun before. */
export function beganAt({ facts, openedAt }: Incident): Instant {
  return facts.since ?? openedAt;
}

/** “Spike: calls rejected by the concurrency limit”: what an open incident is called wherever it is named. */
export function openHeadline(incident: Incident): string {
  return saidOf(incident).headline ?? incidentWords[incident.kind].open;
}

/** “Calls go through again (Too many calls)” */
function closedHeadline(incident: Incident): string {
  const { closed } = incidentWords[incident.kind];
  const dialError = dialErrorOf(incident);
  return dialError === '' ? closed : `${closed} (${meaningOf(dialError).label})`;
}

function saidOf(incident: Incident) {
  return incidentWords[incident.kind].say(incident);
}

function countOf({ facts, kind }: Incident): string {
  const { counts } = incidentWords[kind];
  return facts.count < 1 || counts === null ? '' : counted(facts.count, ...counts);
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
