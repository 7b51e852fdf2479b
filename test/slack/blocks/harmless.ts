import { expect } from 'vitest';
import { withText } from '../../../src/slack/blocks/aloud.ts';
import type { Shown } from '../../../src/slack/blocks/rendered.ts';
import { messageProblems } from '../../support/fits-slack.ts';
import { kindsOf, shownStrings } from './arbitrary.ts';

const tokensOfOurOwn = /<!date\^\d+\^[^|>]*\|[^>]*>|<#C0123456789>/g;

/** Slack takes it, and nothing in it mentions, links, formats or hides anything. */
export function expectHarmless(shown: Shown, mayLink = false): void {
  const rendered = withText(shown);
  expect(messageProblems(rendered)).toEqual([]);
  expectPlain(rendered.blocks, mayLink);
  const text = rendered.text.replaceAll(tokensOfOurOwn, '');
  expect(text).not.toMatch(/[<>]|@|#|:\/\/|`|\*|www\.evil/);
  expectVisible(rendered.text);
}

/** The same of blocks alone. */
export function expectPlain(blocks: unknown[], mayLink: boolean): void {
  expect(kindsOf(blocks)).not.toEqual(expect.arrayContaining(['mrkdwn']));
  expect(kindsOf(blocks)).not.toContain('broadcast');
  if (!mayLink) expect(kindsOf(blocks)).not.toContain('link');
  for (const shown of shownStrings(blocks)) expectVisible(shown);
}

/** How a time of ours goes on within a sentence, which no one else can write. */
const ownFormat = /(?<=^|<!date\^\d+\^)\u200b\{date(?=_short_pretty\} at )/g;

/** What one reads is what is there. */
function expectVisible(shown: string): void {
  expect(shown.isWellFormed()).toBe(true);
  expect(shown.replaceAll(ownFormat, '{date')).not.toMatch(/\p{Cf}|\p{Co}|[^\n\P{Cc}]/u);
}
