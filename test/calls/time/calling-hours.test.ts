import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseOptions } from '../../../src/calls/options/parse.ts';
import {
  type CallingHours,
  isWithin,
  readCallingHours,
  writeCallingHours,
} from '../../../src/calls/time/calling-hours.ts';

const ranges = (...times: [string, string][]) => times.map(([from, to]) => ({ from, to }));
const french: CallingHours = { ranges: ranges(['10:00', '13:00'], ['14:00', '20:00']), days: 'weekdays' };

describe('calling hours that are typed', () => {
  // typed → hours
  const understood: [string, CallingHours][] = [
    ['10:00-13:00,14:00-20:00 weekdays', french],
    ['10-13, 14-20 weekdays', french],
    ['10h-13h 14h-20h on weekdays', french],
    ['14:00–20:00 and 10am to 1pm Monday to Friday', french],
    ['10am-1pm;2pm-8pm WEEKDAYS', french],
    ['9:30-20:00', { ranges: ranges(['09:30', '20:00']), days: 'daily' }],
    ['9:30-20:00 daily', { ranges: ranges(['09:30', '20:00']), days: 'daily' }],
    ['9h30 until 20h every day', { ranges: ranges(['09:30', '20:00']), days: 'daily' }],
    ['22:00-02:00 weekdays', { ranges: ranges(['22:00', '02:00']), days: 'weekdays' }],
    ['0:00-24:00 weekdays', { ranges: ranges(['00:00', '24:00']), days: 'weekdays' }],
  ];
  it.each(understood)('%s', (typed, callingHours) => {
    for (const between of [':', ' ', ': '])
      expect(parseOptions(`hours${between}${typed}`, 'incidents')).toEqual({
        options: { callingHours },
        rest: '',
        problems: [],
      });
    expect(readCallingHours(writeCallingHours(callingHours))).toEqual(callingHours);
  });

  it('stand beside other limits', () => {
    expect(parseOptions('spike:10 hours:9-18 daily silence:2h', 'incidents')).toEqual({
      options: {
        spikeCalls: 10,
        silenceMinutes: 120,
        callingHours: { ranges: ranges(['09:00', '18:00']), days: 'daily' },
      },
      rest: '',
      problems: [],
    });
  });

  it('are off where nobody typed them, and where somebody typed “off”', () => {
    expect(parseOptions('hours:off', 'incidents')).toEqual({ options: {}, rest: '', problems: [] });
  });

  // typed → what is pointed at
  it.each([
    ['hours:25:00-13:00 weekdays', 'hours:25:00-13:00 weekdays'],
    ['hours:10:00-10:00', 'hours:10:00-10:00'],
    ['hours:10:00-13:00,14:61-20:00 daily', 'hours:10:00-13:00,14:61-20:00 daily'],
    ['hours:10:00', 'hours:10:00'],
    ['hours:office weekdays', 'hours:office weekdays'],
    ['hours', 'hours'],
  ])('%s is answered with what can be typed', (typed, word) => {
    expect(parseOptions(typed, 'incidents')).toEqual({
      options: {},
      rest: '',
      problems: [
        {
          word,
          message:
            'hours takes times of day and the days: hours:10:00-13:00,14:00-20:00 weekdays, or daily, or off.',
          suggestion: 'hours:10:00-13:00,14:00-20:00 weekdays',
        },
      ],
    });
  });
});

describe('a clock is within calling hours', () => {
  const [monday, friday, saturday, sunday] = [0, 4, 5, 6];
  const at = (time: string, weekday: number) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return { weekday, minutes: hours * 60 + minutes };
  };

  it('from the beginning of a range on and before its end, on its days', () => {
    const inside = (time: string, weekday = monday) => isWithin(french, at(time, weekday));
    expect(
      ['09:59', '10:00', '12:59', '13:00', '13:59', '14:00', '19:59', '20:00'].map((it) => inside(it)),
    ).toEqual([false, true, true, false, false, true, true, false]);
    expect([friday, saturday, sunday].map((day) => inside('11:00', day))).toEqual([true, false, false]);
  });

  it('after midnight by the day on which the range began', () => {
    const night: CallingHours = { ranges: ranges(['22:00', '02:00']), days: 'weekdays' };
    const inside = (time: string, weekday: number) => isWithin(night, at(time, weekday));
    expect([inside('23:00', friday), inside('01:59', saturday), inside('02:00', saturday)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([inside('23:00', saturday), inside('23:00', sunday), inside('01:00', monday)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('until midnight, and around the clock', () => {
    const late: CallingHours = { ranges: ranges(['20:00', '24:00']), days: 'daily' };
    expect([isWithin(late, at('23:59', monday)), isWithin(late, at('00:00', monday))]).toEqual([true, false]);
    const always: CallingHours = { ranges: ranges(['00:00', '24:00']), days: 'daily' };
    fc.assert(
      fc.property(fc.nat(6), fc.nat(1439), (weekday, minutes) => isWithin(always, { weekday, minutes })),
    );
  });
});
