import { describe, expect, it } from 'vitest';

import { callLine, headlineText } from '../../../src/slack/calls/headline.ts';
import { aCall, aFailedCall, options } from '../../../verify/samples/nouns.ts';

const said = (structuredOutput: Record<string, unknown>, changes = {}) =>
  headlineText(aCall({ structuredOutput }), { ...options, ...changes });

describe('the first line about a call', () => {
  it.each([
    [
      { lead_score: 'hot', next_action: 'call_back', callback_at: '2026-07-18T09:45:00Z' },
      'hot lead, call back 18 Jul at 11:45',
    ],
    [{ lead_score: 82, next_action: 'send_quote' }, 'lead score 82, send quote'],
    [
      { interest_level: 'high', appointment_booked: true, appointment_date: '2026-07-21' },
      'appointment booked Tue 21 Jul, high interest',
    ],
    [{ interested: false }, 'not interested'],
    [{ interest_level: 'not_interested' }, 'not interested'],
    [{ appointment_booked: false }, 'no appointment booked'],
    [{ rdv_pris: false }, 'rdv pris: no'],
    [{ niveau_prospect: 'chaud', prochaine_action: 'rappeler' }, 'prospect chaud, rappeler'],
    [
      { confirmation_status: 'rescheduled', new_appointment_date: '2026-07-21', callback_at: '2026-07-20' },
      'callback Mon 20 Jul, rescheduled Tue 21 Jul',
    ],
    [{ appointment_booked: true, statut: 'Reporté' }, 'reporté'],
    [{ confirmation_status: 'pending' }, 'pending'],
    [{ plan: 'premium' }, 'plan: premium'],
    [{ notes: 'They want to think about it.' }, 'answered'],
  ])('%j is “%s”', (fields, words) => {
    expect(said(fields)).toBe(words);
  });

  it('keeps how long one talked on one line', () => {
    expect(JSON.stringify(callLine(aCall({}), options))).toContain('2\u00A0min\u00A014\u00A0s');
  });

  it('is the outcome of a call that nobody answered, whatever was extracted', () => {
    const voicemail = aCall({ result: 'voicemail', structuredOutput: { next_action: 'call_back' } });
    expect(headlineText(voicemail, options)).toBe('voicemail');
    expect(headlineText(aFailedCall('busy'), options)).toBe('busy');
  });

  it('says nothing of hidden fields, and masks what another one says', () => {
    const fields = { lead_score: 'hot', outcome: 'won' };
    expect(said(fields, { hiddenFields: ['lead*'] })).toBe('won');
    expect(said(fields, { hiddenFields: ['*'] })).toBe('answered');
    expect(said({ tel: '+33639985678' }, { headline: ['tel'] })).not.toContain('639985678');
  });

  it('is the fields that were chosen, and as usual where a call has none of them', () => {
    const fields = { lead_score: 'hot', city: 'Lyon', notes: 'They want to think about it.' };
    expect(said(fields, { headline: ['city', 'notes'] })).toBe(
      'city: Lyon, notes: They want to think about it.',
    );
    expect(said(fields, { headline: ['gone'] })).toBe('hot lead');
  });
});
