import type { RichTextDate } from '@slack/types';
import { describe, expect, it } from 'vitest';

import { withText } from '../../../src/slack/blocks/aloud.ts';
import type { Line } from '../../../src/slack/blocks/rich.ts';
import {
  endElement,
  endInWords,
  timeAfter,
  timeElement,
  timeFirst,
  timeInWords,
} from '../../../src/slack/blocks/times.ts';
import { now, options } from '../../../verify/samples/nouns.ts';
import { channelMessages } from '../../demo/gallery/messages.ts';

const hour = 3_600_000;

describe('a time in a message', () => {
  it('is of a day in the zone of its reader, however long after', () => {
    expect(timeElement(now - hour, options)).toMatchObject({
      format: '\u200b{date_short_pretty} at {time}',
      fallback: '14 Jul at 13:35',
    });
    expect(timeInWords(now - 24 * hour, options)).toBe('13 Jul at 14:35');
    expect(timeInWords(now - 365 * 24 * hour, options)).toBe('14 Jul 2025 at 14:35');
  });

  it('begins with a capital only where a line does, since Slack gives one to what begins with a day', () => {
    const starts = (line: Line) => (line.at(-1) as RichTextDate).format.startsWith('{date_short_pretty}');
    expect(starts([timeFirst(now, options)])).toBe(true);
    expect(starts(timeAfter('', now, options))).toBe(true);
    expect(starts(timeAfter(' until ', now, options))).toBe(false);
  });

  it('names one day once, where it is a span', () => {
    const [from, to] = [now - 3 * hour, now - hour];
    expect(endElement(from, to, options)).toMatchObject({ format: '{time}', fallback: '13:35' });
    expect(endInWords(from, to, options)).toBe('13:35');
    expect(endInWords(from, from + 24 * hour, options)).toBe('15 Jul at 11:35');
  });

  it.each(channelMessages.map(({ name, shown }) => [name, shown] as const))(
    'has its day in %s',
    (_, shown) => {
      for (const dates of linesOfDates(shown))
        expect(dates.map(({ format }, index) => index === 0 && !format.includes('{date'))).not.toContain(
          true,
        );
      const { text } = withText(shown as Parameters<typeof withText>[0]);
      expect(
        text
          .replaceAll(dated, '')
          .replaceAll(byClocksOfCallees, '')
          .match(/\d\d:\d\d/g),
      ).toBeNull();
    },
  );
});

/** “14 Jul at 14:35”, and what follows it on the same day. */
const dated = /\d{1,2} [A-Z][a-z]{2}(?: \d{4})? at \d\d:\d\d(?:(?: to|, found by) \d\d:\d\d)*/g;

/** “10:00–13:00”, “13:31 in France”: hours in which one may call, and the time there. */
const byClocksOfCallees = /\d\d:\d\d–\d\d:\d\d|\d\d:\d\d in [A-Z]/g;

/** The dates of each block, in the order in which they are read. */
function linesOfDates(shown: object): RichTextDate[][] {
  const blocks = 'blocks' in shown ? (shown.blocks as unknown[]) : [];
  return blocks.map(datesIn).filter((dates) => dates.length > 0);
}

function datesIn(value: unknown): RichTextDate[] {
  if (Array.isArray(value)) return value.flatMap(datesIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'date') return [value as RichTextDate];
  return Object.values(value).flatMap(datesIn);
}
