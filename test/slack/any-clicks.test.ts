import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Rendered } from '../../src/slack/blocks/rendered.ts';
import { messageProblems, viewProblems } from '../support/fits-slack.ts';
import { controls, meetWith } from '../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall } from '../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../support/sample-follow-up.ts';
import type { Person } from '../support/slack/slack-person.ts';
import type { Reply } from '../support/slack/slack-requests.ts';

const talk = Array.from({ length: 60 }, (_, index) => ({
  role: index % 2 ? 'user' : 'assistant',
  content: `turn ${index}`,
  toolName: index % 7 ? null : 'look_up',
  toolArguments: { index },
  toolIsError: index % 14 === 0,
}));

const calls = Array.from({ length: 45 }, (_, index) => {
  const different = { id: `call-${index}`, endedAt: mondayNoon - index * 3_600_000, transcript: talk };
  return index % 3 ? sampleCall(different) : failedCall(index % 2 ? 'busy' : 'too_many_calls', different);
});

const openings = [
  'home',
  'calls',
  'calls errored 7d',
  'call call-3',
  'digest now',
  'todo',
  'status',
  'help',
  '',
];

interface Click {
  /** Which of the things that can be clicked, counted around. */
  control: number;
  option: number;
  /** What somebody sends in the place of the value. */
  forged: string | null;
  /** Slack no longer takes what is shown for this click. */
  refused: string | null;
}

const aClick: fc.Arbitrary<Click> = fc.record({
  control: fc.nat(),
  option: fc.nat(),
  forged: fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), { freq: 6 }),
  refused: fc.option(fc.constantFrom('expired_trigger_id', 'internal_error', 'invalid_arguments'), {
    freq: 8,
  }),
});

function open(person: Person, opening: string): Promise<Reply> {
  return opening === 'home' ? person.opensHome() : person.types(opening);
}

/** What is shown after it, or the same as before where nothing could be shown. */
async function click(person: Person, before: Reply, clicked: Click): Promise<Reply> {
  const all = controls(before);
  const control = all[clicked.control % Math.max(1, all.length)];
  if (control === undefined) return before;
  const value = control.options?.[clicked.option % control.options.length]?.value ?? control.value;
  const input = clicked.forged ?? value;
  if (before.view !== undefined) return person.clicksIn(before.view, control.action_id, input);
  const refuses = (method: string) => (method.startsWith('views.') ? clicked.refused : null);
  person.slack.behave({ refuses });
  const after = await person.clicks(control.action_id, input);
  person.slack.behave({ refuses: () => null });
  return after;
}

function expectGood(reply: Reply): void {
  expect(JSON.stringify(reply.blocks)).not.toContain('That didn’t work');
  if (reply.view === undefined) expect(messageProblems(reply as unknown as Rendered)).toEqual([]);
  else expect(viewProblems(reply.view)).toEqual([]);
}

it('whatever is opened, and whatever is clicked in it, is answered within the limits of Slack', async () => {
  await using it = await meetWith(calls, { admins: ['U0ANNA'], now: () => mondayNoon + 60_000 });
  await storeFollowUps(it.db, ...calls.map(({ id }) => sampleFollowUp({ callId: id })));
  it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...openings),
      fc.array(aClick, { minLength: 1, maxLength: 6 }),
      async (opening, clicks) => {
        let shown = await open(it.person, opening);
        expectGood(shown);
        for (const clicked of clicks) {
          shown = await click(it.person, shown, clicked);
          expectGood(shown);
        }
      },
    ),
    { numRuns: 40 },
  );
  expect(it.person.fatal).toEqual([]);
});
