import { expect, it } from 'vitest';

import type { FollowUp } from '../../../src/calls/follow-ups/follow-up.ts';
import { unsaids } from '../../../src/calls/follow-ups/reminders.ts';
import {
  type Reminding,
  renderFollowUpsDue,
  renderReminder,
  renderWhatBecame,
} from '../../../src/slack/follow-ups/reminder.ts';
import { messageProblems } from '../../support/fits-slack.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { sampleFollowUp } from '../../support/sample-follow-up.ts';
import { read } from '../blocks/read.ts';

const hour = 3_600_000;
const options = { phoneNumbers: 'masked', timezone: 'Europe/Paris', now: mondayNoon + 3 * hour } as const;
const taken = { state: 'taken', owner: 'U0ANNA', takenAt: mondayNoon } as const;

function reminding(different: Partial<FollowUp>, more: Partial<Reminding> = {}): Reminding {
  const call = sampleCall({ phoneNumber: '+33199001234' });
  return { call, followUp: sampleFollowUp(different), reminder: 'due', owner: null, group: null, ...more };
}

it('a reminder says to whom it is, what is to be done, and offers it', () => {
  const overdue = reminding(taken, { reminder: 'overdue', owner: 'U0ANNA' });
  expect(read(renderReminder(overdue, options))).toMatchInlineSnapshot(`
    "text: <@U0ANNA> Overdue: call back the number ending in 1234, due 2 Mar at 15:00.

    @U0ANNA Overdue: call back *+33 •••• 1234*
    *Follow-up* · @U0ANNA has it since {2 Mar at 13:00} · overdue since {2 Mar at 15:00}

    [Done → follow_done {"c":"call-1"}] [Snooze… → follow_snooze: Snooze for 30 min → {"c":"call-1","u":"30m"}; Snooze for 1 h → {"c":"call-1","u":"1h"}; Snooze for 4 h → {"c":"call-1","u":"4h"}; Snooze until this afternoon → {"c":"call-1","u":"afternoon"}; Snooze until tomorrow morning → {"c":"call-1","u":"tomorrow"}; Snooze until next week → {"c":"call-1","u":"week"}] [Not needed → follow_not_needed {"c":"call-1"}] [Give back → follow_give_back {"c":"call-1"}]"
  `);
});

it('one that nobody has says whether it is due soon, now or overdue', () => {
  const texts = [-1, 0, 1].map((hours) => {
    const followUp = { dueAt: options.now - hours * hour };
    return renderReminder(reminding(followUp), options).text;
  });
  expect(texts).toMatchInlineSnapshot(`
    [
      "Due soon, and nobody has it: call back the number ending in 1234, due 2 Mar at 17:00.",
      "Due now, and nobody has it: call back the number ending in 1234, due 2 Mar at 16:00.",
      "Overdue, and nobody has it: call back the number ending in 1234, due 2 Mar at 15:00.",
    ]
  `);
});

it('what a channel asked for is not called a call-back', () => {
  const rule = { name: 'asked', withinMs: hour, mention: null, escalate: null };
  expect(renderReminder(reminding({ rule }), options).text).toMatchInlineSnapshot(
    `"Overdue, and nobody has it: follow up with the number ending in 1234, due 2 Mar at 15:00."`,
  );
});

it('several are counted, and each is a line with a link to its card', () => {
  const all = [
    { ...reminding({}), link: 'https://example.slack.com/archives/C0CALLS/p1' },
    { ...reminding(taken, { reminder: 'overdue', owner: 'U0ANNA' }), link: null },
  ];
  expect(read(renderFollowUpsDue(all, options))).toMatchInlineSnapshot(`
    "text: <@U0ANNA> 2 follow-ups: 1 not taken yet, 1 overdue.

    *2 follow-ups: 1 not taken yet, 1 overdue*

    - *+33 •••• 1234* · *Follow-up* · nobody has it yet · overdue since {2 Mar at 15:00} · [Open the card](https://example.slack.com/archives/C0CALLS/p1)
    - *+33 •••• 1234* · *Follow-up* · @U0ANNA has it since {2 Mar at 13:00} · overdue since {2 Mar at 15:00}"
  `);
});

it('one that was asked for when nobody works says so, wherever it is spoken of', () => {
  const moved = { dueAt: mondayNoon, askedAt: mondayNoon - 14 * hour };
  const asked = '2 Mar at 13:00 (asked for 1 Mar at 23:00, outside working hours)';
  expect(renderReminder(reminding(moved), options).text).toContain(`, due ${asked}.`);
  expect(unbraced(renderReminder(reminding(moved), options))).toContain(`overdue since ${asked}`);
  expect(unbraced(renderFollowUpsDue([{ ...reminding(moved), link: null }], options))).toContain(asked);
  const became = renderWhatBecame({ ...reminding(moved), what: 'moved', owner: 'U0ANNA' }, options);
  expect(became.text).toContain(`, due ${asked}. It’s still yours.`);
  expect(unbraced({ ...became, text: 'Moved.' })).toContain(asked);
});

function unbraced(rendered: Parameters<typeof read>[0]): string {
  return read(rendered).replaceAll(/[{}]/g, '');
}

it('many fit on one screen, and Slack takes them', () => {
  const all = Array.from({ length: 200 }, () => ({
    ...reminding({}),
    link: 'https://example.slack.com/archives/C0/p1',
  }));
  const rendered = renderFollowUpsDue(all, options);
  expect(messageProblems(rendered)).toEqual([]);
  expect(read(rendered)).toContain('180 more: `/revox todo`');
  expect(read(rendered).split('Open the card')).toHaveLength(21);
});

it('its owner reads what became of it', () => {
  const said = unsaids.map(
    (what) => renderWhatBecame({ ...reminding(taken), what, owner: 'U0ANNA' }, options).text,
  );
  expect(said).toMatchInlineSnapshot(`
    [
      "<@U0ANNA> Settled: a later call reached the number ending in 1234. No action needed.",
      "<@U0ANNA> A later call asked for another time: the number ending in 1234, due 2 Mar at 15:00. It’s still yours.",
      "<@U0ANNA> The call was changed in Revox and asks for another time: the number ending in 1234, due 2 Mar at 15:00. It’s still yours.",
      "<@U0ANNA> The call was changed in Revox and no longer asks for a call-back: the number ending in 1234. It’s yours until you press Not needed.",
      "<@U0ANNA> is no longer here, so nobody has this follow-up: the number ending in 1234, due 2 Mar at 15:00. Press Take it on the card.",
    ]
  `);
});
