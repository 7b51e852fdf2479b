import type { Button } from '@slack/types';
import type { Instant } from '../../calls/call.ts';
import { formatFilter } from '../../calls/filter.ts';
import type { Incident, IncidentKind } from '../../calls/incident.ts';
import { callsOfIncident } from '../../calls/incident-calls.ts';
import { dot } from './dots.ts';
import { encodeChoice, mostInButton } from './list-choice.ts';
import { counted } from './numbers.ts';
import type { Rendered, RenderOptions } from './rendered.ts';
import { actions, bold, button, code, dotted, footnote, type Line, paragraph, words } from './rich.ts';
import { spoken } from './safe-text.ts';
import { isShowable, roughDuration, timeElement } from './times.ts';

interface IncidentWords {
  open: string;
  closed: string;
  /** What it means for the people in the channel. */
  meaning: string;
  /** What is counted, in the singular and plural. */
  counts: [string, string];
}

const incidentWords: Record<IncidentKind, IncidentWords> = {
  'revox-unreachable': {
    open: 'Revox does not answer',
    closed: 'Revox answers again',
    meaning: 'No calls are being read. None is lost: they are told when Revox answers.',
    counts: ['failed poll', 'failed polls'],
  },
  'revox-key-refused': {
    open: 'Revox refuses the API key',
    closed: 'Revox accepts the API key again',
    meaning: 'No calls are being read. None is lost: they are told when the key works.',
    counts: ['refused poll', 'refused polls'],
  },
  'messages-parked': {
    open: 'Messages cannot be delivered',
    closed: 'Messages are delivered again',
    meaning: 'The messages are kept, and go out when Slack takes them.',
    counts: ['message waiting', 'messages waiting'],
  },
  'dial-errors-spike': {
    open: 'Calls fail on our side',
    closed: 'Calls go through again',
    meaning: '',
    counts: ['call failed like this', 'calls failed like this'],
  },
  'answer-rate-low': {
    open: 'Few people pick up',
    closed: 'People pick up again',
    meaning: '',
    counts: ['call', 'calls'],
  },
  'no-calls-ending': {
    open: 'No calls are ending',
    closed: 'Calls are ending again',
    meaning: 'Revox answers, but tells of none.',
    counts: ['call', 'calls'],
  },
};

/** One card for a state that lasts: posted when it opens, the same card edited until it is over. */
export function renderIncident(incident: Incident, options: RenderOptions): Rendered {
  return incident.closedAt === null ? openIncident(incident, options) : closedIncident(incident, options);
}

function openIncident(incident: Incident, options: RenderOptions): Rendered {
  const { facts, kind, openedAt } = incident;
  const { open, meaning } = incidentWords[kind];
  const next = facts.nextStep ?? 'Nothing to do but wait: it is tried again by itself.';
  return {
    text: `${open}. ${spoken(facts.reason, 300)} ${spoken(next, 300)}`,
    blocks: [
      ...paragraph(
        [...dot('red'), bold(open), ...place(incident)],
        [words(`${facts.reason} ${meaning}`, 600)],
      ),
      ...paragraph(
        [bold('Next:'), words(` ${next}`)],
        dotted(
          time('Since ', openedAt, options),
          words(lasting(options.now - openedAt)),
          words(countOf(incident)),
          time('last good poll ', facts.lastGoodAt, options),
        ),
        [words('More: '), code('/revox help incidents')],
      ),
      ...actions(browseButton(incident)),
    ],
  };
}

function closedIncident(incident: Incident, options: RenderOptions): Rendered {
  const { facts, kind, openedAt } = incident;
  const closedAt = incident.closedAt ?? options.now;
  return {
    text: closing(incident),
    blocks: [
      ...paragraph(
        [...dot('green'), bold(incidentWords[kind].closed), ...place(incident)],
        dotted(
          [...time('From ', openedAt, options), ...time(' to ', closedAt, options)],
          words(roughDuration(closedAt - openedAt)),
          words(countOf(incident)),
        ),
      ),
      ...footnote(`What it was: ${facts.reason}`),
      ...actions(browseButton(incident)),
    ],
  };
}

function browseButton(incident: Incident): Button | null {
  const calls = callsOfIncident(incident);
  if (calls === null) return null;
  const value = encodeChoice({ filter: formatFilter(calls), messageId: null }, mostInButton);
  return value === null ? null : button('Browse calls', 'list_calls', value);
}

function time(before: string, at: Instant | undefined, options: RenderOptions): Line {
  return isShowable(at ?? null) ? [words(before), timeElement(at as Instant, options)] : [];
}

/** The reply in the card's thread when it is over: whoever followed it hears of the end. */
export function renderIncidentClosing(incident: Incident): Rendered {
  return {
    text: closing(incident),
    blocks: paragraph([...dot('green'), words(closing(incident))]),
  };
}

function closing({ kind, openedAt, closedAt, changedAt }: Incident): string {
  return `${incidentWords[kind].closed}, after ${roughDuration((closedAt ?? changedAt) - openedAt)}.`;
}

function countOf({ facts, kind }: Incident): string {
  return facts.count < 1 ? '' : counted(facts.count, ...incidentWords[kind].counts);
}

/** Just opened, it has not lasted. */
function lasting(ms: number): string {
  return ms < 60_000 ? '' : `${roughDuration(ms)} so far`;
}

/** The channel is one of our own subscriptions, so this may be a link to it. */
function place({ about }: Incident): Line {
  if (/^[CG][A-Z0-9]{6,}$/.test(about)) return [words(' in '), { type: 'channel', channel_id: about }];
  return about === '' ? [] : [words(` in ${about}`, 100)];
}
