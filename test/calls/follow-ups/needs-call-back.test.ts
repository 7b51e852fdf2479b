import { describe, expect, it } from 'vitest';

import type { CallResult } from '../../../src/calls/call.ts';
import { needsCallBack } from '../../../src/calls/follow-ups/needs-call-back.ts';

const wishOf = (structuredOutput: Record<string, unknown> | null, result: CallResult | null = 'human') =>
  needsCallBack({ result, structuredOutput });

describe('a call-back is asked for', () => {
  it.each<Record<string, unknown>>([
    { next_action: 'call_back' },
    { next_step: 'Callback requested' },
    { outcome: 'schedule call-back' },
    { callback_requested: true },
    { 'Call back': 'Yes' },
    { callbackWanted: 'tomorrow morning' },
    { callback_time: '2026-07-15T09:30:00Z' },
    { call_back_date: '2026-07-15' },
    { callback_time: '14h30' },
    { next_action: 'send_email', callback_time: '14:30' },
    { rappel_souhaite: 'oui' },
    { 'à rappeler': true },
    { date_rappel: '2026-03-03' },
    { heure_de_rappel: '14h' },
    { follow_up_date: '2026-03-03' },
    { wants_callback: true },
    { next_step: 'rappeler' },
    { action: 'call me back tomorrow' },
    { rappel: 'demain 14h' },
    { RAPPEL: 'Oui' },
    { dateRappel: 'lundi' },
    { callback: true },
    { callBack: 'tomorrow' },
    { 'Rappel demandé': 'oui' },
    { prochaine_etape: 'À rappeler lundi matin' },
    { suite_a_donner: 'rappel' },
    { callback: { wanted: true, time: '14h' } },
    { callback: 'ASAP' },
    { callback_at: 'next Tuesday morning' },
    { callback_datetime: '03/03/2026 09:30' },
    { call_back_when: 'in two hours' },
    { follow_up: true },
    { followUp: 'next week' },
    { follow_up_needed: 'yes' },
    { next_call: 'demain' },
    { relance: 'dans deux jours' },
    { recontacter: 'oui' },
    { be_called_back: 'yes' },
    { customer_wants_callback: 'yes' },
    { callback_status: 'scheduled' },
    { rappel_prevu_le: '12/03/2026 à 10h' },
    { next_action: 'rappeler_demain' },
    { next_action: 'Call back on Monday at 9' },
    { next_action: 'schedule a call back' },
    { Action: 'Rappeler le client demain' },
    { todo: 'please call back' },
    { disposition: 'CALLBACK' },
    { status: 'to_call_back' },
    { statut: 'a_rappeler' },
    { call_again: 'yes' },
    { result: 'wants to be called back' },
    { callback_preference: 'afternoon' },
    { jour_de_rappel: 'jeudi' },
    { rappeler: 1 },
    { callback_in_hours: 2 },
    { call_me_back: 'yes please' },
    { best_time_to_call_back: 'evenings' },
    { wantsCallback: 'true' },
    { callback_promised: 'Yes' },
    { callbackrequested: 'yes' },
    { demande_de_rappel: 'OUI' },
    { outcome: 'callback' },
    { label: 'callback' },
    { follow_up_action: 'call back tomorrow' },
    { follow_up_call: '2026-03-04' },
  ])('by %j', (output) => {
    expect(wishOf(output)).toMatchObject({ of: 'person' });
  });
});

