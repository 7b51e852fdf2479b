import { renderToStaticMarkup } from 'react-dom/server';

import { shownPlace, shownText } from '../slack/shown-text.ts';
import type { BlockContext } from './blocks.ts';
import type { AnswerItem, Change, MessageItem } from './board.ts';
import { itemView, type Shortcut } from './message.ts';
import { homeView, modalView } from './view.ts';
import { elementId } from './where.ts';

/** One change as the page's script carries it out: what is put or taken, and where. */
export interface Patch {
  kind: Change['kind'];
  /** Of the element that is put in place of an earlier one of the same id. */
  id: string;
  /** A channel id; for a reply the element id of the message it answers; empty where there is one place. */
  place: string;
  /** Empty where something is taken away. */
  html: string;
  /** What a screen reader says of it; empty for what is no news. */
  said: string;
  /** How its channel is marked once it is put there and nobody looks. */
  unread: Unread;
}

/** Slack shows a channel with posts in bold; a number beside it counts mentions of the person and direct messages. */
export type Unread = 'no' | 'bold' | 'counted';

export interface PatchContext {
  blocks: Omit<BlockContext, 'idPrefix'>;
  shortcuts: Shortcut[];
  personId: string;
  directMessageId: string;
}

export function patchOf(change: Change, context: PatchContext): Patch {
  const { blocks, shortcuts } = context;
  const silent = { said: '', unread: 'no' } as const;
  switch (change.kind) {
    case 'put': {
      const { id, item, isNew } = change;
      const html = markup(itemView(item, blocks, shortcuts));
      const unread = unreadBy(item, context);
      return { kind: 'put', id, place: placeOf(item), html, said: isNew ? said(item, context) : '', unread };
    }
    case 'taken':
      return {
        ...silent,
        kind: 'taken',
        id: change.id,
        place: '',
        html: '',
        said: 'The answer was taken away.',
      };
    case 'modal': {
      const html = change.view === null ? '' : markup(modalView(change.view, blocks));
      return { ...silent, kind: 'modal', id: change.view === null ? '' : change.view.id, place: '', html };
    }
    case 'home':
      return {
        ...silent,
        kind: 'home',
        id: change.view.id,
        place: '',
        html: markup(homeView(change.view, blocks)),
      };
  }
}

function placeOf(item: MessageItem | AnswerItem): string {
  if (item.kind === 'answer') return item.answer.channel.id;
  const { channel, message } = item;
  return message.thread_ts === undefined
    ? channel.id
    : elementId({ kind: 'message', channel: channel.id, ts: message.thread_ts });
}

function unreadBy(item: MessageItem | AnswerItem, { personId, directMessageId }: PatchContext): Unread {
  if (item.kind === 'answer' || item.message.thread_ts !== undefined) return 'no';
  const names = JSON.stringify([item.message.blocks, item.message.text]);
  const isForThem =
    names.includes(`"user_id":"${personId}"`) ||
    names.includes(`<@${personId}>`) ||
    /"type":"(usergroup|broadcast)"|<!(subteam|here|channel)/.test(names);
  return item.channel.id === directMessageId || isForThem ? 'counted' : 'bold';
}

function said(item: MessageItem | AnswerItem, { blocks: names, directMessageId }: PatchContext): string {
  if (item.kind === 'answer') return `Only visible to you: ${shownText(item.answer.text, names)}`;
  const { channel, message } = item;
  const what = channel.id === directMessageId ? 'New direct message' : `New in ${shownPlace(channel, names)}`;
  return `${what}: ${shownText(message.text, names)}`;
}

/** The library gives every message the same id; its styles are served for its class instead. */
function markup(node: Parameters<typeof renderToStaticMarkup>[0]): string {
  return renderToStaticMarkup(node).replaceAll('id="slack_blocks_to_jsx" ', '');
}
