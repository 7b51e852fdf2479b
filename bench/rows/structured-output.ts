import { draw, pick } from './draw.ts';

/** JSON text of what the customer's own agents write down: words, numbers, booleans and a note. */
export function structuredOutputText(serial: number): string {
  const output = draw(serial, 10) < 0.5 ? appointment(serial) : sale(serial);
  return JSON.stringify(output);
}

function appointment(serial: number): object {
  const statuses = ['confirmed', 'confirmed', 'rescheduled', 'cancelled', 'wrong_number'];
  return {
    confirmation_status: pick(serial, 11, statuses),
    contact_reachable: draw(serial, 12) < 0.9,
    notes: `Prefers the afternoon, reference ${serial % 1_000_003}`,
  };
}

function sale(serial: number): object {
  return {
    interest_level: pick(serial, 11, ['interested', 'maybe', 'not_interested', 'wrong_person']),
    objection: pick(serial, 12, ['none', 'price', 'timing', 'competitor', 'no_need']),
    next_action: pick(serial, 13, ['book_meeting', 'send_email', 'call_back', 'no_action']),
    lead_score: Math.floor(draw(serial, 14) * 101),
  };
}
