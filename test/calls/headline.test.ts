import { describe, expect, it } from 'vitest';

import { headlineOf } from '../../src/calls/headline.ts';

const names = (output: Record<string, unknown>, asked?: string[]) =>
  headlineOf(output, asked).map(({ name, at }) => (at === null ? name : `${name} at ${at.value}`));

describe('the headline of a call', () => {
  it.each([
    [
      'a score, then what happens next',
      { city: 'Lyon', next_action: 'send_quote', lead_score: 'hot' },
      ['lead_score', 'next_action'],
    ],
    [
      'the same in French',
      { ville: 'Lyon', prochaine_etape: 'envoyer_devis', niveau: 'chaud' },
      ['niveau', 'prochaine_etape'],
    ],
    [
      'names as others write them',
      { nextAction: 'call_back', 'Lead Score': 82 },
      ['Lead Score', 'nextAction'],
    ],
    [
      'an appointment before an interest',
      { interested: true, appointment_booked: true },
      ['appointment_booked', 'interested'],
    ],
    ['no interest, which matters too', { interested: false, notes: 'Has a supplier.' }, ['interested']],
    [
      'how it ended, where nothing else says more',
      { budget: 'approved', call_status: 'rescheduled' },
      ['call_status'],
    ],
    [
      'any word of a list, where there is just that',
      { plan: 'premium', notes: 'Long talk about prices.' },
      ['plan'],
    ],
    [
      'never a free text',
      { summary: 'They want to think about it.', objections: 'Too expensive for them, they say.' },
      [],
    ],
    ['never who somebody is', { first_name: 'Anna', country: 'France', contact_reachable: true }, []],
    ['nothing that says nothing', { next_action: 'no_action', outcome: 'unknown', interest: 'n/a' }, []],
    ['a number only where it is a score', { age: 42, lead_score: 7 }, ['lead_score']],
    [
      'nothing that holds other things',
      { outcome: { code: 'x' }, next_action: ['a', 'b'], lead_score: null },
      [],
    ],
  ] as const)('is %s', (_, output, expected) => {
    expect(names(output as Record<string, unknown>)).toEqual(expected);
  });

  it('has the time of what happens next, where another field says when', () => {
    expect(names({ next_action: 'call_back', callback_at: '2026-12-05T10:45:00Z' })).toEqual([
      'next_action at 2026-12-05T10:45:00Z',
    ]);
    expect(names({ prochaine_action: 'rappeler', date_rappel: '2026-12-05' })).toEqual([
      'prochaine_action at 2026-12-05',
    ]);
    expect(names({ appointment_booked: 'yes', appointment_date: '2026-12-05' })).toEqual([
      'appointment_booked at 2026-12-05',
    ]);
    expect(names({ next_action: 'send_quote', birth_date: '1980-12-05' })).toEqual(['next_action']);
    expect(names({ callback_time: '2026-12-05T10:45:00Z' })).toEqual(['callback_time']);
  });

  it('is the fields that somebody asked for, in their order and of any kind, as far as they are there', () => {
    const output = {
      lead_score: 'hot',
      budget: 'About forty thousand euros, to be confirmed.',
      city: 'Lyon',
    };
    expect(names(output, ['City', 'budget', 'gone'])).toEqual(['city', 'budget']);
  });
});
