import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import type { Incident } from '../../src/calls/incident.ts';
import type { IncidentFacts } from '../../src/calls/incidents/facts.ts';
import { type IncidentKind, incidentKinds, judgedKinds } from '../../src/calls/incidents/index.ts';
import { watchesOf } from '../../src/calls/incidents/watches.ts';
import { allOptions } from '../../src/calls/options/index.ts';
import { parseOptions } from '../../src/calls/options/parse.ts';
import { renderHelp } from '../../src/slack/help/help.ts';
import { openHeadline } from '../../src/slack/incidents/incident-in-words.ts';
import { incidentClosedMessage, incidentMessage } from '../../src/slack/incidents/incident-message.ts';
import { incidentWords } from '../../src/slack/incidents/kinds/index.ts';
import { helpTopics } from '../../src/slack/routes/commands.ts';
import { subscribeForm } from '../../src/slack/subscriptions/subscribe-form.ts';
import { closeIncident, openIncident } from '../../src/store/incidents/incidents.ts';
import { findIncident, listOpenIncidents } from '../../src/store/incidents/known-incidents.ts';
import { subscribe } from '../../src/store/settings/subscriptions.ts';
import { openSqlite } from '../support/database.ts';
import { mondayNoon, sampleSubscription } from '../support/sample-calls.ts';
import { sampleIncident } from '../support/sample-incident.ts';
import { read } from './blocks/read.ts';

const minute = 60_000;
const options = { phoneNumbers: 'masked', timezone: 'UTC', now: mondayNoon, runbookUrl: null } as const;

interface Sample {
  about: string;
  figures: unknown;
  impact: string;
  usual: string | null;
  nextStep: string | null;
}

const wait = '*No action needed.* I retry automatically.';
const key = 'Put a valid key into REVOX_API_KEY and restart the bot.';
const whenKey = 'Nothing is lost: missed calls will be posted when the key works.';
const whenBack = 'Nothing is lost: missed calls will be posted when it’s back.';
const whenTaken = 'Nothing is lost: messages will be posted when Slack takes them.';
const spread = 'Lower the number of simultaneous calls, or spread the campaign over more time.';
const listen = 'Listen to a few of them, and check the caller id, the list and the time of day.';
const campaign = 'Check in Revox that the campaign runs, and that there are numbers left to call.';
const hours = 'Pause the campaign in Revox, or correct its calling hours.';

/** Of each kind what rows hold, and what is said of it. */
const samples: Record<IncidentKind, Sample[]> = {
  'revox-unreachable': [
    sample('', { problem: 'Revox took longer than 10 s.' }, `Revox took longer than 10 s. ${whenBack}`),
    sample('', { problem: 'Revox answered with status 500.' }, whenBack),
    sample('', { problem: null }, whenBack),
  ],
  'revox-key-refused': [
    sample('', { problem: 'Revox answers 401.' }, `Revox answers 401. ${whenKey}`, null, key),
    sample('', { problem: null }, `The key isn’t valid. ${whenKey}`, null, key),
  ],
  'messages-parked': [
    sample(
      'C0OTHER',
      { cause: 'refused', sentence: 'It is archived.', nextStep: 'Open it.' },
      `It is archived. ${whenTaken}`,
      null,
      'Open it.',
    ),
    sample(
      '#calls',
      { cause: 'unknown-channel' },
      `I can’t find a channel named #calls. ${whenTaken}`,
      null,
      'Create it, invite me if it is private, or name another one in the settings.',
    ),
    sample('C0OTHER', { cause: 'discarded' }, 'Messages couldn’t be delivered.'),
  ],
  'dial-errors-spike': spikes(
    [3, '3 of 1,500 calls'],
    [0, 'fewer than 1 of 1,500 calls'],
    [null, 'not known yet'],
    [null, 'not known yet: older calls are still being read', 'history'],
    [null, 'not known yet: it takes four days of calls', 'days'],
    [null, 'not known yet: it takes 200 calls from more than three days ago', 'calls'],
  ),
  'answer-rate-low': [
    sample(
      '',
      { calls: 1_220, answered: 4, usual: 490, spanMs: 60 * minute },
      '4 of 1,220 calls reached a person within 60 min.',
      '490 of 1,220 calls',
      listen,
    ),
    sample(
      'answer-rate:30%',
      { calls: 30, answered: 0, usual: 12, spanMs: 240 * minute },
      '0 of 30 calls reached a person within 4 h.',
      '12 of 30 calls',
      listen,
    ),
  ],
  'no-calls-ending': [
    sample(
      '',
      { silentMs: 139 * minute, usualMs: 5 * minute },
      'No call has ended for 2 h 19 min. The Revox API works, but lists no new ones.',
      '5 min at most at this time',
      campaign,
    ),
  ],
  'outside-hours': [
    sample(
      'hours:10:00-13:00,14:00-20:00 weekdays',
      {
        hours: {
          ranges: [
            { from: '10:00', to: '13:00' },
            { from: '14:00', to: '20:00' },
          ],
          days: 'weekdays',
        },
        countries: { DE: 1, FR: 1_200 },
        last: { at: Date.UTC(2026, 1, 28, 20, 14), country: 'FR' },
      },
      'Calls to France (1,200) and Germany (1) began outside calling hours. The latest began on Saturday at 21:14 in France.',
      '10:00–13:00 and 14:00–20:00 on weekdays, local time',
      hours,
    ),
    sample(
      'hours:09:00-21:00 daily',
      {
        hours: { ranges: [{ from: '09:00', to: '21:00' }], days: 'daily' },
        countries: { US: 4, FR: 3, GB: 2, IN: 1, AU: 1 },
        last: { at: Date.UTC(2026, 2, 2, 7, 30), country: 'US' },
      },
      'Calls to United States (4), France (3), United Kingdom (2) and 2 more began outside calling hours. The latest began between Sunday at 21:30 and Monday at 02:30 in United States.',
      '09:00–21:00 every day, local time',
      hours,
    ),
  ],
};

