import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mayComeAt, type Pace, type PacedKind, paceAfter } from '../../src/news/pace.ts';

const minute = 60_000;
const busy: PacedKind = { kind: 'busy', isFailure: true };
const tooMany: PacedKind = { kind: 'too_many_calls', isFailure: true };
const human: PacedKind = { kind: 'human', isFailure: false };
const voicemail: PacedKind = { kind: 'voicemail', isFailure: false };

interface Come {
  at: number;
  kind: PacedKind;
}

interface Sent {
  at: number;
  news: Come[];
}

/** When messages come, by a bot that looks whenever there is something to look at. */
function messagesFor(news: Come[]): Sent[] {
  const messages: Sent[] = [];
  let pace: Pace | null = null;
  let waiting: Come[] = [];
  const coming = news.toSorted((one, other) => one.at - other.at);
  while (coming.length + waiting.length > 0) {
    const kinds = kindsOf(waiting);
    const due = waiting.length === 0 ? Number.POSITIVE_INFINITY : mayComeAt(pace, kinds, lastOf(waiting));
    if (coming[0] !== undefined && coming[0].at <= due) {
      waiting.push(coming.shift() as Come);
      continue;
    }
    messages.push({ at: due, news: waiting });
    pace = paceAfter(pace, kinds, due);
    waiting = [];
  }
  return messages;
}

function kindsOf(news: Come[]): PacedKind[] {
  return [...new Map(news.map(({ kind }) => [kind.kind, kind])).values()];
}

function lastOf(news: Come[]): number {
  return Math.max(...news.map(({ at }) => at));
}

const every = (seconds: number, count: number, kind: PacedKind): Come[] =>
  Array.from({ length: count }, (_, index) => ({ at: index * seconds * 1_000, kind }));

describe('while like news goes on', () => {
  it('failures that are all alike come at once, then each one, two, four and five minutes', () => {
    const minutes = messagesFor(every(10, 150, busy)).map(({ at }) => at / minute);
    expect(minutes.slice(0, 7)).toEqual([0, 1, 3, 7, 12, 17, 22]);
  });

  it('conversations come each minute, however long it lasts', () => {
    const minutes = messagesFor(every(10, 90, human)).map(({ at }) => at / minute);
    expect(minutes).toEqual(Array.from({ length: 16 }, (_, index) => index));
  });

  it('the first of another kind comes at once, and takes along what waits', () => {
    const news = [...every(10, 3, busy), { at: 25_000, kind: tooMany }];
    expect(messagesFor(news).map(({ at, news }) => [at, kindsOf(news)])).toEqual([
      [0, [busy]],
      [25_000, [busy, tooMany]],
    ]);
  });

  it('what did not come for ten minutes is new again', () => {
    const news = [0, 5_000, 12 * minute, 12 * minute + 5_000].map((at) => ({ at, kind: human }));
    expect(messagesFor(news).map(({ at }) => at / minute)).toEqual([0, 1, 12, 13]);
  });

  it('a clock that was put back holds nothing up', () => {
    const pace = paceAfter(null, [busy], 60 * minute);
    expect(mayComeAt(pace, [busy], 10 * minute)).toBe(10 * minute);
  });
});

const arrivals = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 1_800 }).map((seconds) => seconds * 1_000),
    kind: fc.constantFrom(busy, tooMany, human, voicemail),
  }),
  { minLength: 1, maxLength: 200 },
);

describe('whatever comes', () => {
  it('nothing waits longer than five minutes, and a conversation no longer than one', () => {
    fc.assert(
      fc.property(arrivals, (news) => {
        for (const { at, news: told } of messagesFor(news))
          for (const { at: came, kind } of told)
            expect(at - came).toBeLessThanOrEqual((kind.isFailure ? 5 : 1) * minute);
      }),
    );
  });

  it('two messages of kinds that were there before are a minute apart', () => {
    fc.assert(
      fc.property(arrivals, (news) => {
        const messages = messagesFor(news);
        for (const [index, { at, news: told }] of messages.entries()) {
          const before = messages.slice(0, index);
          const isNew = ({ kind }: PacedKind) =>
            !before.some(
              (it) => at - it.at <= 10 * minute && kindsOf(it.news).some((one) => one.kind === kind),
            );
          const last = before.at(-1);
          if (last !== undefined && !kindsOf(told).some(isNew))
            expect(at - last.at).toBeGreaterThanOrEqual(minute);
        }
      }),
    );
  });
});
