import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { everyLabel } from '../../src/calls/filter/labels.ts';
import {
  describeFilter,
  type Filter,
  formatFilter,
  matches,
  parseFilter,
  storedFilter,
} from '../../src/calls/filter.ts';
import { parseMute } from '../../src/calls/mute-words.ts';
import { maskedNumber } from '../../src/calls/numbers/phone.ts';
import {
  endReasonLabel,
  knownDialErrors,
  knownEndReasons,
  knownResults,
  meaningOf,
  outcomeLabel,
  resultLabel,
} from '../../src/calls/outcome.ts';
import { parseStats } from '../../src/calls/stats-words.ts';
import { formatSubscribe, parseSubscribe } from '../../src/calls/subscribe-words.ts';
import {
  countedOver,
  dateInWords,
  daysInWords,
  duration,
  timeInWords,
} from '../../src/slack/blocks/times.ts';
import { decodeChoice } from '../../src/slack/calls/list-choice.ts';
import { filterMenus } from '../../src/slack/calls/list-menus.ts';
import { helpTopics, routeCommand } from '../../src/slack/routes/commands.ts';
import { groupLabel } from '../../src/slack/stats/stats-groups.ts';
import { readSubscribeForm } from '../../src/slack/subscriptions/read-subscribe-form.ts';
import { anyFilter } from '../support/arbitrary-filter.ts';
import { failedCall, sampleCall } from '../support/sample-calls.ts';

/** Saturday 28 November 2026, 13:00 in Paris. */
const now = Date.UTC(2026, 10, 28, 12);
const context = { now, timezone: 'Europe/Paris', numbers: 'any' } as const;
const canonical = (text: string) => {
  const { filter, problems } = parseFilter(text, context);
  expect(problems, text).toEqual([]);
  return formatFilter(filter);
};

interface Option {
  text: { text: string };
  value: string;
}
const menuOptions = filterMenus({ filter: '', messageId: null })
  .flatMap((block) => (block as { elements: { options: Option[] }[] }).elements)
  .flatMap(({ options }) => options);

/** What is written of a call or a group of calls, by the tables that it is written from. */
const labels: [label: string, words: string][] = [
  ...knownResults.map((value): [string, string] => [resultLabel(value), `result:${value}`]),
  ...knownDialErrors.map((value): [string, string] => [meaningOf(value).label, `error:${value}`]),
  [meaningOf('').label, 'error:none'],
  ...knownEndReasons.map((value): [string, string] => [endReasonLabel(value), `reason:${value}`]),
  ...menuOptions.map(({ text, value }): [string, string] => [text.text, decodeChoice(value)?.filter ?? '']),
  [outcomeLabel(failedCall('', { dialError: null })), 'errored error:none'],
  [outcomeLabel(sampleCall({ result: null })), 'completed'],
  ...['FR', 'US', 'GB', 'DE', 'CI', 'ZA'].map((word): [string, string] => [
    groupLabel({ word }, { by: 'country' }),
    `in:${word.toLowerCase()}`,
  ]),
  [groupLabel({ word: null }, { by: 'result' }), 'errored'],
  [groupLabel({ word: '2026-11-24' }, { by: 'day' }), '2026-11-24'],
  [groupLabel({ word: '2026-11-10/2026-11-16' }, { by: 'day' }), 'since:2026-11-10 until:2026-11-16'],
  [dateInWords('2026-11-24', 'long'), '2026-11-24'],
  [dateInWords('2026-11-24', 'short', true), '2026-11-24'],
  [daysInWords('2026-11-24', 3, 'long'), 'since:2026-11-22 until:2026-11-24'],
  ...[42_000, 134_000, 120_000, 3_900_000, 3 * 86_400_000].map((ms): [string, string] => [
    duration(ms),
    `${ms / 1000}s`,
  ]),
  [countedOver(100 * 60_000), '100m'],
  [countedOver(139 * 60_000), '139m'],
];

