import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FollowUp } from '../../../src/calls/follow-ups/follow-up.ts';
import {
  afterReminder,
  dueReminder,
  nextReminder,
  notAhead,
  type Reminded,
} from '../../../src/calls/follow-ups/reminders.ts';
import { intoWorkingHours, type WorkingHours } from '../../../src/calls/follow-ups/working-hours.ts';
import { instantOfLocalTime, localDate, localTime } from '../../../src/calls/time/local-day.ts';
import { sampleFollowUp } from '../../support/sample-follow-up.ts';

const hours: WorkingHours = { quiet: null, timezone: 'Europe/Paris' };
const minute = 60_000;

/** In Paris. */
function at(when: string): number {
  const [date = '', time = ''] = when.split(' ');
  return instantOfLocalTime(date, time, hours.timezone);
}

const group = { id: 'S0LEADS', handle: 'leads' };
const rule = { name: 'callback', withinMs: null, mention: group, escalate: null };
const escalate = { to: 'group' as const, group };

function followUp(different: Partial<FollowUp> = {}): FollowUp {
  return sampleFollowUp({ rule, dueAt: at('2026-03-03 14:00'), ...different });
}

const takenBefore = { state: 'taken' as const, owner: 'U0ANNA', takenAt: at('2026-03-03 10:00') };

/** What is sent, minute by minute, by a bot that looks whenever it said it would. */
function sentAbout(one: FollowUp, until: string, looks: number[] = []): string[] {
  let [it, reminded]: [FollowUp, Reminded] = [one, {}];
  const sent: string[] = [];
  let now = at('2026-03-03 10:00');
  for (let step = 0; now < at(until) && step < 500; step += 1) {
    const due = dueReminder(it, reminded, hours, now);
    if (due !== null) {
      reminded = afterReminder(it, reminded, due, now);
      if (due === 'wake') it = { ...it, state: 'taken', snoozedUntil: null };
      sent.push(`${localDate(now, hours.timezone)} ${localTime(now, hours.timezone)} ${due}`);
      continue;
    }
    const next = nextReminder(it, reminded, hours)?.at ?? Number.POSITIVE_INFINITY;
    now = Math.max(now + minute, Math.min(next, ...looks.filter((look) => look > now)));
  }
  return sent;
}

describe('what is sent', () => {
  it('where nobody has it: when it is due, then twice a day, and from the fifth on each morning', () => {
    expect(sentAbout(followUp(), '2026-03-10 23:00')).toEqual([
      '2026-03-03 14:00 due',
      '2026-03-04 09:00 due',
      '2026-03-04 14:00 due',
      '2026-03-05 09:00 due',
      '2026-03-06 09:00 due',
      '2026-03-09 09:00 due',
      '2026-03-10 09:00 due',
    ]);
  });

  it('to its owner: a quarter of an hour before, when it is overdue, then twice a day', () => {
    expect(sentAbout(followUp(takenBefore), '2026-03-05 23:00')).toEqual([
      '2026-03-03 13:45 soon',
      '2026-03-03 14:15 overdue',
      '2026-03-04 09:00 overdue',
      '2026-03-04 14:00 overdue',
      '2026-03-05 09:00 overdue',
    ]);
  });

  it('to who took it when it was overdue: nothing for an hour', () => {
    const late = followUp({ ...takenBefore, takenAt: at('2026-03-03 15:00') });
    expect(sentAbout(late, '2026-03-04 08:00')).toEqual(['2026-03-03 16:00 overdue']);
  });

  it('nothing beside working hours, also where it is due as they begin', () => {
    const morning = followUp({ ...takenBefore, dueAt: at('2026-03-04 09:00') });
    expect(sentAbout(morning, '2026-03-04 13:00')).toEqual([
      '2026-03-04 09:00 soon',
      '2026-03-04 09:15 overdue',
    ]);
    const friday = followUp({ dueAt: at('2026-03-06 18:00') });
    expect(sentAbout(friday, '2026-03-09 13:00')).toEqual(['2026-03-06 17:00 due', '2026-03-09 09:00 due']);
  });

  it('once the snooze is over, and then as of what is overdue', () => {
    const snoozed = followUp({ ...takenBefore, state: 'snoozed', snoozedUntil: at('2026-03-03 16:30') });
    expect(sentAbout(snoozed, '2026-03-04 13:00')).toEqual([
      '2026-03-03 16:30 wake',
      '2026-03-03 16:30 awake',
      '2026-03-04 09:00 overdue',
    ]);
  });

  it('once to whom the rule escalates, an hour after it was due', () => {
    const open = followUp({ rule: { ...rule, escalate } });
    expect(sentAbout(open, '2026-03-04 08:00')).toEqual([
      '2026-03-03 14:00 due',
      '2026-03-03 15:00 escalated',
    ]);
    const taken = followUp({ ...takenBefore, rule: { ...rule, escalate } });
    expect(sentAbout(taken, '2026-03-04 08:00')).toEqual([
      '2026-03-03 13:45 soon',
      '2026-03-03 14:15 overdue',
      '2026-03-03 15:00 escalated',
    ]);
  });

  it.each(['done', 'not-needed', 'settled'] as const)('nothing when it is %s', (state) => {
    expect(sentAbout(followUp({ ...takenBefore, state }), '2026-03-10 23:00')).toEqual([]);
  });

  it('on days when clocks are set, by the clock', () => {
    const spring = followUp({ dueAt: at('2026-03-27 17:00') });
    expect(nextReminder(spring, afterReminder(spring, {}, 'due', at('2026-03-27 17:00')), hours)?.at).toBe(
      at('2026-03-30 09:00'),
    );
    const autumn = followUp({ dueAt: at('2026-10-23 17:00') });
    expect(nextReminder(autumn, afterReminder(autumn, {}, 'due', at('2026-10-23 17:00')), hours)?.at).toBe(
      at('2026-10-26 09:00'),
    );
  });
});

