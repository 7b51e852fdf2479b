import type { Button, PlainTextOption, StaticSelect } from '@slack/types';
import type { Digest } from '../../calls/digest.ts';
import { digestFilter } from '../../calls/digest-filter.ts';
import { narrowTo } from '../../calls/filter/refine.ts';
import { type Condition, type Filter, formatFilter } from '../../calls/filter.ts';
import { maskNumbers } from '../../calls/numbers/mask-numbers.ts';
import { maskedNumber } from '../../calls/numbers/phone.ts';
import { endReasonLabel, meaningOf, resultLabel } from '../../calls/outcome.ts';
import { mostInOption } from '../blocks/carried.ts';
import { number } from '../blocks/numbers.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { actions, distinctOptions, option, select } from '../blocks/rich.ts';
import { clip, safeText } from '../blocks/safe-text.ts';
import { encodeChoice } from '../calls/list-choice.ts';

/** Every line of a digest leads to its calls: “No answer (38)” in a menu. @param share stands beside it */
export function digestCallsMenu(digest: Digest, share: Button | null = null): MessageBlock[] {
  return actions(callsMenu(digest), share);
}

/** Null on a day without calls. */
export function callsMenu(digest: Digest): StaticSelect | null {
  if (digest.day.calls === 0) return null;
  const every = offer('Every call', digest.day.calls, digestFilter(digest));
  const options = distinctOptions([...every, ...callBacks(digest), ...lines(digest)]).slice(0, mostOptions);
  return options.length === 0 ? null : select('See the calls…', 'list_calls', options);
}

const mostOptions = 40;

function callBacks(digest: Digest): PlainTextOption[] {
  if (digest.callBacks === 0) return [];
  const promised = narrowTo(digestFilter(digest), { kind: 'promised', value: 'call-back' });
  return offer('Call-backs promised', digest.callBacks, promised);
}

/** By its last digits, since the value of an option is as public as its label: numbers that share them share a line. */
function failures(digest: Digest): PlainTextOption[] {
  const failed = narrowTo(digestFilter(digest), { kind: 'status', value: 'errored' });
  return [...byTail(digest)].flatMap(([tail, count]) =>
    offer(`Failed, ending ${tail}`, count, narrowTo(failed, { kind: 'phone', value: tail })),
  );
}

function byTail({ failingNumbers }: Digest): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { phoneNumber, failures } of failingNumbers) {
    const [tail] = /\d{4}$/.exec(maskedNumber(phoneNumber)) ?? [];
    if (tail !== undefined) counts.set(tail, (counts.get(tail) ?? 0) + failures);
  }
  return counts;
}

function lines(digest: Digest): PlainTextOption[] {
  const { results, dialErrors, endReasons } = digest;
  const line = (label: string, count: number, condition: Condition) =>
    offer(label, count, narrowTo(digestFilter(digest), condition));
  return [
    ...results.flatMap(({ word, count }) => line(resultLabel(word), count, { kind: 'result', value: word })),
    ...dialErrors.flatMap(({ word, count }) =>
      line(meaningOf(word).label, count, { kind: 'dial-error', value: word }),
    ),
    ...failures(digest),
    // The value of an option is as public as its label: a reason with a number in it has none.
    ...endReasons
      .filter(({ word }) => maskNumbers(word) === word)
      .flatMap(({ word, count }) => line(endReasonLabel(word), count, { kind: 'reason', value: word })),
  ];
}

/** None for a word so long that its filter does not fit. */
function offer(label: string, count: number, filter: Filter): PlainTextOption[] {
  const value = encodeChoice({ filter: formatFilter(filter), messageId: null }, mostInOption);
  if (value === null) return [];
  const name = clip(safeText(maskNumbers(label), 60) || 'Unnamed', 50);
  return [option(`${name} (${number(count)})`, value)];
}
