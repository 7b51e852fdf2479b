import { z } from 'zod';

import type { Incident } from '../../calls/incident.ts';
import type { Store } from '../../store/engine/database.ts';
import { hasCardIn } from '../../store/incidents/incident-cards.ts';
import {
  acknowledgeIncident,
  type ChangedIncident,
  type IncidentChange,
  resolveIncident,
  snoozeIncident,
} from '../../store/incidents/incident-changes.ts';
import { person } from '../blocks/person.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import { paragraph, words } from '../blocks/rich.ts';
import { timeElement } from '../blocks/times.ts';
import { endOfSnooze } from '../door/end-of-snooze.ts';
import type { Asked, Desk, Handler } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { renderOptions } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { readSnooze } from './snooze-menu.ts';

const id = z.uuid();

/** Somebody looks after it: every card of the incident says who, so that nobody else has to ask. */
export const acknowledge: Handler = {
  changes: true,
  answer: (asked, desk) =>
    carryOut(id.safeParse(asked.input).data, asked, desk, {
      change: acknowledgeIncident,
      done: () => sentence('Acknowledged. The card shows you as its owner in a moment.'),
      already: ({ acknowledged }, options) =>
        acknowledged && byPerson(acknowledged.by, ' acknowledged it already, ', acknowledged.at, options),
    }),
};

/** The card closes, whatever still goes on. */
export const resolve: Handler = {
  changes: true,
  answer: (asked, desk) =>
    carryOut(id.safeParse(asked.input).data, asked, desk, {
      change: resolveIncident,
      done: () =>
        sentence('Resolved. I open it again only if the problem goes away first and then comes back.'),
      already: () => null,
    }),
};

/** Its cards are left alone for a while. */
export const snooze: Handler = {
  changes: true,
  async answer(asked, desk) {
    const chosen = readSnooze(asked.input);
    if (chosen === null) return gone;
    const end = await endOfSnooze(chosen.snooze, asked, desk);
    if ('refusal' in end) return end.refusal;
    const { until } = end;
    return carryOut(chosen.id, asked, desk, {
      change: (tx, change) => snoozeIncident(tx, change, until),
      done: (options) => ({
        blocks: paragraph([
          words('Snoozed until '),
          timeElement(until, options),
          words('. Until then I don’t edit its card or mention anyone, unless it ends.'),
        ]),
      }),
      already: () => null,
    });
  },
};

type Options = ReturnType<typeof renderOptions>;

interface Doing {
  change(tx: Store, change: IncidentChange): Promise<ChangedIncident | null>;
  done(options: Options): Shown;
  /** What is said where this is so already; null where that can only be because it has ended. */
  already(incident: Incident, options: Options): Shown | null;
}

async function carryOut(incidentId: string | undefined, asked: Asked, desk: Desk, doing: Doing) {
  if (incidentId === undefined || !(await stands(incidentId, asked, desk))) return gone;
  const limit = await limitOf('setting', asked.channelId, asked, desk);
  if (limit !== null) return limit;
  const { db, now } = desk;
  const change = { id: incidentId, by: asked.userId, channel: asked.channelId, now: now() };
  const found = await db.transaction().execute((tx) => doing.change(tx, change));
  if (found === null) return gone;
  const { incident, isNew } = found;
  const options = renderOptions(desk);
  if (isNew) return doing.done(options);
  return incident.closedAt === null ? (doing.already(incident, options) ?? over) : ended(incident, options);
}

/** The Home tab shows every incident; a channel those that have a card in it. */
async function stands(incidentId: string, { at, channelId }: Asked, { db }: Desk): Promise<boolean> {
  return at.kind === 'home' || hasCardIn(db, incidentId, channelId ?? '');
}

const over = sentence('It has already ended.');
const gone = renderProblem({
  what: 'I can’t find this incident here.',
  next: 'Open incidents are on my Home tab. How things are:',
  commands: ['/revox status'],
});

function ended({ resolvedBy, closedAt }: Incident, options: Options): Shown {
  if (resolvedBy === null || closedAt === null) return over;
  return byPerson(resolvedBy, ' resolved it already, ', closedAt, options);
}

function byPerson(by: string, did: string, at: number, options: Options): Shown {
  return { blocks: paragraph([...person(by), words(did), timeElement(at, options), words('.')]) };
}
