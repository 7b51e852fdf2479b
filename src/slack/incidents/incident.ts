import type { Button, StaticSelect } from '@slack/types';
import type { Instant } from '../../calls/call.ts';
import { formatFilter } from '../../calls/filter.ts';
import { callsOfIncident, type Incident } from '../../calls/incident.ts';
import type { GivenUp } from '../../calls/incidents/facts.ts';
import { dialErrorOf, isWatched } from '../../calls/incidents/watches.ts';
import { meaningOf } from '../../calls/outcome.ts';
import { mostInButton } from '../blocks/carried.ts';
import { dot } from '../blocks/dots.ts';
import { link } from '../blocks/link.ts';
import { counted, number } from '../blocks/numbers.ts';
import { person } from '../blocks/person.ts';
import type { MessageBlock, Rendered, RenderOptions } from '../blocks/rendered.ts';
import {
  actions,
  bold,
  button,
  code,
  dotted,
  footnote,
  type Line,
  paragraph,
  words,
} from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { isShowable, roughDuration, timeElement } from '../blocks/times.ts';
import { encodeChoice } from '../calls/list-choice.ts';
import { muteSelect } from '../news/mute-menu.ts';
import { incidentWords } from './kinds/index.ts';

/**
 * One card for a state that lasts: posted when it opens, the same card edited until it is over.
 *
 * @param onCard Calls that the channel hears of by this card alone.
 */
export function renderIncident(incident: Incident, options: RenderOptions, onCard = 0): Rendered {
  const { text, blocks } = cardOf(incident, options, onCard);
  return { text, blocks: [...blocks, ...actions(acknowledge(incident), browse(incident), mute(incident))] };
}

/** Nothing can be muted there, since it is no channel. */
export function incidentOnHome(incident: Incident, options: RenderOptions): MessageBlock[] {
  const { blocks } = cardOf(incident, options, 0);
  return [...blocks, ...actions(acknowledge(incident), browse(incident))];
}

function cardOf(incident: Incident, options: RenderOptions, onCard: number): Rendered {
  return incident.closedAt === null
    ? openIncident(incident, options, onCard)
    : closedIncident(incident, options, onCard);
}

function openIncident(incident: Incident, options: RenderOptions, onCard: number): Rendered {
  const { facts, kind } = incident;
  const { meaning, say } = incidentWords[kind];
  const { reason, nextStep } = say(incident);
  const next = nextStep ?? 'Nothing to do but wait: it is tried again by itself.';
  return {
    text: `${headline('open', incident)}. ${spoken(reason, 300)} ${spoken(next, 300)}`,
    blocks: [
      ...paragraph(
        [...dot('red'), bold(headline('open', incident)), ...place(incident)],
        [words(`${reason} ${meaning}`.trim(), 600)],
      ),
      ...paragraph(
        [bold('Next:'), words(` ${next}`)],
        dotted(
          time('Since ', beganAt(incident), options),
          words(lasting(options.now - beganAt(incident))),
          words(countOf(incident)),
          time('last good poll ', facts.lastGoodAt, options),
        ),
        countedLine(onCard),
        acknowledgedLine(incident, options),
        more(incident, options),
      ),
    ],
  };
}

/** The page that says what to do, for who can open it. */
function more({ kind }: Incident, { runbookUrl = null }: RenderOptions): Line {
  const page = runbookUrl === null ? null : link(`${runbookUrl}/${kind}.md`, 'What to do, step by step');
  return page === null ? [words('More: '), code('/revox help incidents')] : [page];
}

function closedIncident(incident: Incident, options: RenderOptions, onCard: number): Rendered {
  const closedAt = incident.closedAt ?? options.now;
  const givenUp = givenUpWords(incident);
  return {
    text: closing(incident),
    blocks: [
      ...paragraph(
        [...dot(givenUp === null ? 'green' : 'white'), bold(endOf(incident)), ...place(incident)],
        givenUp === null ? null : [words(givenUp)],
        dotted(
          [...time('From ', beganAt(incident), options), ...time(' to ', closedAt, options)],
          words(roughDuration(closedAt - beganAt(incident))),
          words(countOf(incident)),
        ),
        countedLine(onCard),
        acknowledgedLine(incident, options),
      ),
      ...footnote(`What it was: ${incidentWords[incident.kind].say(incident).reason}`),
    ],
  };
}

