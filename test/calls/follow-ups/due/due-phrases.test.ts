import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dueOf } from '../../../../src/calls/follow-ups/due/due-of.ts';
import { instantOfLocalTime, localDate, localTime } from '../../../../src/calls/time/local-day.ts';
import { inEnglish, inFrench, type Phrases } from './phrases.ts';

/** What the clocks there show when it is due, without the year of the call. */
function read(said: string, { country, timezone, callAt = '2026-03-03 10:20', channel = timezone }: Where) {
  const [date = '', time = ''] = callAt.split(' ');
  const callEndedAt = instantOfLocalTime(date, time, timezone);
  const due = dueOf(said, { callEndedAt, country, timezone: channel });
  if (due === null) return null;
  return `${localDate(due.at, timezone)} ${localTime(due.at, timezone)}`.replace(/^2026-/, '');
}

interface Where {
  country: string | null;
  timezone: string;
  callAt?: string;
  /** The zone of the channel. */
  channel?: string;
}

const britain = { country: 'GB', timezone: 'Europe/London' };
const france = { country: 'FR', timezone: 'Europe/Paris' };

function readings(phrases: Phrases, where: Where): Phrases {
  return Object.fromEntries(Object.keys(phrases).map((said) => [said, read(said, where)]));
}

describe('when somebody wants to be called', () => {
  it('is read in English', () => {
    expect(readings(inEnglish, britain)).toEqual(inEnglish);
  });

  it('is read in French', () => {
    expect(readings(inFrench, france)).toEqual(inFrench);
  });
});

describe('the order of day and month', () => {
  const saidIn = (country: string | null, said: string) =>
    read(said, { country, timezone: 'UTC', callAt: '2026-03-03 10:20' });

  it.each([
    ['FR', '04/05', '05-04 09:00'],
    ['GB', '04/05', '05-04 09:00'],
    ['DE', '04.05.2026', '05-04 09:00'],
    ['US', '04/05', '04-05 09:00'],
    ['PH', '04/05', '04-05 09:00'],
    ['US', '04/05/2026', '04-05 09:00'],
    // No guess is made where either may be meant.
    ['CA', '04/05', null],
    [null, '04/05', null],
    ['US', 'le 04/05 à 9h', null],
    // The words say which, or the calendar does, or both are the same.
    [null, 'le 04/05 à 9h', '05-04 09:00'],
    ['FR', '04/25', '04-25 09:00'],
    ['US', '25/04', '04-25 09:00'],
    [null, '25/04', '04-25 09:00'],
    ['CA', '04/04', '04-04 09:00'],
    // In any country.
    ['US', '2026-04-05', '04-05 09:00'],
  ])('in %s “%s” is %s', (country, said, due) => {
    expect(saidIn(country, said)?.replace(/ \d\d:/, ' 09:') ?? null).toBe(due);
  });
});

describe('the zone', () => {
  const at = (said: string, country: string | null, channel: string, callAt = '2026-03-03 10:00') => {
    const [date = '', time = ''] = callAt.split(' ');
    const callEndedAt = instantOfLocalTime(date, time, 'UTC');
    const due = dueOf(said, { callEndedAt, country, timezone: channel });
    return due && new Date(due.at).toISOString().slice(0, 16);
  };

  it.each([
    ['is that of the callee', 'FR', 'America/New_York', '2026-03-04T13:00'],
    ['is that of the callee, east of the channel', 'JP', 'Europe/Paris', '2026-03-04T05:00'],
    ['is the channel’s where the country is not known', null, 'Europe/Paris', '2026-03-04T13:00'],
    ['is the channel’s where no clock is known of the country', 'XX', 'Asia/Tokyo', '2026-03-04T05:00'],
    ['is the channel’s where people there have its time', 'US', 'America/Denver', '2026-03-04T21:00'],
    ['is that of most zones of a country with several', 'US', 'Europe/Paris', '2026-03-04T19:00'],
    ['is that of most zones of Brazil', 'BR', 'Europe/Paris', '2026-03-04T17:00'],
  ])('%s', (_, country, channel, due) => {
    expect(at('tomorrow 2pm', country, channel)).toBe(due);
  });

  it.each([
    ['10:30 GMT', 'FR', '2026-03-03T10:30'],
    ['tomorrow 10am EST', 'FR', '2026-03-04T15:00'],
    ['tomorrow 10am CST', 'US', '2026-03-04T16:00'],
    ['tomorrow 10am CST', 'FR', null],
    ['tomorrow 10am IST', 'IN', '2026-03-04T04:30'],
    ['tomorrow 10am IST', null, null],
  ])('is read where it is said: “%s” in %s', (said, country, due) => {
    expect(at(said, country, 'Europe/Paris')).toBe(due);
  });
});

describe('on days when clocks are set', () => {
  it.each([
    // At two the clocks jump to three on 29 March, and show two to three twice on 25 October.
    ['demain 14h', '2026-03-28 10:20', '03-29 14:00'],
    ['dans 24 heures', '2026-03-28 10:20', '03-29 11:20'],
    ['dans 1 jour', '2026-03-28 10:20', '03-29 10:20'],
    ['demain à 02:30', '2026-03-28 10:20', '03-29 03:30'],
    ['demain matin', '2026-10-24 10:20', '10-25 09:00'],
    ['dans 24 heures', '2026-10-24 10:20', '10-25 09:20'],
    ['demain à 02:30', '2026-10-24 10:20', '10-25 02:30'],
    ['dans deux heures', '2026-10-25 01:30', '10-25 02:30'],
    ['dans une semaine', '2026-10-20 10:20', '10-27 10:20'],
  ])('“%s”, said on %s, is %s', (said, callAt, due) => {
    expect(read(said, { ...france, callAt })).toBe(due);
  });
});

describe('what time it is as it is said', () => {
  it.each([
    ['this afternoon', '2026-03-03 15:10', '03-03 18:00'],
    ['this morning', '2026-03-03 15:10', null],
    ['tonight', '2026-03-03 19:10', '03-03 21:00'],
    ['afternoon', '2026-03-03 15:10', '03-04 14:00'],
    ['today', '2026-03-03 19:10', null],
    ['2pm', '2026-03-03 15:10', '03-04 14:00'],
    ['Friday', '2026-03-06 10:00', '03-13 09:00'],
    ['end of the week', '2026-03-07 10:00', null],
    ['in a month', '2026-01-31 10:00', '02-28 10:00'],
    ['the 31st', '2026-04-02 10:00', '05-31 09:00'],
    ['29/02', '2027-12-01 10:00', '2028-02-29 09:00'],
    ['5 January', '2026-12-20 10:00', '2027-01-05 09:00'],
    ['tomorrow', '2026-12-31 23:59', '2027-01-01 09:00'],
  ])('“%s”, said on %s, is %s', (said, callAt, due) => {
    expect(read(said, { ...britain, callAt })).toBe(due);
  });
});

it('whatever is said, it is read quickly or not at all, and never as a time that was', () => {
  const callEndedAt = Date.parse('2026-03-03T10:20:00Z');
  const anything = fc.oneof(
    fc.string({ maxLength: 220 }),
    fc.array(fc.constantFrom(...words)).map((it) => it.join(' ')),
  );
  fc.assert(
    fc.property(anything, (said) => {
      const due = dueOf(said, { callEndedAt, country: 'FR', timezone: 'Europe/Paris' });
      if (due !== null) expect(due.at).toBeGreaterThan(callEndedAt);
    }),
    { numRuns: 150 },
  );
});

/** What phrases are made of. */
const words = [...Object.keys(inEnglish), ...Object.keys(inFrench)].flatMap((said) => said.split(' '));
