import type { TableBlock } from '@slack/types';
import type { ReactNode } from 'react';

import { h } from './h.ts';

type Cell = TableBlock['rows'][number][number];

/** A table whose first row says what the columns are, to a screen reader too. */
export function tableView({ rows, column_settings }: TableBlock, draw: (cell: Cell) => ReactNode): ReactNode {
  const [titles = [], ...body] = rows;
  const alignOf = (column: number) => column_settings?.[column]?.align ?? 'left';
  const row = (tag: 'th' | 'td', cells: Cell[], key: number) =>
    h(
      'tr',
      { key },
      cells.map((cell, column) =>
        h(
          tag,
          { key: column, className: alignOf(column), ...(tag === 'th' ? { scope: 'col' } : {}) },
          content(cell, draw),
        ),
      ),
    );
  // What is wider than the page is scrolled to, from the keyboard too.
  return h(
    'div',
    { className: 'table-frame', role: 'group', 'aria-label': 'Table', tabIndex: 0 },
    h(
      'table',
      null,
      h('thead', null, row('th', titles, 0)),
      h(
        'tbody',
        null,
        body.map((cells, index) => row('td', cells, index)),
      ),
    ),
  );
}

function content(cell: Cell, draw: (cell: Cell) => ReactNode): ReactNode {
  if (cell.type === 'rich_text') return draw(cell);
  const { text, value } = cell as { text?: string; value?: number };
  return text ?? String(value ?? '');
}