function sample(
  about: string,
  figures: unknown,
  impact: string,
  usual: string | null = null,
  nextStep: string | null = null,
): Sample {
  return { about, figures, impact, usual, nextStep };
}

function spikes(...usually: [number | null, string, lacking?: string][]): Sample[] {
  return usually.map(([usual, words, lacking]) => {
    const figures = { errors: 1_200, calls: 1_500, usual, lacking, spanMs: 30 * minute };
    return sample(
      'too_many_calls spike:10',
      figures,
      '1,200 of 1,500 calls had failed within 30 min when this was noticed.',
      words,
      spread,
    );
  });
}

const cases = incidentKinds.flatMap(({ kind }) => samples[kind].map((each) => ({ kind, ...each })));

describe.each(cases)('$kind of $about, $figures,', ({ kind, about, figures, impact, usual, nextStep }) => {
  it('is opened, shown on its card, and closed', async () => {
    await using store = await openSqlite();
    const hears = { channel: 'C0ALERTS', topic: 'incidents', filter: '', options: {} } as const;
    await subscribe(store.db, hears, 'U0ANNA', 0);
    await openIncident(store.db, { kind, about, facts: { figures, count: 3 } }, mondayNoon - 5 * minute);
    const [open] = await listOpenIncidents(store.db, 2);
    const action = nextStep === null ? wait : `*Action needed:* ${nextStep}`;
    const card = cardOf(open);
    expect(card).toContain(`Open · ${openHeadline(open as Incident)}`);
    expect(card).toContain(`*Impact:* ${impact}`);
    expect(card).toContain(action);
    if (usual === null) expect(card).not.toContain('*Usual:*');
    else expect(card).toContain(`*Usual:* ${usual}`);

    await closeIncident(store.db, kind, about, mondayNoon);
    const over = (await findIncident(store.db, open?.id ?? '')) as Incident;
    const { closed } = incidentWords[kind];
    expect(cardOf(over)).toContain(`Resolved · ${openHeadline(over)}`);
    expect(cardOf(over)).toContain(`*Impact:* ${impact}`);
    expect(read(incidentClosedMessage.words(over, options))).toContain(closed);
  });

  it('is shown as it was where an earlier version kept its sentences', () => {
    const card = cardOf(incidentOf(kind, about, { reason: impact, nextStep, count: 3 }));
    expect(card).toContain(`*Impact:* ${impact}`);
    expect(card).toContain(nextStep === null ? wait : `*Action needed:* ${nextStep}`);
  });
});

describe.each(incidentKinds)('the kind $kind', ({ kind }) => {
  it('has a page of the runbook, and a line in the help', () => {
    const { open, help } = incidentWords[kind];
    expect(existsSync(join(import.meta.dirname, `../../docs/runbook/${kind}.md`))).toBe(true);
    const shown = JSON.stringify(renderHelp('incidents', helpTopics).blocks);
    expect(shown).toContain(open);
    expect(shown).toContain(help);
  });
});

describe.each(judgedKinds)('the limit of $kind', ({ kind, limit }) => {
  it('is an option that a channel sets, and is judged by it or not at all', () => {
    expect(allOptions).toContain(limit);
    const written = someLimit(limit);
    expect(about(written)).toContain(written);
    expect(about(limit.write('off'))).toBeUndefined();

    function about(words: string) {
      const { options: own, problems } = parseOptions(words, 'incidents');
      expect(problems).toEqual([]);
      const { mention: _, escalate: __, ...set } = own;
      const hears = sampleSubscription({ topic: 'incidents', options: set });
      return watchesOf([hears], []).find((it) => it.kind === kind)?.about;
    }
  });

  it('is in the form, under the headline of the card', () => {
    const form = JSON.stringify(subscribeForm(sampleSubscription({ topic: 'incidents', options: {} })));
    expect(limit.form.label).toBe(incidentWords[kind].open);
    expect(form).toContain(`"text":"${limit.form.label}"`);
  });
});

it('why one is no longer watched is said as it was where an earlier version kept a sentence', () => {
  const sentences = {
    'nothing-ends': 'No call has ended for three days, so nobody can say whether it is over.',
    discarded: 'An admin discarded the parked messages.',
  };
  for (const [givenUp, sentence] of Object.entries(sentences)) {
    const ended = (why: string) => {
      const facts = { figures: { silentMs: minute, usualMs: minute }, count: 0, givenUp: why };
      return cardOf({ ...incidentOf('no-calls-ending', '', facts), closedAt: mondayNoon });
    };
    expect(ended(givenUp)).toContain(sentence);
    expect(ended(sentence)).toBe(ended(givenUp));
  }
});

/** The first choice of the form, or what its example types. */
function someLimit({ form, write, names, example }: (typeof judgedKinds)[number]['limit']): string {
  if ('choices' in form) return write(form.choices[0] as never);
  const typed = example?.typed ?? '';
  return typed.slice(typed.indexOf(`${names[0]}:`));
}

function cardOf(incident: Incident | undefined): string {
  return read(incidentMessage.words({ incident: incident as Incident }, options));
}

function incidentOf(kind: IncidentKind, about: string, facts: IncidentFacts): Incident {
  const openedAt = mondayNoon - 5 * minute;
  return sampleIncident({ id: 'i1', kind, about, facts, openedAt, changedAt: openedAt });
}
