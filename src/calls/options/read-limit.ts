import { canonicalDuration } from '../filter/moment.ts';
import type { Limit } from '../subscription.ts';
import { minutesText } from './format.ts';
import type { OptionReading } from './option-reading.ts';
import type { RequestedOptions } from './requested.ts';

/** When an incident is one: `spike:10`, `answer-rate:50%`, `silence:2h`, and `off` for each of them. */

interface LimitOption {
  /** What is written, as a pattern; `off` is understood by all. */
  pattern: string;
  /** Null for what cannot be meant. */
  limitOf(written: string): number | null;
  options(limit: Limit): RequestedOptions;
  message: string;
  suggestion: string;
}

export function readSpike(after: string): OptionReading {
  return readLimit(after, {
    pattern: String.raw`\d{1,5}`,
    limitOf: (written) => between(5, 10_000, Number(written)),
    options: (spikeCalls) => ({ spikeCalls }),
    message: 'spike takes a number of calls, 5 at least, or off: spike:10.',
    suggestion: 'spike:10',
  });
}

export function readAnswerRate(after: string): OptionReading {
  return readLimit(after, {
    pattern: String.raw`\d{1,3}\s?%?`,
    limitOf: (written) => between(10, 90, Number.parseInt(written, 10)),
    options: (answerRatePercent) => ({ answerRatePercent }),
    message: 'answer-rate takes a part of the usual rate, 10% to 90%, or off: answer-rate:50%.',
    suggestion: 'answer-rate:50%',
  });
}

const silences = [30, 60, 90, 120, 180, 240, 300, 360, 480, 720];

export function readSilence(after: string): OptionReading {
  return readLimit(after, {
    pattern: String.raw`\d{1,4}\s?[a-z]+`,
    limitOf: (written) =>
      silences.find((minutes) => canonicalDuration(minutesText(minutes)) === durationIn(written)) ?? null,
    options: (silenceMinutes) => ({ silenceMinutes }),
    message: `silence takes one of ${silences.map(minutesText).join(', ')}, or off: silence:2h.`,
    suggestion: 'silence:2h',
  });
}

function readLimit(after: string, option: LimitOption): OptionReading {
  const found = new RegExp(String.raw`^[\s:]*(off|${option.pattern})(?!\S)`, 'i').exec(after);
  const [read = '', written = ''] = found ?? [];
  const limit = /^off$/i.test(written) ? 'off' : option.limitOf(written);
  if (found !== null && limit !== null) return { length: read.length, options: option.options(limit) };
  const { message, suggestion } = option;
  return { length: (/^:\S*/.exec(after) ?? [read])[0].length, message, suggestion };
}

function durationIn(written: string): string | null {
  return canonicalDuration(written.replace(/\s/g, ''));
}

function between(least: number, most: number, value: number): number | null {
  return value >= least && value <= most ? value : null;
}
