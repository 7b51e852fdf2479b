import { readFile } from 'node:fs/promises';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

import { blockStyles } from '../../../demo/page/block-styles.ts';
import { h } from '../../../demo/page/h.ts';
import { itemView } from '../../../demo/page/message.ts';
import { styles } from '../../../demo/page/shell.ts';
import { homeView, modalView } from '../../../demo/page/view.ts';
import { now } from '../../../verify/samples/nouns.ts';
import type { Piece, ShownView } from './pieces.ts';

/** One page with every piece on it, drawn as the demo workspace draws it. */
export async function drawGallery(pieces: Piece[]): Promise<string> {
  const css = await Promise.all([blockStyles(), ...styles.map(clientStyle)]);
  return `<!doctype html>${renderToStaticMarkup(
    h(
      'html',
      { lang: 'en', 'data-theme': 'light' },
      h(
        'head',
        null,
        h('title', null, 'Everything the bot shows'),
        h('style', { dangerouslySetInnerHTML: { __html: [...css, own].join('\n') } }),
      ),
      h('body', null, h('main', null, pieces.map(frame))),
    ),
  )}`;
}

/** Each piece has the width it has in Slack, and nothing scrolls. */
const own = `
  html, body { height: auto; overflow: visible; display: block; background: var(--page); }
  .frame { width: 720px; padding: 4px 0; background: var(--page); }
  .frame dialog { position: static; width: 560px; max-height: none; margin: 8px; box-shadow: none; }
  .frame .modal-blocks { max-height: none; overflow: visible; }
  .frame form { max-height: none; }
`;

function frame(piece: Piece): ReactNode {
  return h(
    'section',
    { key: piece.name, id: piece.name, className: 'frame', 'aria-label': piece.caption },
    drawn(piece),
  );
}

function drawn({ name, shown }: Piece): ReactNode {
  const ts = String(now / 1000);
  switch (shown.kind) {
    case 'message': {
      const message = { ts, text: shown.text, blocks: shown.blocks };
      return itemView({ kind: 'message', channel, message, edited: false, replies: 0 }, context, []);
    }
    case 'answer': {
      const answer = { ts, channel, text: shown.text, blocks: shown.blocks, replaces: null, deleted: false };
      return itemView({ kind: 'answer', answer }, context, []);
    }
    case 'modal':
      return h(
        'dialog',
        { open: true, className: 'modal' },
        modalView(openView(name, 'modal', shown.view), context),
      );
    case 'home':
      return homeView(openView(name, 'home', shown.view), context);
  }
}

function openView(id: string, type: 'modal' | 'home', { title = null, submit, close, blocks }: ShownView) {
  return { id, type, title, submit: submit ?? null, close: close ?? null, blocks };
}

function clientStyle(name: string): Promise<string> {
  return readFile(new URL(`../../../demo/page/client/${name}.css`, import.meta.url), 'utf8');
}

const channel = { id: 'C0CALLS', name: 'calls' };
const context = {
  channels: [channel, { id: 'C0000001', name: 'calls' }, { id: 'C0123456789', name: 'calls' }],
  users: [
    { id: 'U0000001', name: 'you' },
    { id: 'U0ANNA', name: 'you' },
  ],
};
