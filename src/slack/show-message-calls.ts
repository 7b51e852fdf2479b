import { z } from 'zod';

import { everything, type Filter, formatFilter } from '../calls/filter.ts';
import { callsOfIncident } from '../calls/incident-calls.ts';
import { dayAfter, localDayBounds } from '../calls/local-day.ts';
import { findCallById, listCalls } from '../store/call-lists.ts';
import { findIncident } from '../store/incidents.ts';
import type { Message } from '../store/messages.ts';
import { sharedPageOf } from '../store/shared-lists.ts';
import type { Answer, Asked, Desk } from './handler.ts';
import { digestFilter } from './messages/digest-calls.ts';
import { renderProblem } from './messages/problem.ts';
import { filterContext } from './render-options.ts';
import { showCall } from './show-call.ts';
import { openList, showPage } from './show-list.ts';

/** The calls that one message of ours tells of, whatever its kind. */
export async function showMessageCalls(message: Message, asked: Asked, desk: Desk): Promise<Answer> {
  const page = sharedPageOf(message);
  if (page !== null) return showPage(page, asked, desk);
  switch (message.kind) {
    case 'digest':
      return openFilter(digestFilter(daysOf(message)), asked, desk);
    case 'incident':
      return openFilter(await filterOfIncident(message, desk), asked, desk);
    default:
      return showBundle(message, asked, desk);
  }
}

/** The only call that it tells, whole, or exactly its list. */
async function showBundle({ id: messageId }: Message, asked: Asked, desk: Desk): Promise<Answer> {
  const list = {
    filter: everything,
    context: filterContext(desk),
    anchor: Number.MAX_SAFE_INTEGER,
    messageId,
  };
  const { calls } = await listCalls(desk.db, { ...list, limit: 2 });
  const [first, ...others] = calls;
  const call = first === undefined || others.length > 0 ? null : await findCallById(desk.db, first.id);
  return call === null ? openList({ filter: '', messageId }, asked, desk) : showCall(call, asked, desk);
}

const digestSubject = z.object({
  date: z.string(),
  days: z.number().default(1),
  timezone: z.string(),
  filter: z.string(),
});

function daysOf({ subject }: Message) {
  const { date, days, timezone, filter } = digestSubject.parse(subject);
  const { from } = localDayBounds(dayAfter(date, 1 - days), timezone);
  return { filter, from, to: localDayBounds(date, timezone).to };
}

async function filterOfIncident({ incidentId }: Message, { db }: Desk): Promise<Filter | null> {
  const incident = incidentId === null ? null : await findIncident(db, incidentId);
  return incident === null ? null : callsOfIncident(incident);
}

async function openFilter(filter: Filter | null, asked: Asked, desk: Desk): Promise<Answer> {
  if (filter === null) return renderProblem(noCalls);
  return openList({ filter: formatFilter(filter), messageId: null }, asked, desk);
}

const noCalls = {
  what: 'This message is not about single calls.',
  next: 'Look for calls by when they ended:',
  commands: ['/revox calls since:24h', '/revox help filters'],
};
