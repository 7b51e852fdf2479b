import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type FollowUp, type FollowUpState, isUnfinished } from '../../../src/calls/follow-ups/follow-up.ts';
import { afterEvent, type FollowUpEvent } from '../../../src/calls/follow-ups/state.ts';
import { sampleFollowUp } from '../../support/sample-follow-up.ts';

const now = 10_000;
const anna = { by: 'U0ANNA' };
const ben = { by: 'U0BEN' };

const open = sampleFollowUp();
const annas = sampleFollowUp({ state: 'taken', owner: anna.by, takenAt: 1_000 });
const snoozed = sampleFollowUp({ ...annas, state: 'snoozed', snoozedUntil: 20_000 });
const done = sampleFollowUp({ ...annas, state: 'done', endedAt: 5_000, endedBy: anna.by });
const notNeeded = sampleFollowUp({ state: 'not-needed', endedAt: 5_000, endedBy: ben.by });
const unasked = sampleFollowUp({ state: 'not-needed', endedAt: 5_000, wishEdit: 'gone' });
const settled = sampleFollowUp({ ...annas, state: 'settled', settledBy: 'call-2', endedAt: 5_000 });

const move = {
  kind: 'move',
  call: 'call-2',
  wish: 'tomorrow',
  wishField: 'when',
  dueAt: 99_000,
  askedAt: 99_000,
} as const;

const reask = { ...move, kind: 'reask', movedBy: null } as const;

/** What becomes of each state; `-` where nothing does. */
const table: [name: string, event: FollowUpEvent, ...after: (FollowUpState | '-')[]][] = [
  // event by Anna, who has it                                open        taken      snoozed     done     not-needed settled
  ['take', { kind: 'take', ...anna }, 'taken', '-', '-', '-', '-', '-'],
  ['give back', { kind: 'give-back', ...anna }, '-', 'open', 'open', '-', '-', '-'],
  ['done', { kind: 'done', ...anna }, '-', 'done', 'done', '-', '-', '-'],
  ['not needed', { kind: 'not-needed', ...anna }, 'not-needed', 'not-needed', 'not-needed', '-', '-', '-'],
  ['snooze', { kind: 'snooze', until: 30_000, ...anna }, '-', 'snoozed', 'snoozed', '-', '-', '-'],
  ['snooze until before now', { kind: 'snooze', until: now, ...anna }, '-', '-', '-', '-', '-', '-'],
  ['snooze over', { kind: 'snooze-over' }, '-', '-', '-', '-', '-', '-'],
  ['note', { kind: 'note', text: 'He paid.', ...anna }, '-', 'taken', 'snoozed', 'done', '-', '-'],
  ['reopen', { kind: 'reopen', ...anna }, '-', '-', '-', 'taken', '-', '-'],
  ['settle', { kind: 'settle', call: 'call-2' }, 'settled', 'settled', 'settled', '-', '-', '-'],
  ['move', move, 'open', 'taken', 'taken', '-', '-', '-'],
  ['reask', reask, 'open', 'taken', 'snoozed', '-', '-', '-'],
  ['unask', { kind: 'unask' }, 'not-needed', 'taken', 'snoozed', '-', '-', '-'],
  [
    'rehome',
    { kind: 'rehome', channel: 'C0SALES', rule: open.rule },
    'open',
    'taken',
    'snoozed',
    '-',
    '-',
    '-',
  ],
  ['owner gone', { kind: 'owner-gone' }, '-', 'open', 'open', '-', '-', '-'],
  // The same by Ben, who does not.
  ['take by another', { kind: 'take', ...ben }, 'taken', '-', '-', '-', '-', '-'],
  ['give back by another', { kind: 'give-back', ...ben }, '-', '-', '-', '-', '-', '-'],
  ['done by another', { kind: 'done', ...ben }, '-', '-', '-', '-', '-', '-'],
  ['not needed by another', { kind: 'not-needed', ...ben }, 'not-needed', '-', '-', '-', '-', '-'],
  ['snooze by another', { kind: 'snooze', until: 30_000, ...ben }, '-', '-', '-', '-', '-', '-'],
  ['note by who ended it', { kind: 'note', text: 'Wrong.', ...ben }, '-', '-', '-', '-', 'not-needed', '-'],
  ['reopen by who ended it', { kind: 'reopen', ...ben }, '-', '-', '-', '-', 'open', '-'],
];

