import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withText } from '../../../src/slack/blocks/aloud.ts';
import { plainOf } from '../../../src/slack/blocks/plain.ts';
import { renderProblem } from '../../../src/slack/blocks/problem.ts';
import type { Shown } from '../../../src/slack/blocks/rendered.ts';
import { renderUnknownCommand, renderUnknownWords } from '../../../src/slack/blocks/unread-words.ts';
import { renderCall } from '../../../src/slack/calls/call.ts';
import { renderCallList } from '../../../src/slack/calls/call-list.ts';
import { renderCallNotFound, renderCandidates } from '../../../src/slack/calls/call-lookup.ts';
import { startOfCall } from '../../../src/slack/calls/call-place.ts';
import { renderLive } from '../../../src/slack/calls/live.ts';
import { digestMessage } from '../../../src/slack/digests/digest-message.ts';
import { renderExportAsked, renderExportNews } from '../../../src/slack/exports/export.ts';
import { renderHelp } from '../../../src/slack/help/help.ts';
import { renderMenu } from '../../../src/slack/help/menu.ts';
import { incidentMessage } from '../../../src/slack/incidents/incident-message.ts';
import { bundleMessage } from '../../../src/slack/news/bundle-message.ts';
import { helpTopics } from '../../../src/slack/routes/commands.ts';
import {
  renderForgotten,
  renderNotSaved,
  renderSaved,
  renderSavedSearches,
  renderWrongSave,
} from '../../../src/slack/saved/saved-searches.ts';
import { renderStats } from '../../../src/slack/stats/stats.ts';
import { renderStatus } from '../../../src/slack/status/status.ts';
import { sharedListMessage } from '../../../src/slack/subscriptions/asked-message.ts';
import { healthy, now, options, parked } from '../../../verify/samples/nouns.ts';
import {
  aBundle,
  aCall,
  aDigest,
  hostile,
  savedSearches,
  secretDigits,
  shownStrings,
  someStats,
} from './arbitrary.ts';
import { expectHarmless } from './harmless.ts';

const everyMessage: [string, fc.Arbitrary<Shown>][] = [
  ['calls', aBundle.map((bundle) => bundleMessage.words({ kind: 'calls', bundle }, options))],
  ['errors', aBundle.map((bundle) => bundleMessage.words({ kind: 'errors', bundle }, options))],
  [
    'calls in plain text',
    aBundle.map((bundle) => plainOf(bundleMessage.words({ kind: 'calls', bundle }, options))),
  ],
  [
    'errors in plain text',
    aBundle.map((bundle) => plainOf(bundleMessage.words({ kind: 'errors', bundle }, options))),
  ],
  ['digest', aDigest.map((one) => digestMessage.words(one, options))],
  ['digest in plain text', aDigest.map((one) => plainOf(digestMessage.words(one, options)))],
  [
    'incident',
    fc.tuple(hostile, hostile).map(([reason, nextStep]) => {
      const incident = { ...parked, facts: { reason, nextStep, count: 2 } };
      return incidentMessage.words({ incident }, options);
    }),
  ],
  [
    'call',
    aCall.map((call) =>
      renderCall(call, {
        ...options,
        mayReveal: true,
        mayUnmask: true,
        place: startOfCall(call.id),
        attempt: 2,
      }),
    ),
  ],
  [
    'list',
    fc.tuple(hostile, fc.array(aCall, { maxLength: 10 })).map(([filter, calls]) => {
      const pages = { newer: 'n', older: 'o', refresh: 'r', share: 's', newerCount: 2, messageId: null };
      const nearest = [filter, 'busy'];
      return renderCallList(
        {
          filter,
          calls,
          above: 0,
          total: { count: 3, isMore: true },
          ...pages,
          nearest,
          contradiction: null,
          searchedFrom: 0,
          searchedUntil: now,
        },
        options,
      );
    }),
  ],
  [
    'candidates',
    fc.tuple(hostile, fc.array(aCall, { minLength: 1, maxLength: 12 })).map(([query, calls]) => {
      return renderCandidates('why', query, calls, options);
    }),
  ],
  [
    'shared list',
    fc
      .tuple(hostile, hostile, fc.array(aCall, { minLength: 1, maxLength: 10 }))
      .map(([filter, sharedBy, calls]) => {
        const list = { messageId: 'msg_1', filter, sharedBy, calls };
        return sharedListMessage.words(list, { ...options, phoneNumbers: 'full' });
      }),
  ],
  ['not found', hostile.map(renderCallNotFound)],
  [
    'problem',
    fc
      .tuple(hostile, hostile)
      .map(([what, next]) => renderProblem({ what: `No: ${what}`, next, commands: [what] })),
  ],
  [
    'unknown words',
    fc.tuple(hostile, hostile).map(([word, message]) => {
      return renderUnknownWords([{ word, message, suggestion: 'busy' }], `/revox calls ${word}`);
    }),
  ],
  ['unknown command', hostile.map((typed) => renderUnknownCommand(typed, null))],
  ['help', hostile.map((topic) => renderHelp(topic, helpTopics))],
  ['figures of calls', someStats.map((stats) => renderStats(stats, options))],
  [
    'calls right now',
    fc.array(aCall, { maxLength: 20 }).map((calls) => {
      return renderLive(
        { calls, inConversation: 15, ringing: 8, queued: 2000, probablyOver: 1, readAt: null },
        options,
      );
    }),
  ],
  ['menu', savedSearches.map((saved) => renderMenu(saved))],
  ['saved searches', savedSearches.map((saved) => renderSavedSearches(saved))],
  ['saved', fc.record({ name: hostile, command: hostile }).map(renderSaved)],
  ['not saved', fc.tuple(hostile, savedSearches).map(([name, saved]) => renderNotSaved(name, saved))],
  ['wrongly saved', hostile.map(renderWrongSave)],
  ['forgotten', hostile.map(renderForgotten)],
  ['file asked for', hostile.map((filter) => renderExportAsked(filter, {}))],
  [
    'file',
    hostile.chain((said) =>
      fc.constantFrom(
        renderExportNews({ kind: 'nothing', filter: said }),
        renderExportNews({ kind: 'refused', reason: said }),
      ),
    ),
  ],
  [
    'status',
    hostile.map((problem) => {
      return renderStatus({ ...healthy, lastPollProblem: problem }, options);
    }),
  ],
  [
    'status of copies',
    hostile.map((problem) => {
      const nightlyCopy = { since: 0, night: null, triedAt: now, copiedAt: null, problem, leftOver: null };
      return renderStatus({ ...healthy, nightlyCopy }, options);
    }),
  ],
];

test.each(everyMessage)('%s: nothing that a caller says breaks, pings, links or hides', (kind, messages) => {
  fc.assert(
    fc.property(messages, (rendered) => expectHarmless(rendered, kind === 'call')),
    { numRuns: 30 },
  );
});

test.each(everyMessage.filter(([kind]) => /call|error|list|candidates/.test(kind)))(
  '%s: a number is never whole where it is masked',
  (_, messages) => {
    fc.assert(
      fc.property(messages, (rendered) => {
        for (const shown of [withText(rendered).text, ...shownStrings(rendered.blocks)]) {
          expect(shown.replaceAll(/[\s().-]/g, '')).not.toContain(secretDigits);
        }
      }),
      { numRuns: 30 },
    );
  },
);
