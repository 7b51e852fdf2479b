import { callTopics } from '../topics/index.ts';
import type { ChoiceOption } from './option.ts';

/** Which calls make a follow-up: every one that is posted, or none. Without it, those that ask for a call-back. */
export const followUp: ChoiceOption<'followUp', 'on' | 'off'> = {
  key: 'followUp',
  topics: callTopics,
  names: ['follow-up', 'follow-ups', 'followup', 'followups'],
  read(after) {
    const [read = '', what = ''] = /^(?:\s*:\s*|\s+)(on|off)(?!\S)/i.exec(after) ?? [];
    if (what !== '') return { length: read.length, value: what.toLowerCase() as 'on' | 'off' };
    const [wrongly = ''] = /^\s*:\s*\S*/.exec(after) ?? [];
    return wrongly === '' ? { length: 0, value: 'on' } : { length: wrongly.length, ...wrong };
  },
  write: (value) => (value === 'on' ? 'follow-up' : 'follow-up:off'),
  say: (value) => (value === 'on' ? 'a follow-up for every call' : 'no follow-ups'),
  form: {
    field: 'follow_up',
    label: 'Which calls make a follow-up?',
    none: ['Those that ask for a call-back', 'usual'],
    choices: ['on', 'off'],
    labelOf: (value) => (value === 'on' ? 'Every call that is posted' : 'None'),
  },
  example: {
    typed: '/revox subscribe calls field:lead_score=hot follow-up within:2h',
    does: 'somebody takes each, within two hours',
  },
};

const wrong = {
  message: 'follow-up stands alone for every call that is posted, or is follow-up:off for none.',
  suggestion: 'follow-up',
};
