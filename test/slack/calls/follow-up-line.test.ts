import { describe, expect, it } from 'vitest';

import { paragraph } from '../../../src/slack/blocks/rich.ts';
import { followUpLines, spokenFollowUp } from '../../../src/slack/calls/follow-up-line.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { sampleFollowUp } from '../../support/sample-follow-up.ts';
import { read } from '../blocks/read.ts';

const options = {
  now: mondayNoon,
  timezone: 'UTC',
  phoneNumbers: 'masked' as const,
  hiddenFields: ['callback_*'],
  runbookUrl: null,
};
const lines = (followUp: Parameters<typeof followUpLines>[0], call = sampleCall()) =>
  JSON.stringify(followUpLines(followUp, call, options));

const vague = { wish: 'one of these days', askedAt: null };

describe('what a card says of a follow-up', () => {
  it('is the wish as it was said where it could not be read, unless its field is hidden', () => {
    expect(lines(sampleFollowUp({ ...vague, wishField: 'rappel' }))).toContain('one of these days');
    expect(lines(sampleFollowUp({ ...vague, wishField: 'callback_time' }))).not.toContain('these days');
    expect(lines(sampleFollowUp({ ...vague, askedAt: mondayNoon, wishField: 'rappel' }))).not.toContain(
      'these days',
    );
  });

  it('is what they asked for where nobody works then, unless its field is hidden', () => {
    const [sunday, monday] = [mondayNoon - 14 * 3_600_000, mondayNoon - 3 * 3_600_000];
    const moved = sampleFollowUp({ askedAt: sunday, dueAt: monday, wishField: 'rappel' });
    const asked = 'overdue since {2 Mar at 09:00} (asked for {1 Mar at 22:00}, outside working hours)';
    expect(read({ blocks: paragraph(...followUpLines(moved, sampleCall(), options)) })).toContain(asked);
    expect(spokenFollowUp(moved, options)).toContain(asked.replaceAll(/[{}]/g, ''));
    expect(lines({ ...moved, wishField: 'callback_time' })).not.toContain('asked for');
    expect(lines({ ...moved, dueAt: sunday })).not.toContain('asked for');
  });

  it('is that the call was changed in Revox, and asks for another time or for nothing', () => {
    const shown = (followUp: Parameters<typeof followUpLines>[0]) =>
      read({ blocks: paragraph(...followUpLines(followUp, sampleCall(), options)) });
    expect(shown(sampleFollowUp({ wishEdit: 'time', movedBy: 'call-2' }))).toMatch(
      / · moved: the call was changed in Revox$/,
    );
    const taken = sampleFollowUp({ state: 'taken', owner: 'U0ANNA', takenAt: 1, wishEdit: 'gone' });
    expect(shown(taken)).toMatch(/ · the call no longer asks for it$/);
    const over = sampleFollowUp({ state: 'not-needed', endedAt: mondayNoon, wishEdit: 'gone' });
    expect(shown(over)).toBe(
      '(white) *Follow-up not needed* · the call no longer asks for it since {2 Mar at 12:00}',
    );
  });

  it('is that a voicemail asked for it, and not a person', () => {
    const voicemail = sampleCall({ result: 'voicemail' });
    const said = 'Their voicemail asked for a call.';
    expect(lines(sampleFollowUp(), voicemail)).toContain(said);
    expect(lines(sampleFollowUp())).not.toContain(said);
    const rule = { ...sampleFollowUp().rule, name: 'asked' };
    expect(lines(sampleFollowUp({ rule }), voicemail)).not.toContain(said);
    expect(lines(sampleFollowUp({ callId: 'earlier', movedBy: 'call-1' }), voicemail)).not.toContain(said);
  });
});
