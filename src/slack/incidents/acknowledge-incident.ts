import { z } from 'zod';

import type { Acknowledgement } from '../../calls/incident.ts';
import { acknowledgeIncident, hasCardIn } from '../../store/incidents/incident-cards.ts';
import { person } from '../blocks/person.ts';
import { renderProblem } from '../blocks/problem.ts';
import { paragraph, words } from '../blocks/rich.ts';
import { timeElement } from '../blocks/times.ts';
import type { Answer, Asked, Desk, Handler } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';

const id = z.uuid();

/** Somebody looks after it: every card of the incident says who, so that nobody else has to ask. */
export const acknowledge: Handler = {
  changes: true,
  async answer(asked, desk) {
    const { success, data } = id.safeParse(asked.input);
    if (!success || !(await stands(data, asked, desk))) return gone;
    const { db, now } = desk;
    const found = await db.transaction().execute((tx) => acknowledgeIncident(tx, data, asked.userId, now()));
    if (found === null) return gone;
    const { incident, isNew } = found;
    if (isNew) return done;
    return incident.acknowledged === null ? over : already(incident.acknowledged, desk);
  },
};

/** The Home tab shows every incident; a channel those that have a card in it. */
async function stands(incidentId: string, { at, channelId }: Asked, { db }: Desk): Promise<boolean> {
  return at.kind === 'home' || hasCardIn(db, incidentId, channelId ?? '');
}

const done = sentence('Acknowledged. The card says so in a moment, in every channel where it stands.');
const over = sentence('It is over already, so there is nothing to look after.');
const gone = renderProblem({
  what: 'I no longer know this incident.',
  next: 'What is open is on my Home tab; how things are:',
  commands: ['/revox status'],
});

function already({ by, at }: Acknowledgement, desk: Desk): Answer {
  const when = timeElement(at, renderOptions(desk));
  return {
    blocks: paragraph([...person(by), words(' has acknowledged it already, at '), when, words('.')]),
  };
}