function acknowledge({ id, acknowledged, closedAt }: Incident): Button | null {
  return acknowledged === null && closedAt === null
    ? button('Acknowledge', 'acknowledge_incident', id)
    : null;
}

function browse(incident: Incident): Button | null {
  const calls = callsOfIncident(incident);
  if (calls === null) return null;
  const value = encodeChoice({ filter: formatFilter(calls), messageId: null }, mostInButton);
  return value === null ? null : button('Browse calls', 'list_calls', value);
}

/** What is counted on the card, and what comes after it, for a while. */
function mute(incident: Incident): StaticSelect | null {
  const dialError = dialErrorOf(incident);
  if (dialError === '' || incident.closedAt !== null) return null;
  return muteSelect(dialError, `“${meaningOf(dialError).label}”`);
}

function countedLine(onCard: number): Line | null {
  return onCard === 0 ? null : [words('Counted here instead of told one by one: '), words(number(onCard))];
}

function acknowledgedLine({ acknowledged }: Incident, options: RenderOptions): Line | null {
  if (acknowledged === null) return null;
  const { by, at } = acknowledged;
  return [words('Acknowledged by '), ...person(by), words(' '), timeElement(at, options)];
}

function time(before: string, at: Instant | undefined, options: RenderOptions): Line {
  return isShowable(at ?? null) ? [words(before), timeElement(at as Instant, options)] : [];
}

/** The reply in the card's thread when it is over: whoever followed it hears of the end. */
export function renderIncidentClosing(incident: Incident): Rendered {
  return {
    text: closing(incident),
    blocks: paragraph([
      ...dot(givenUpWords(incident) === null ? 'green' : 'white'),
      words(closing(incident)),
    ]),
  };
}

function closing(incident: Incident): string {
  const { closedAt, changedAt } = incident;
  const givenUp = givenUpWords(incident);
  if (givenUp !== null) return `${endOf(incident)}. ${givenUp}`;
  const count = dialErrorOf(incident) === '' ? '' : ` ${sentenceOf(countOf(incident))}`;
  return `${endOf(incident)}, after ${roughDuration((closedAt ?? changedAt) - beganAt(incident))}.${count}`;
}

function endOf(incident: Incident): string {
  return givenUpWords(incident) === null
    ? headline('closed', incident)
    : `No longer watched: ${headline('open', incident)}`;
}

const endings: Record<GivenUp, string> = {
  'nothing-ends': 'No call has ended for three days, so nobody can tell whether it is over.',
  discarded: 'An admin discarded what was parked.',
};

/** Why it is closed although nobody knows that it is over; null when it is known. */
function givenUpWords({ facts: { givenUp } }: Incident): string | null {
  return givenUp === undefined ? null : (endings[givenUp as GivenUp] ?? givenUp);
}

function sentenceOf(words: string): string {
  return words === '' ? '' : `${words}.`;
}

/** What is noticed has often begun before. */
export function beganAt({ facts, openedAt }: Incident): Instant {
  return facts.since ?? openedAt;
}

/** “Few people pick up”: what an open incident is called wherever it is named. */
export function openHeadline(incident: Incident): string {
  return headline('open', incident);
}

/** “Calls fail on our side: Too many calls”, “Calls go through again (Too many calls)”. */
function headline(state: 'open' | 'closed', incident: Incident): string {
  const title = incidentWords[incident.kind][state];
  const dialError = dialErrorOf(incident);
  if (dialError === '') return title;
  const { label } = meaningOf(dialError);
  return state === 'open' ? `${title}: ${label}` : `${title} (${label})`;
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