describe('an event', () => {
  it.each(table)('%s', (_, event, ...after) => {
    const states = [open, annas, snoozed, done, notNeeded, settled].map(
      (followUp) => afterEvent(followUp, event, now)?.state ?? '-',
    );
    expect(states).toEqual(after);
  });

  it('that ends a snooze comes when it is over', () => {
    expect(afterEvent(snoozed, { kind: 'snooze-over' }, 20_000)).toMatchObject({
      state: 'taken',
      owner: anna.by,
      snoozedUntil: null,
    });
  });

  it('that moves it leaves it whose it is, and is one for each call', () => {
    const moved = afterEvent(snoozed, move, now) as FollowUp;
    expect(moved).toMatchObject({ owner: anna.by, dueAt: 99_000, wish: 'tomorrow', movedBy: 'call-2' });
    expect(afterEvent(moved, move, now)).toBeNull();
  });

  it('that asks for another time leaves a snooze, and says that it moved only where it did', () => {
    const reasked = afterEvent(snoozed, reask, now) as FollowUp;
    expect(reasked).toMatchObject({ dueAt: 99_000, snoozedUntil: 20_000, owner: anna.by, wishEdit: 'time' });
    expect(afterEvent(reasked, reask, now)).toBeNull();
    expect(afterEvent(snoozed, { ...reask, dueAt: snoozed.dueAt }, now)?.wishEdit).toBeNull();
  });

  it('that asks for nothing any more is undone by one that asks again, or by anybody', () => {
    expect(afterEvent(open, { kind: 'unask' }, now)).toMatchObject({ state: 'not-needed', endedBy: null });
    expect(afterEvent(unasked, reask, now)).toMatchObject({ state: 'open', endedAt: null, wishEdit: 'time' });
    const reopened = afterEvent(unasked, { kind: 'reopen', ...ben }, now) as FollowUp;
    expect(reopened.state).toBe('open');
    expect(afterEvent(reopened, { kind: 'unask' }, now)).toBeNull();
  });

  it('that leaves a note keeps one line, and an empty one takes it away', () => {
    const noted = afterEvent(annas, { kind: 'note', text: ' Paid\n today ', ...anna }, now) as FollowUp;
    expect(noted.note).toBe('Paid today');
    expect(afterEvent(noted, { kind: 'note', text: ' ', ...anna }, now)?.note).toBeNull();
  });
});

const person = fc.constantFrom(anna, ben, { by: 'U0CARO' });
const event: fc.Arbitrary<FollowUpEvent> = fc.oneof(
  fc
    .tuple(fc.constantFrom('take', 'give-back', 'done', 'not-needed', 'reopen'), person)
    .map(([kind, by]) => ({ kind, ...by }) as FollowUpEvent),
  fc.tuple(fc.nat(200), person).map(([until, by]) => ({ kind: 'snooze' as const, until, ...by })),
  fc.tuple(fc.string(), person).map(([text, by]) => ({ kind: 'note' as const, text, ...by })),
  fc.constantFrom<FollowUpEvent>({ kind: 'snooze-over' }, { kind: 'owner-gone' }),
  fc.constantFrom('b', 'c').map((call) => ({ kind: 'settle' as const, call })),
  fc.tuple(fc.constantFrom('b', 'c'), fc.nat(200)).map(([call, dueAt]) => ({ ...move, call, dueAt })),
  fc
    .tuple(fc.constantFrom('b', null), fc.nat(200), fc.constantFrom('tomorrow', null))
    .map(([movedBy, dueAt, wish]) => ({ ...reask, movedBy, dueAt, wish })),
  fc.constant({ kind: 'unask' as const }),
  fc
    .constantFrom('C0CALLS', 'C0SALES')
    .map((channel) => ({ kind: 'rehome' as const, channel, rule: open.rule })),
);

describe('whatever happens to a follow-up', () => {
  it('its state follows from the events, and it has one owner at most', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const played = () => {
          let followUp = open;
          for (const [time, each] of events.entries()) {
            const before = followUp;
            followUp = afterEvent(followUp, each, time) ?? followUp;
            expectSound(followUp);
            expectRightful(before, followUp, each);
          }
          return followUp;
        };
        expect(played()).toEqual(played());
      }),
      { numRuns: 500 },
    );
  });
});

function expectSound(followUp: FollowUp): void {
  const { state, owner, snoozedUntil, endedAt, endedBy, settledBy, wishEdit } = followUp;
  if (state === 'open') expect(owner).toBeNull();
  if (state === 'taken' || state === 'snoozed') expect(owner).not.toBeNull();
  expect(snoozedUntil !== null).toBe(state === 'snoozed');
  expect(endedAt === null).toBe(isUnfinished(followUp));
  const isUnasked = state === 'not-needed' && owner === null && wishEdit === 'gone';
  if (!isUnasked) expect(endedBy !== null).toBe(state === 'done' || state === 'not-needed');
  expect(settledBy !== null).toBe(state === 'settled');
  expect(followUp).toMatchObject({ callId: open.callId, madeAt: open.madeAt });
}

/** Nobody takes it from its owner, and what is over stays over unless who ended it says otherwise. */
function expectRightful(before: FollowUp, after: FollowUp, event: FollowUpEvent): void {
  if (before.owner !== null && after.owner !== null) expect(after.owner).toBe(before.owner);
  if (after.channel !== before.channel) expect(event.kind).toBe('rehome');
  if (isUnfinished(before) || !isUnfinished(after)) return;
  if (before.endedBy === null) expect(['reopen', 'reask']).toContain(event.kind);
  else expect(event).toEqual({ kind: 'reopen', by: before.endedBy });
}
