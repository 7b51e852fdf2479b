import { limitOption } from './limit.ts';
import { minutesAmong, minutesText } from './minutes.ts';

const silences = [30, 60, 90, 120, 180, 240, 300, 360, 480, 720];

/** How much longer than usual no call may end. */
export const silence = limitOption({
  key: 'silenceMinutes',
  name: 'silence',
  usual: 90,
  pattern: String.raw`\d{1,4}\s?[a-z]+`,
  limitOf: (written) => minutesAmong(silences, written),
  write: minutesText,
  what: 'silence',
  say: (minutes) => `from ${minutesText(minutes)} more than usual`,
  form: {
    field: 'silence',
    label: 'No calls are ending',
    usual: '1 h 30 min longer than usual',
    choices: [60, 120, 240, 480],
    labelOf: (minutes) => `${minutes / 60} h longer than usual`,
  },
  message: `silence takes one of ${silences.map(minutesText).join(', ')}, or off: silence:2h.`,
  suggestion: 'silence:2h',
});