describe('what the product writes is read back', () => {
  it.each(labels)('“%s” is %s', (label, words) => {
    const meant = canonical(words);
    expect(canonical(label)).toBe(meant);
    expect(canonical(`human ${label}`)).toBe(canonical(`human ${words}`));
    expect(canonical(label.toUpperCase())).toBe(meant);
  });

  it('every label and its plural', () => {
    const several = everyLabel().filter(
      ([label, words]) => words.length === 1 && !/s$|[^\p{L}]$/u.test(label),
    );
    for (const [label, [words = '']] of several) {
      if (words.startsWith('/')) continue;
      expect(canonical(label), label).toBe(canonical(words));
      if (!words.startsWith('in:') && words !== '')
        expect(canonical(`${label}s`), label).toBe(canonical(words));
    }
  });

  it('a filter in plain words', () => {
    const isPlain = ({ terms }: Filter) =>
      // “today, until yesterday” reads like a time between two days.
      !(terms.some(({ kind }) => kind === 'day') && terms.some(({ kind }) => kind === 'until')) &&
      terms.every(
        (term) =>
          term.kind !== 'field' &&
          term.kind !== 'phone' &&
          /^[\w:.-]+$/.test(term.value) &&
          // A word of Revox's that is none of ours yet.
          !['fax', 'sip_603', 'k', 'i'].includes(term.value),
      );
    fc.assert(
      fc.property(anyFilter.filter(isPlain), (filter) => {
        fc.pre(parseFilter(formatFilter(filter), context).problems.length === 0);
        expect(canonical(describeFilter(filter))).toBe(formatFilter(filter));
      }),
      { numRuns: 300 },
    );
  });

  it.each(['+33199001234', '+12025550123', '+447700900123'])('a masked number, of %s', (phoneNumber) => {
    const { filter, problems } = parseFilter(maskedNumber(phoneNumber), { ...context, numbers: 'as-shown' });
    expect(problems).toEqual([]);
    expect(matches(filter, sampleCall({ phoneNumber }), context)).toBe(true);
    const others = ['+33199001235', '+12025551123', '+447700900124', `+49151${phoneNumber.slice(-6)}`];
    for (const other of others)
      if (other.slice(-4) !== phoneNumber.slice(-4) || !phoneNumber.startsWith(other.slice(0, 2)))
        expect(matches(filter, sampleCall({ phoneNumber: other }), context)).toBe(false);
  });

  it.each([now - 60_000, now - 86_400_000, now - 3 * 86_400_000, now - 400 * 86_400_000])(
    'a time, by a question: %s',
    (at) => {
      const shown = timeInWords(at, { now, timezone: 'Europe/Paris', phoneNumbers: 'masked' });
      const { problems } = parseFilter(shown, context);
      expect(problems).toMatchObject([{ word: shown }]);
      for (const choice of problems[0]?.choices ?? []) canonical(choice);
      canonical(`since ${shown}`);
    },
  );
});

describe('the same words are read everywhere', () => {
  it.each(labels)('“%s”', (label, words) => {
    const meant = canonical(words);
    const { terms } = storedFilter(meant);
    expect(formatSubscribe(parseSubscribe(`calls ${label}`, context).request)).toBe(`calls ${meant}`.trim());
    expect(parseStats(label, context)).toMatchObject({ problems: [], request: { filter: { terms } } });
    expect(readSubscribeForm(formOf(label))).toEqual({ words: `calls ${label}` });
    const isTime = terms.some(({ kind }) => ['since', 'until', 'day'].includes(kind));
    if (isTime) return;
    expect(parseMute(`${label} 2h`, context).request?.filter).toBe(meant);
    const digest = parseSubscribe(`digest daily 9h30 ${label}`, context);
    expect(digest.problems).toEqual([]);
    expect(digest.request).toMatchObject({ filter: meant, options: { digestTime: '09:30' } });
  });
});

function formOf(filter: string) {
  return {
    topic: { topic: { selected_option: { value: 'calls' } } },
    filter: { filter: { value: filter } },
  };
}

/** Commands in the sources that are written whole. */
const root = join(import.meta.dirname, '../..');
const written = globSync('src/**/*.ts', { cwd: root }).flatMap((path) =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/['"`]\/revox ([a-z][^'"`\n$<[\\]*)['"`]/g)].map(
    ([, line = '']) => line.split(', /revox ')[0]?.trim() ?? '',
  ),
);
/** What is said about a command begins with it, too. */
const isProse = /…|\b(?:cannot|can't|does not)\b/;
const examples = helpTopics.flatMap(({ examples: some }) =>
  some.flatMap(({ typed }) => (typed.startsWith('/revox ') ? [typed.slice(7)] : [])),
);

describe('every command that is written is known', () => {
  it.each([...new Set([...written, ...examples])].filter((line) => !isProse.test(line)))(
    '/revox %s',
    (line) => {
      const { word, input } = routeCommand(line);
      expect(word).not.toBe('unknown');
      expect(routeCommand(`/revox ${line}`)).toMatchObject({ word, input });
      if (word === 'calls' || word === 'export') canonical(input);
      if (word === 'stats') expect(parseStats(input, context).problems).toEqual([]);
      if (word === 'subscribe' && !input.includes('mention'))
        expect(parseSubscribe(input, context).problems).toEqual([]);
    },
  );
});
