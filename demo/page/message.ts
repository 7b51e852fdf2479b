import type { ReactNode } from 'react';

import type { PostedFile } from '../slack/events.ts';
import { type BlockContext, blocksView, textView } from './blocks.ts';
import type { AnswerItem, MessageItem } from './board.ts';
import { h } from './h.ts';
import { avatar, eye } from './pictures.ts';
import { elementId, type WhereId } from './where.ts';

export interface Shortcut {
  callbackId: string;
  name: string;
}

/** One message of the bot in a channel, or an answer that only the person sees. */
export function itemView(
  item: MessageItem | AnswerItem,
  context: Omit<BlockContext, 'idPrefix'>,
  shortcuts: Shortcut[],
): ReactNode {
  const where = whereOf(item);
  const id = elementId(where);
  const { ts, text, blocks } = item.kind === 'message' ? item.message : item.answer;
  const content = { ...context, idPrefix: id };
  const isAnswer = item.kind === 'answer';
  return h(
    'article',
    {
      id,
      className: isAnswer ? 'message only-you' : 'message',
      'data-where': JSON.stringify(where),
      'aria-labelledby': `${id}-from`,
      tabIndex: -1,
    },
    isAnswer ? h('p', { className: 'note' }, eye(), 'Only visible to you') : null,
    h('div', { className: 'avatar' }, avatar()),
    h(
      'div',
      { className: 'content' },
      h(
        'p',
        { className: 'from', id: `${id}-from` },
        h('strong', null, 'Revox'),
        ' ',
        h('span', { className: 'app' }, 'APP'),
        ' ',
        timeView(ts),
        item.kind === 'message' && item.edited ? h('span', { className: 'edited' }, ' (edited)') : null,
      ),
      blocks.length > 0 ? blocksView(blocks, content) : textView(text, content),
      item.kind === 'message' ? [filesView(item.message.files), repliesView(item)] : null,
    ),
    item.kind === 'message' ? shortcutsView(id, shortcuts) : null,
  );
}

function whereOf(item: MessageItem | AnswerItem): WhereId {
  return item.kind === 'answer'
    ? { kind: 'answer', ts: item.answer.ts }
    : { kind: 'message', channel: item.channel.id, ts: item.message.ts };
}

function timeView(ts: string): ReactNode {
  const at = new Date(Number(ts) * 1000);
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
  return h('time', { dateTime: at.toISOString() }, time);
}

function filesView(files: PostedFile[] = []): ReactNode {
  return files.map(({ id, name, size }) =>
    h(
      'a',
      { key: id, className: 'file', href: `/uploads/${id}/${encodeURIComponent(name)}`, download: name },
      h('strong', null, name),
      h('span', null, `${Math.max(1, Math.round(size / 1024))} kB`),
    ),
  );
}

function repliesView({ message, channel, replies }: MessageItem): ReactNode {
  if (replies === 0) return null;
  const thread = elementId({ kind: 'message', channel: channel.id, ts: message.ts });
  const label = replies === 1 ? '1 reply' : `${replies} replies`;
  return h('button', { key: 'replies', type: 'button', className: 'replies', 'data-thread': thread }, label);
}

/** What an app adds to the menu of a message. */
function shortcutsView(id: string, shortcuts: Shortcut[]): ReactNode {
  if (shortcuts.length === 0) return null;
  const menu = `${id}-shortcuts`;
  return h(
    'div',
    { className: 'message-menu' },
    h(
      'button',
      {
        type: 'button',
        className: 'overflow',
        popoverTarget: menu,
        'aria-haspopup': 'menu',
        'aria-label': 'More actions',
      },
      '⋯',
    ),
    h(
      'div',
      { id: menu, className: 'options', role: 'menu', 'aria-label': 'More actions', popover: 'auto' },
      shortcuts.map(({ callbackId, name }) =>
        h(
          'button',
          { key: callbackId, type: 'button', role: 'menuitem', tabIndex: -1, 'data-shortcut': callbackId },
          name,
        ),
      ),
    ),
  );
}
