import { describe, expect, it } from 'vitest';

import { followUpLines } from '../../../src/slack/calls/follow-up-line.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { sampleFollowUp } from '../../support/sample-follow-up.ts';

const options = {
  now: mondayNoon,
  timezone: 'UTC',
  phoneNumbers: 'masked' as const,
  hiddenFields: ['callback_*'],
  runbookUrl: null,
};
const lines = (followUp: Parameters<typeof followUpLines>[0], call = sampleCall()) =>
  JSON.stringify(followUpLines(followUp, call, options));

const vague = { wish: 'one of these days', dueIsRead: false };

describe('what a card says of a follow-up', () => {
  it('is the wish as it was said where it could not be read, unless its field is hidden', () => {
    expect(lines(sampleFollowUp({ ...vague, wishField: 'rappel' }))).toContain('one of these days');
    expect(lines(sampleFollowUp({ ...vague, wishField: 'callback_time' }))).not.toContain('these days');
    expect(lines(sampleFollowUp({ ...vague, dueIsRead: true, wishField: 'rappel' }))).not.toContain(
      'these days',
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
