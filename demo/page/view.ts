import type { ReactNode } from 'react';

import type { OpenView } from '../slack/events.ts';
import { type BlockContext, blocksView } from './blocks.ts';
import { h } from './h.ts';
import { avatar, cross } from './pictures.ts';
import { elementId } from './where.ts';

type Context = Omit<BlockContext, 'idPrefix'>;

/** The content of the one dialog element of the page. */
export function modalView(view: OpenView, context: Context): ReactNode {
  const where = { kind: 'view' as const, id: view.id };
  const id = elementId(where);
  const hasParent = Boolean(view.previous_view_id);
  return h(
    'form',
    { id, 'data-where': JSON.stringify(where), noValidate: true },
    h(
      'header',
      null,
      h('span', { className: 'avatar small' }, avatar()),
      h('h2', { id: 'modal-title', tabIndex: -1 }, view.title?.text ?? 'Revox'),
      h(
        'button',
        { type: 'button', className: 'icon', 'data-close-modal': true, 'aria-label': 'Close' },
        cross(),
      ),
    ),
    h(
      'div',
      { className: 'modal-blocks', tabIndex: 0, role: 'group', 'aria-labelledby': 'modal-title' },
      blocksView(view.blocks, { ...context, idPrefix: id }),
    ),
    h(
      'footer',
      null,
      h('p', { className: 'error', role: 'alert', 'data-form-error': true }),
      h(
        'button',
        { type: 'button', className: 'button plain', 'data-close-modal': true },
        view.close?.text ?? (hasParent ? 'Back' : 'Close'),
      ),
      view.submit ? h('button', { type: 'submit', className: 'button primary' }, view.submit.text) : null,
    ),
  );
}

/** The Home tab of the bot. */
export function homeView(view: OpenView, context: Context): ReactNode {
  const where = { kind: 'view' as const, id: view.id };
  const id = elementId(where);
  return h(
    'div',
    { id, 'data-where': JSON.stringify(where), className: 'home-blocks' },
    blocksView(view.blocks, { ...context, idPrefix: id }),
  );
}
