import { type Row, wordsOf } from './row.ts';

const marks = { taken: '✓', refused: '✗', failed: '✗', 'not asked': '–' } as const;

/** One line of the table, as it goes. */
export function lineOf(row: Row, count: number): string {
  const { about, verdict, does } = row;
  const mark =
    row.essential === null && verdict.state !== 'taken' && verdict.state !== 'not asked'
      ? '!'
      : marks[verdict.state];
  const said = verdict.state === 'not asked' ? `not asked: ${verdict.how}` : wordsOf(verdict);
  return `${String(count).padStart(3)} ${mark} ${about.padEnd(58)} ${said.padEnd(28)} → ${does}`;
}

export const legend = `  ✓ taken   ✗ refused, and the product needs it   ! refused, and the product does without   – not asked
  What was asked, what Slack said → what the product does then`;
