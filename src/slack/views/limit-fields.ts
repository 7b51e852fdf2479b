import type { InputBlock, PlainTextOption } from '@slack/types';

import { formatOptions } from '../../calls/options/format.ts';
import type { SubscriptionOptions } from '../../calls/subscription.ts';
import { chosen, field, option } from './form-fields.ts';

/** When an incident is one: what is usual, what others like, and none at all. */
export const limitFieldNames = ['spike', 'answer_rate', 'silence'] as const;

/** Stands for a limit that nobody set. */
export const usualLimit = 'usual';

const spikes = [
  option('Far more than usual, from 5 calls on', usualLimit),
  ...[10, 20, 50, 100].map((calls) => option(`From ${calls} calls on`, `spike:${calls}`)),
  option('Do not tell', 'spike:off'),
];
const answerRates = [
  option('Below half of what is usual', usualLimit),
  ...[70, 30, 20].map((percent) => option(`Below ${percent}% of what is usual`, `answer-rate:${percent}%`)),
  option('Do not tell', 'answer-rate:off'),
];
const silences = [
  option('1 h 30 min longer than usual', usualLimit),
  ...[1, 2, 4, 8].map((hours) => option(`${hours} h longer than usual`, `silence:${hours}h`)),
  option('Do not tell', 'silence:off'),
];

export function limitFields({
  spikeCalls,
  answerRatePercent,
  silenceMinutes,
}: SubscriptionOptions): InputBlock[] {
  return [
    limitField('spike', 'Calls fail on our side', spikes, spikeCalls && formatOptions({ spikeCalls })),
    limitField(
      'answer_rate',
      'Few people pick up',
      answerRates,
      answerRatePercent && formatOptions({ answerRatePercent }),
    ),
    limitField(
      'silence',
      'No calls are ending',
      silences,
      silenceMinutes && formatOptions({ silenceMinutes }),
    ),
  ];
}

/** What was typed may be none of the usual choices. */
function limitField(
  name: (typeof limitFieldNames)[number],
  label: string,
  usual: PlainTextOption[],
  words: string | 0 | undefined,
): InputBlock {
  const set = words || usualLimit;
  const options = usual.some(({ value }) => value === set) ? usual : [...usual, option(set, set)];
  return field(name, label, { type: 'static_select', options, ...chosen(options, [set]) });
}