describe('no call-back is asked for', () => {
  it.each<Record<string, unknown>>([
    {},
    { next_action: 'no_action' },
    { next_action: 'no_callback' },
    { next_action: 'callback_declined' },
    { callback_requested: false },
    { callback_requested: 'not requested' },
    { callback_time: null },
    { callback_time: 'none' },
    { callback_time: '' },
    { callback_count: 'two' },
    { callback_notes: 'asked nicely' },
    { callback_number: '+33199001234' },
    { notes: 'She said that we could call back, but that she would not answer.' },
    { recall: true },
    { rappel: 'non' },
    { callback_reason: 'too busy' },
    { rappel: 'pas de rappel' },
    { numero_de_rappel: '0639980142' },
    { callback_phone: '+33639980142' },
    { motif_rappel: 'absent' },
    { no_callback: true },
    { ne_pas_rappeler: 'oui' },
    { do_not_call_back: true },
    { rappel_effectue: 'oui' },
    { callback_done: 'yes' },
    { last_callback_date: '2026-01-01' },
    { sms_rappel: 'oui' },
    { rappel_rdv: '2026-03-03' },
    { summary: 'call back' },
    { notes: 'rappeler demain' },
    { follow_up_email: 'yes' },
    { follow_up: 'send email' },
    { follow_up: 'none' },
    { next_action: 'send_quote' },
    { next_step: 'do not call back' },
    { action: 'ne pas rappeler' },
    { callback_team: 'sales' },
    { callback_agent: 'Marie' },
    { callback_url: 'https://x.invalid' },
    { callback_language: 'fr' },
    { refus_rappel: 'oui' },
    { callback_priority: 3 },
    { callback_attempts: 1 },
    { question: 'can you call back' },
    { feedback: 'positive' },
    { playback: 'yes' },
    { payback_time: '2 years' },
    { comment: 'please call back' },
    { next_call: 'none' },
    { call_backlog: 'yes' },
    { callback_time: 'unknown' },
    { date_rappel: 'aucune' },
    { outcome: 'already called back' },
    { relance: 'non' },
    { follow_up_score: 1 },
    { followers: 'yes' },
    { rappel_loi: 'oui' },
    { type: 'person' },
    { contact_phone: '+33199001234' },
    { callback_window: {} },
    { interest: 'they will call back if interested in the offer' },
    { objection: 'call back later when she has read the contract again' },
  ])('by %j', (output) => {
    expect(wishOf(output)).toBeNull();
  });
});

describe('a call-back is asked for by who was reached', () => {
  it('a person, or a voicemail that names it; what we do next after a voicemail is no wish of anybody', () => {
    expect(wishOf({ callback_time: 'Monday' }, 'voicemail')).toMatchObject({ of: 'voicemail' });
    expect(wishOf({ rappel_souhaite: 'oui' }, 'voicemail')).toMatchObject({ of: 'voicemail' });
    expect(wishOf({ next_action: 'call_back' }, 'voicemail')).toBeNull();
    expect(wishOf({ follow_up: true, relance: 'demain' }, 'voicemail')).toBeNull();
  });

  it.each([null, 'unknown', 'IVR', 'ios-screening-filter'])('and not by %s', (result) => {
    expect(wishOf({ callback_time: 'Monday' }, result)).toBeNull();
    expect(wishOf(null, result)).toBeNull();
  });
});

describe('what is said of when', () => {
  it.each<[Record<string, unknown>, string | null]>([
    [{ callback_requested: true }, null],
    [{ next_action: 'call_back', callback_time: '2026-03-03T09:30' }, '2026-03-03T09:30'],
    [{ rappel: 'oui', date_rappel: '2026-03-03', heure_de_rappel: '14h' }, '2026-03-03 14h'],
    [{ heure_de_rappel: '14h', date_rappel: '03/03/2026' }, '03/03/2026 14h'],
    [{ action: 'call me back tomorrow' }, 'call me back tomorrow'],
    [{ callback: { wanted: true, when: 'demain 14h' } }, 'demain 14h'],
    [{ wants_callback: true, preferred_time: 'in the evening' }, 'in the evening'],
    [{ next_step: 'rappeler', disponibilites: 'plutôt le jeudi' }, 'plutôt le jeudi'],
    [{ wants_callback: true, best_time: 'unknown', appointment: '2026-03-03' }, null],
  ])('in %j is %j', (output, said) => {
    expect(wishOf(output)?.when?.said ?? null).toBe(said);
  });

  it('comes with the field that says it', () => {
    expect(wishOf({ callback: { wanted: true, when: 'demain 14h' } })?.when?.field).toBe('callback');
    expect(wishOf({ 'Rappel prévu le': 'jeudi' })?.when?.field).toBe('Rappel prévu le');
  });
});
