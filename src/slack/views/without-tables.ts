import type { RichTextElement, TableBlock } from '@slack/types';

import type { MessageBlock } from '../messages/rendered.ts';
import { dotted, type Line, paragraph, words } from '../messages/rich.ts';

/** Slack draws tables in messages only. In a view, each row is a line: “1 · ● Human · +33 •••• 5678 · 14:32”. */
export function withoutTables(blocks: MessageBlock[]): MessageBlock[] {
  return blocks.flatMap((block) => (block.type === 'table' ? asLines(block) : [block]));
}

/** The titles of the columns go: in a line of a few words each of them speaks for itself. */
function asLines({ rows }: TableBlock): MessageBlock[] {
  return paragraph(...rows.slice(1).map((row) => dotted(...row.map(cellLine))));
}

function cellLine(cell: TableBlock['rows'][number][number]): Line | null {
  if (cell.type === 'rich_text')
    return cell.elements.flatMap((element) =>
      'elements' in element ? (element.elements as RichTextElement[]) : [],
    );
  const text = String(cell.text);
  return text === '–' ? null : [words(text, 80)];
}
