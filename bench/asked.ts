/** What people type, one of each kind. */

interface AskedFilter {
  words: string;
  /** Too few calls match for a thousandth page. */
  isShort?: true;
}

/** `+33…` and `4321` stand for the number of a stored call, and for its last digits. Of some, hardly any call matches both words. */
export const filters: AskedFilter[] = [
  { words: '' },
  { words: 'human' },
  { words: 'busy' },
  { words: 'precondition_failed', isShort: true },
  { words: 'completed' },
  { words: 'errored' },
  { words: 'ours' },
  { words: 'theirs' },
  { words: '-busy' },
  { words: 'human voicemail' },
  { words: 'by:user' },
  { words: 'reason:user_hung_up' },
  { words: 'since:24h' },
  { words: 'until:14d' },
  { words: 'today', isShort: true },
  { words: '2026-03-29' },
  { words: 'longer:2m' },
  { words: 'shorter:30s' },
  { words: 'in:fr' },
  { words: 'phone:+33…', isShort: true },
  { words: 'phone:4321', isShort: true },
  { words: 'field:objection=price' },
  { words: 'extracted:lead_score' },
  { words: 'callback' },
  { words: 'field:lead_score=42 human', isShort: true },
  { words: 'human phone:+1' },
  { words: 'voicemail by:user', isShort: true },
  { words: 'errored human', isShort: true },
  { words: 'completed busy', isShort: true },
];

/** `stats` over 30 days by each of them. */
export const dimensions = [
  'hour',
  'day',
  'result',
  'error',
  'country',
  'end_reason',
  'follow_up',
  'field:objection',
];

export const deepPage = 1000;
