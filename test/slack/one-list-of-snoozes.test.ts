import type { StaticSelect } from '@slack/types';
import { expect, it } from 'vitest';

import { followUpButtons, followUpMenu } from '../../src/slack/calls/follow-up-buttons.ts';
import { snoozeMenu } from '../../src/slack/incidents/snooze-menu.ts';
import { sampleFollowUp } from '../support/sample-follow-up.ts';

const labels = (element: unknown) => (element as StaticSelect).options?.map(({ text }) => text.text);

it('an incident and a follow-up are snoozed for the same times, in the same words', () => {
  const ofIncident = labels(snoozeMenu('0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11'));
  expect(ofIncident).toEqual([
    'Snooze for 30 min',
    'Snooze for 1 h',
    'Snooze for 4 h',
    'Snooze until this afternoon',
    'Snooze until tomorrow morning',
    'Snooze until next week',
  ]);
  const taken = sampleFollowUp({ state: 'taken', owner: 'U0ANNA', takenAt: 1 });
  expect(labels(followUpButtons(taken, taken.callId)[1])).toEqual(ofIncident);
  expect(labels(followUpMenu(taken)[1])).toEqual([...(ofIncident ?? []), 'Not needed', 'Give back']);
});
