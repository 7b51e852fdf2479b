import type { Instant } from '../../calls/call.ts';
import type { Incident } from '../../calls/incident.ts';
import type { GivenUp } from '../../calls/incidents/facts.ts';
import { dialErrorOf } from '../../calls/incidents/watches.ts';
import { meaningOf } from '../../calls/outcome.ts';
import { counted } from '../blocks/numbers.ts';
import { spokenPerson } from '../blocks/person.ts';
import { spoken } from '../blocks/safe-text.ts';
import { roughDuration } from '../blocks/times.ts';
import { incidentWords } from './kinds/index.ts';

export const opensAgain = '. It opens again only if the problem goes away first and then comes back.';

/** What a notification says. */
export function opening(incident: Incident): string {
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

export function closing(incident: Incident): string {
  const { resolvedBy } = incident;
  const givenUp = givenUpWords(incident);
  if (givenUp !== null) return `No longer watched: ${openHeadline(incident)}. ${givenUp}`;
  if (resolvedBy !== null)
    return `Resolved by ${spokenPerson(resolvedBy)}: ${openHeadline(incident)}${howLong(incident)}${opensAgain}`;
  const count = countOf(incident);
  return `${closedHeadline(incident)}${howLong(incident)}.${count === '' ? '' : ` ${count}.`}`;
}

export function howLong(incident: Incident): string {
  const { closedAt, changedAt } = incident;
  return `, after ${roughDuration((closedAt ?? changedAt) - beganAt(incident))}`;
}

const endings: Record<GivenUp, string> = {
  'nothing-ends': 'No call has ended for three days, so nobody can say whether it is over.',
  discarded: 'An admin discarded the parked messages.',
};

/** Why it is closed although nobody knows that it is over; null when it is known. */
export function givenUpWords({ facts: { givenUp } }: Incident): string | null {
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
export function closedHeadline(incident: Incident): string {
  const { closed } = incidentWords[incident.kind];
  const dialError = dialErrorOf(incident);
  return dialError === '' ? closed : `${closed} (${meaningOf(dialError).label})`;
}

export function saidOf(incident: Incident) {
  return incidentWords[incident.kind].say(incident);
}

export function countOf({ facts, kind }: Incident): string {
  const { counts } = incidentWords[kind];
  return facts.count < 1 || counts === null ? '' : counted(facts.count, ...counts);
}
