import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatFilter } from '../../../src/calls/filter.ts';
import { asTyped } from '../../../src/calls/typed-text.ts';
import { allCommands, helpTopics, routeCommand } from '../../../src/slack/routes/commands.ts';
import { anyFilter } from '../../support/arbitrary-filter.ts';

/** As Slack sends a line, whether people were recognised in it or not. */
const mentions = [
  '@Revox ',
  '@revox, ',
  '<@U0BOT|revox> ',
  '<@U0BOT|Revox>: ',
  '/revox @Revox ',
  '@Revox /revox ',
];

const read = (text: string) => {
  const { word, input, handler } = routeCommand(asTyped(text));
  return { word, input, handler };
};

/** Every command alone, what help shows and sums up, and what operations managers say. */
const corpus = [
  ...allCommands.map(({ word }) => word),
  ...helpTopics.flatMap(({ usage, examples }) => [usage ?? '', ...examples.map(({ typed }) => typed)]),
  ...[
    '',
    '?',
    'hot leads this week',
    'rappels de demain',
    'mute for lunch',
    'todo <@U0ANA|ana>',
    '@ana',
    'errored',
  ],
  ...[
    'call <tel:+33199001234|+33 1 99 00 12 34>',
    'mute busy until 14h',
    'show me failed calls',
    'quiet @revox',
  ],
].map((line) => line.replace(/^\/revox\s*/, ''));

describe('a line that begins with the name of the bot is the same without it', () => {
  it.each(mentions)('%s…', (mention) => {
    expect(corpus.length).toBeGreaterThan(100);
    for (const line of corpus) expect(read(`${mention}${line}`)).toEqual(read(line));
  });

  it('whatever is searched for', () => {
    fc.assert(
      fc.property(anyFilter, fc.constantFrom(...mentions), (filter, mention) => {
        const line = `calls ${formatFilter(filter)}`;
        expect(read(`${mention}${line}`)).toEqual(read(line));
      }),
    );
  });

  it('and somebody else who is named is meant', () => {
    for (const line of ['<@U0ANA|ana> calls', '@revox-fan calls', '<@U0BOT> calls'])
      expect(read(line)).toMatchObject({ word: 'unknown', input: line });
  });
});
