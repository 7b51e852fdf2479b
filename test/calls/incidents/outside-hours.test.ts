import { describe, expect, it } from 'vitest';

import { activityOf } from '../../../src/calls/incidents/activity.ts';
import type { IncidentFacts } from '../../../src/calls/incidents/facts.ts';
import { judge, watchesOf } from '../../../src/calls/incidents/watches.ts';
import { countryOf } from '../../../src/calls/numbers/phone.ts';
import { parseSubscribe } from '../../../src/calls/subscribe-words.ts';
import { mondayNoon, sampleSubscription } from '../../support/sample-calls.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const french = 'hours:10:00-13:00,14:00-20:00 weekdays';

interface Began {
  at: string | number;
  to?: string | null;
  calls?: number;
}

/** @param about The limit, as it is written. */
function judged(
  about: string,
  began: Began[],
  now: number,
  open: { openedAt: number; facts: IncidentFacts } | null = null,
) {
  const beginnings = began.flatMap(({ at, to = '+33199001234', calls = 1 }) => {
    const country = countryOf(to);
    const from = typeof at === 'number' ? at : Date.parse(at);
    return country === null ? [] : [{ at: Math.floor(from / minute) * minute, country, calls }];
  });
  const activity = activityOf([], now - hour, now);
  return judge({ kind: 'outside-hours', about }, { activity, beginnings, now, open });
}

/** Whether one call that begins then is an incident. */
function isOutside(about: string, at: string, to?: string | null): boolean {
  return judged(about, [{ at, ...(to !== undefined && { to }) }], Date.parse(at) + hour).verdict === 'open';
}

it('is off where nobody set hours, and judged for those who did', () => {
  const hears = (words: string) => {
    const { request } = parseSubscribe(`incidents ${words}`, { now: mondayNoon, timezone: 'UTC' });
    const { mention: _, escalate: __, ...options } = request.options;
    return sampleSubscription({ topic: 'incidents', channel: `C0${words.length}`, options });
  };
  const about = (...words: string[]) =>
    watchesOf(words.map(hears), []).flatMap((it) => (it.kind === 'outside-hours' ? [it.about] : []));
  expect([about(), about(''), about('hours:off')]).toEqual([[], [], []]);
  expect(about(french, 'hours:10-13,14-20 weekdays', 'hours:9:00-20:00')).toEqual([
    french,
    'hours:09:00-20:00 daily',
  ]);
});

describe('a call is outside by the clocks of the callee', () => {
  // at, to → outside
  it.each<[string, string, string, boolean]>([
    ['within the first range', '2026-03-02T09:00:00Z', '+33199001234', false],
    ['a second before it', '2026-03-02T08:59:59Z', '+33199001234', true],
    ['in the break', '2026-03-02T12:30:00Z', '+33199001234', true],
    ['at its end', '2026-03-02T19:00:00Z', '+33199001234', true],
    ['at a weekend', '2026-02-28T11:00:00Z', '+33199001234', true],
    ['within, half an hour beside full hours', '2026-03-02T04:30:00Z', '+912212345678', false],
    ['outside, half an hour beside full hours', '2026-03-02T04:29:59Z', '+912212345678', true],
    ['on a Sunday that is Monday there', '2026-03-01T22:30:00Z', '+6493001234', false],
    ['on a Friday that is Saturday there', '2026-02-27T22:30:00Z', '+6493001234', true],
    ['on the day on which clocks go forward', '2026-03-30T08:00:00Z', '+33199001234', false],
    ['at the same time of UTC before', '2026-03-27T08:00:00Z', '+33199001234', true],
  ])('%s', (_, at, to, outside) => {
    expect(isOutside(french, at, to)).toBe(outside);
  });

  it.each<[string, string, string, boolean]>([
    // 10:00 in Newfoundland is no matter of a number in Washington; in Honolulu it is 15:30 then.
    ['US, evening in the east, afternoon in the west', '2026-03-03T01:30:00Z', '+12025550143', false],
    ['US, night everywhere', '2026-03-03T09:00:00Z', '+12025550143', true],
    ['RU, night in Moscow, morning in Vladivostok', '2026-03-03T01:00:00Z', '+74951234567', false],
    ['RU, evening from Moscow on, morning nowhere', '2026-03-02T18:30:00Z', '+74951234567', true],
    ['AU, evening in Sydney, late afternoon in Perth', '2026-03-02T10:00:00Z', '+61412345678', false],
    ['AU, night everywhere', '2026-03-02T16:00:00Z', '+61412345678', true],
  ])('in a country of many zones only where it is so in all of them: %s', (_, at, to, outside) => {
    expect(isOutside(french, at, to)).toBe(outside);
  });

  it.each([null, 'anonymous', 'sip:anna@pbx.example', '0639985678', 'Anna', '+38344123456', '+870773111632'])(
    'never where the number shows no country whose clocks are known: %s',
    (to) => {
      expect(isOutside(french, '2026-03-02T02:00:00Z', to)).toBe(false);
    },
  );

  it('over midnight by the day on which the range began', () => {
    const night = 'hours:18:00-01:00 weekdays';
    expect(isOutside(night, '2026-02-27T23:30:00Z')).toBe(false);
    expect(isOutside(night, '2026-03-01T23:30:00Z')).toBe(true);
  });
});

