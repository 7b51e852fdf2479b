import { describe, expect, test } from 'vitest';

import { banned, type Place } from './words/banned.ts';
import { allTexts, type Text, textsOfPage, textsOfSnapshots, textsOfSource } from './words/texts.ts';

const everywhere: Place[] = ['page', 'said', 'logged', 'shown', 'comment', 'title'];

test('nothing that people read has banned words', () => {
  const texts = allTexts();

  expect(new Set(texts.map(({ place }) => place))).toEqual(new Set([...everywhere, 'name']));
  expect(findIn(texts)).toEqual([]);
});

describe('the list of banned words', () => {
  test.each(banned)('$words is not what should be said instead', ({ words, better }) => {
    expect(better).not.toMatch(words);
  });

  test.each([
    'That is not clear yet',
    'In the last 7 days this would have told you of 380 calls, about 54 a day.',
    'No call is “phone:+33199001234”. So there is no file.',
    'Taken back: it is as it was before.',
    'Calls fail on our side: Too many calls',
    'Revox does not answer. Revox answered with status 500.',
    'Nothing to do but wait: it is tried again by itself.',
    'Counted here instead of told one by one: 3',
    'Talk time: half under 1 min 1 s, nine in ten under 2 min 2 s',
    'How the calls ended stays, for counts. Calls to come are a new matter.',
    'What comes meanwhile is counted, and told together then.',
    'The nearest that has calls: Since 7 days',
    'Nothing waits to be told · As Revox told it 1 s ago',
    'All the time',
    'made by the settings of the bot 03:24',
    'one call, whole',
    'a form to click it together',
    'a CSV file of calls, to you',
    'calls that ring or talk now',
    'This channel hears of no calls, so there is nothing to mute.',
    'This list is too old to be turned.',
    'I no longer know this button. It is from another version of me.',
    'nobody was talked to',
    'What looks something up can be saved; “mute” does something, and is better typed.',
    'No call ended then that fits.',
    'The line about it in this channel has an Undo.',
    'Clock: not looked at, since nobody told the time.',
    'how far from usual things must be to be an incident here',
    "I didn't understand that.",
  ])('has “%s”', (sentence) => {
    const source = { path: 'src/slack/blocks/rich.ts', line: 1, place: 'said' as const, words: sentence };

    expect(findIn([source])).not.toEqual([]);
  });
});

describe('texts', () => {
  const places = (texts: Text[]) => texts.map(({ line, place, words }) => [line, place, words.trim()]);

  test('of a page are its lines, without what one types', () => {
    expect(places(textsOfPage('README.md', '# Title\n\nType `/revox yield`.'))).toEqual([
      [1, 'page', '# Title'],
      [3, 'page', 'Type `…`.'],
    ]);
  });

  test('of a source are its sentences, comments and names', () => {
    const source = [
      "const it = 'a word'; // Why.",
      '/** It is',
      ' *  so. */',
      "log.warn({ it }, 'a line of it');",
      `const kind = \`told $\{of.whom} of \\\`code\\\`\`;`,
      "const key = 'told', query = sql`select told from tells`;",
    ].join('\n');

    expect(places(textsOfSource('src/main.ts', source))).toEqual([
      [1, 'said', 'a word'],
      [4, 'logged', 'a line of it'],
      [5, 'said', 'told … of `…`'],
      [1, 'comment', '// Why.'],
      [2, 'comment', '/** It is'],
      [3, 'comment', '*  so. */'],
      [1, 'name', 'const it =         ;'],
      [4, 'name', 'log.warn({ it },               );'],
      [5, 'name', 'const kind =                              ;'],
      [6, 'name', 'const key =       , query =                            ;'],
    ]);
  });

  test('of a snapshot are its lines, without what buttons carry', () => {
    const snapshot =
      'expect(it).toMatchInlineSnapshot(`\n  "text: 3 calls \\`busy\\`\n  [Open → open_call told]"\n`);';

    expect(places(textsOfSnapshots('test/main.test.ts', snapshot))).toEqual([
      [2, 'shown', '"text: 3 calls `…`'],
      [3, 'shown', '[Open]"'],
    ]);
  });
});

function findIn(texts: Text[]) {
  return texts.flatMap(({ path, line, place, words }) =>
    banned
      .filter((row) => (row.places ?? everywhere).includes(place) && (row.files?.test(path) ?? true))
      .flatMap((row) => {
        const word = row.words.exec(words)?.[0];
        if (word === undefined) return [];
        const advice = `${path}:${line} “${word}”: say ${row.better} (${row.why}): ${words.trim()}`;
        return [advice];
      }),
  );
}
