import fc from 'fast-check';
import { expect, test } from 'vitest';
import { homeView } from '../../../src/slack/blocks/home-view.ts';
import { modalOf, modalView } from '../../../src/slack/blocks/modal.ts';
import { renderCandidates } from '../../../src/slack/calls/call-lookup.ts';
import { renderCallModal } from '../../../src/slack/calls/call-modal.ts';
import { renderHome } from '../../../src/slack/status/home.ts';
import { healthy, options, parked } from '../../../verify/samples/nouns.ts';
import { viewProblems } from '../../support/fits-slack.ts';
import { aCall, aDigest, callId, hostile, secretDigits, shownStrings } from './arbitrary.ts';
import { expectPlain } from './harmless.ts';

const aPlace = fc.record({
  callId,
  page: fc.nat({ max: 50 }),
  number: fc.boolean(),
  tools: fc.boolean(),
  part: fc.constantFrom('all' as const, 'transcript' as const, 'recording' as const),
});

const aModal = fc
  .tuple(aCall, aPlace, fc.array(aCall, { maxLength: 10 }), fc.boolean(), fc.boolean())
  .map(([call, place, attempts, mayReveal, mayUnmask]) =>
    modalView(renderCallModal({ call, attempts, attempt: 3, mayReveal, mayUnmask }, place, options)),
  );

const aHome = fc
  .tuple(
    aDigest,
    fc.array(fc.record({ name: fc.stringMatching(/^[a-z][a-z0-9_-]{0,39}$/), command: hostile }), {
      maxLength: 50,
    }),
    hostile,
    hostile,
  )
  .map(([today, saved, reason, problem]) => {
    const incidents = Array.from({ length: 9 }, () => ({ ...parked, facts: { ...parked.facts, reason } }));
    const health = { ...healthy, lastPollProblem: problem };
    return homeView(renderHome({ today, saved, incidents, health }, options));
  });

const anyAnswer = fc
  .array(aCall, { minLength: 1, maxLength: 12 })
  .map((calls) => modalView(modalOf(renderCandidates('call', '1234', calls, options))));

const everyView: [string, fc.Arbitrary<{ blocks: unknown[] }>][] = [
  ['a call', aModal],
  ['Home', aHome],
  ['an answer with a table', anyAnswer],
];

test.each(everyView)('%s: nothing that a caller says breaks it, pings or hides', (_, views) => {
  fc.assert(
    fc.property(views, (view) => {
      expect(viewProblems(view)).toEqual([]);
      expectPlain(view.blocks, true);
    }),
    { numRuns: 30 },
  );
});

/** An id is to be copied, and stands as it is. */
function withoutId(view: { blocks: unknown[] }) {
  const isId = (block: unknown) => JSON.stringify(block).includes('rich_text_preformatted');
  return view.blocks.filter((block) => !isId(block));
}

test.each(everyView)('%s: a number is never whole where it is masked', (_, views) => {
  fc.assert(
    fc.property(views, (view) => {
      for (const shown of shownStrings(withoutId(view)))
        expect(shown.replaceAll(/[\s().-]/g, '')).not.toContain(secretDigits);
    }),
    { numRuns: 30 },
  );
});