describe('after an absence', () => {
  it('the latest reminder says it all', () => {
    const now = at('2026-03-03 16:00');
    const reminded = afterReminder(followUp(takenBefore), {}, 'overdue', now);
    expect(dueReminder(followUp(takenBefore), {}, hours, now)).toBe('overdue');
    expect(dueReminder(followUp(takenBefore), reminded, hours, now)).toBeNull();
  });

  it('nothing is sent again when the clock comes back from far ahead, and nothing is lost', () => {
    const open = followUp();
    const now = at('2026-03-03 14:30');
    const back = notAhead(afterReminder(open, {}, 'due', at('2026-05-05 10:00')), now) ?? {};
    expect(dueReminder(open, back, hours, now)).toBeNull();
    expect(nextReminder(open, back, hours)?.at).toBe(at('2026-03-04 09:00'));
    expect(notAhead(back, now)).toBeNull();
  });

  it('another due time or owner starts again', () => {
    const taken = followUp(takenBefore);
    const reminded = afterReminder(taken, {}, 'soon', at('2026-03-03 13:45'));
    const moved = followUp({ ...takenBefore, dueAt: at('2026-03-05 14:00') });
    expect(nextReminder(moved, reminded, hours)).toEqual({ at: at('2026-03-05 13:45'), kind: 'soon' });
    expect(nextReminder(followUp(), reminded, hours)).toEqual({ at: at('2026-03-03 14:00'), kind: 'due' });
  });
});

it('whenever it is looked at, there are at most four a day, each once and at work', () => {
  const state = fc.constantFrom({}, takenBefore, { ...takenBefore, takenAt: at('2026-03-03 13:50') });
  const dueIn = fc.integer({ min: 0, max: 3 * 24 * 60 });
  const looks = fc.array(fc.integer({ min: 0, max: 6 * 24 * 60 }), { maxLength: 8 });
  fc.assert(
    fc.property(state, dueIn, looks, (different, minutes, often) => {
      const dueAt = intoWorkingHours(at('2026-03-03 10:20') + minutes * minute, hours);
      const sent = sentAbout(
        followUp({ ...different, dueAt, rule: { ...rule, escalate } }),
        '2026-03-09 23:00',
        often.map((one) => at('2026-03-03 10:00') + one * minute),
      );
      const days = Map.groupBy(sent, (line) => line.slice(0, 10));
      for (const ofDay of days.values()) expect(ofDay.length).toBeLessThanOrEqual(4);
      expect(sent.filter((line) => line.endsWith('escalated'))).toHaveLength(1);
      expect(new Set(sent).size).toBe(sent.length);
      for (const line of sent) {
        const when = at(line.slice(0, 16));
        expect(intoWorkingHours(when, hours)).toBe(when);
      }
    }),
    { numRuns: 15 },
  );
});