describe('an incident', () => {
  const sunday = Date.parse('2026-03-01T09:00:00Z');

  it('opens with the first such call, and says where and since when', () => {
    const began = [{ at: sunday - 2 * hour }, { at: sunday + 40_000, to: '+4930123456', calls: 3 }];
    expect(judged(french, began, sunday + hour)).toEqual({
      verdict: 'open',
      facts: {
        figures: {
          hours: {
            ranges: [
              { from: '10:00', to: '13:00' },
              { from: '14:00', to: '20:00' },
            ],
            days: 'weekdays',
          },
          countries: { FR: 1, DE: 3 },
          last: { at: sunday, country: 'DE' },
        },
        count: 4,
        since: sunday - 2 * hour,
        filter: 'in:fr in:de',
      },
    });
  });

  it('does not open for what is older than a day', () => {
    expect(judged(french, [{ at: sunday }], sunday + day).verdict).toBe('keep');
    expect(judged(french, [{ at: sunday }], sunday + day - 1).verdict).toBe('open');
  });

  it('counts what comes, also what is found late, and forgets nothing that is erased', () => {
    const { facts } = judged(french, [{ at: sunday }], sunday + hour);
    const open = { openedAt: sunday + hour, facts: facts as IncidentFacts };
    const later = [{ at: sunday }, { at: sunday + 2 * hour, calls: 5 }, { at: sunday + minute, calls: 2 }];
    const more = judged(french, later, sunday + 3 * hour, open);
    expect(more).toMatchObject({ verdict: 'keep', facts: { count: 8, since: sunday } });
    const still = { openedAt: open.openedAt, facts: more.facts as IncidentFacts };
    expect(judged(french, [{ at: sunday + 2 * hour }], sunday + 3 * hour, still)).toEqual({
      verdict: 'keep',
      facts: more.facts,
    });
  });

  it('closes after a day without such a call, and calls within the hours do not keep it open', () => {
    const { facts } = judged(french, [{ at: sunday }], sunday + hour);
    const open = { openedAt: sunday + hour, facts: facts as IncidentFacts };
    const within = { at: sunday + day, calls: 100 };
    expect(judged(french, [{ at: sunday }, within], sunday + day - 1, open).verdict).toBe('keep');
    expect(judged(french, [{ at: sunday }, within], sunday + day, open)).toEqual({
      verdict: 'close',
      facts: open.facts,
    });
  });

  it('closes where nobody can read its limit any more', () => {
    const facts = { figures: {}, count: 1 };
    expect(judged('', [], sunday, { openedAt: sunday, facts })).toEqual({ verdict: 'close', facts });
  });
});
