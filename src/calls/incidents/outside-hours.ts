import { z } from 'zod';

import type { Instant } from '../call.ts';
import { typedLimit } from '../options/limit.ts';
import {
  type CallingHours,
  callingHoursPattern,
  isWithin,
  readCallingHours,
  sayCallingHours,
  writeCallingHours,
} from '../time/calling-hours.ts';
import { clocksIn } from '../time/country-clocks.ts';
import { dayMs } from '../time/durations.ts';
import type { Beginnings } from './beginnings.ts';
import type { FactsWith } from './facts.ts';
import { type Judgement, lasting, nothingToSay, type Scene } from './judgement.ts';
import type { JudgedKind } from './kind.ts';

const figures = z.object({
  hours: z.object({
    ranges: z.array(z.object({ from: z.string(), to: z.string() })),
    days: z.enum(['daily', 'weekdays']),
  }),
  /** How many calls began outside them, by country. */
  countries: z.record(z.string(), z.number()),
  last: z.object({ at: z.number(), country: z.string() }),
});
type Figures = z.infer<typeof figures>;

/**
 * Calls began outside the hours that a channel set, by the clocks where the callee is. Where a country has several time
 * zones, a call is outside only if it is so in all of them; where the number shows no country, nobody can say. It
 * opens with the first such call, and closes after a day without.
 */
export const outsideHours: JudgedKind<'outside-hours', 'callingHours', Figures, CallingHours> = {
  kind: 'outside-hours',
  figures,
  limit: typedLimit({
    key: 'callingHours',
    name: 'hours',
    usual: 'off',
    pattern: callingHoursPattern,
    limitOf: readCallingHours,
    write: writeCallingHours,
    what: 'calls outside calling hours',
    say: (hours) => `(${sayCallingHours(hours)})`,
    form: {
      field: 'calling_hours',
      label: 'Calls outside calling hours',
      hint: 'As in 10:00-13:00,14:00-20:00 weekdays, by the clocks of the callee. Left empty, no hours are watched.',
    },
    message:
      'hours takes times of day and the days: hours:10:00-13:00,14:00-20:00 weekdays, or daily, or off.',
    suggestion: 'hours:10:00-13:00,14:00-20:00 weekdays',
    example: {
      typed: '/revox subscribe incidents hours:10:00-13:00,14:00-20:00 weekdays',
      does: 'an incident when calls begin outside these hours, by the clocks of the callee',
    },
  }),
  looksAtBeginnings: true,
  judge: judgeHours,
};

function judgeHours(scene: Scene, hours: CallingHours): Judgement<Figures> {
  const { beginnings, now, open } = scene;
  const outside = beginnings.filter((it) => isOutside(hours, it)).toSorted((one, other) => one.at - other.at);
  const recent = outside.filter(({ at }) => at > now - dayMs);
  if (open === null) {
    const [first] = recent;
    return first === undefined ? nothingToSay : { verdict: 'open', facts: factsOf(hours, recent, first.at) };
  }
  const since = open.facts.since ?? open.openedAt;
  const all = outside.filter(({ at }) => at >= since);
  const isKnown = all.length > 0 && countOf(all) >= open.facts.count;
  const facts = isKnown ? factsOf(hours, all, since) : open.facts;
  return lasting({ ...scene, open }, { isOver: recent.length === 0, facts });
}

function isOutside(hours: CallingHours, { country, at }: Beginnings): boolean {
  const clocks = clocksIn(country, at);
  return clocks.length > 0 && clocks.every((clock) => !isWithin(hours, clock));
}

/** @param outside At least one, in the order in which they began. */
function factsOf(hours: CallingHours, outside: Beginnings[], since: Instant): FactsWith<Figures> {
  const { at, country } = outside.at(-1) as Beginnings;
  const countries = Object.fromEntries(
    [...Map.groupBy(outside, (it) => it.country)].map(([code, some]) => [code, countOf(some)]),
  );
  // No word of a filter says where the callee's clocks stood, so Browse shows the calls to those countries since.
  const filter = Object.keys(countries).map((code) => `in:${code.toLowerCase()}`);
  const shown = { hours, countries, last: { at, country } };
  return { figures: shown, count: countOf(outside), since, filter: filter.join(' ') };
}

function countOf(some: Beginnings[]): number {
  return some.reduce((sum, { calls }) => sum + calls, 0);
}
