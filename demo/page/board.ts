import { eventStream } from '../event-stream.ts';
import type { Answer, Channel, OpenView, PostedMessage, SlackEvent } from '../slack/events.ts';
import type { Where } from '../slack/payloads.ts';
import { closed, shown } from './view-stack.ts';
import { elementId, type WhereId } from './where.ts';

export interface MessageItem {
  kind: 'message';
  channel: Channel;
  message: PostedMessage;
  edited: boolean;
  /** How many replies its thread has. */
  replies: number;
}

export interface AnswerItem {
  kind: 'answer';
  answer: Answer;
}

/** Something on the page was put up, changed or taken away; each says the whole of what it is about. */
export type Change =
  | { kind: 'put'; id: string; item: MessageItem | AnswerItem; isNew: boolean }
  | { kind: 'taken'; id: string }
  | { kind: 'modal'; view: OpenView | null }
  | { kind: 'home'; view: OpenView };

export interface Board {
  /**
   * What stands on it for somebody who opens it again, in the order in which it came: Slack keeps neither answers that
   * only one person sees nor open modals over a reload.
   */
  all(): Change[];
  listen(listener: (change: Change) => void): () => void;
  /** What a control of the page belongs to, if that is still there. */
  find(where: WhereId): Where | null;
  modal(): OpenView | null;
  closeModal(): void;
  closeAllModals(): void;
}

/** What one person sees of the workspace, kept up with what happens there. */
export function openBoard(listen: (listener: (event: SlackEvent) => void) => () => void): Board {
  const items = new Map<string, MessageItem | AnswerItem>();
  const changes = eventStream<Change>();
  let modals: OpenView[] = [];
  let home: OpenView | null = null;
  listen(happened);

  return {
    all: () => [
      ...[...items]
        .filter(([, { kind }]) => kind === 'message')
        .map(([id, item]) => ({ kind: 'put' as const, id, item, isNew: false })),
      ...(home === null ? [] : [{ kind: 'home' as const, view: home }]),
    ],
    listen: changes.listen,
    find,
    modal: () => modals.at(-1) ?? null,
    closeModal: () => showModals(closed(modals)),
    closeAllModals: () => showModals([]),
  };

  function happened(event: SlackEvent): void {
    switch (event.kind) {
      case 'message':
      case 'edit':
        putMessage(event.channel, event.message, event.kind === 'edit');
        break;
      case 'answer':
        if (event.answer.deleted) take(event.answer);
        else putAnswer(event.answer);
        break;
      case 'view':
        if (event.view.type === 'home') showHome(event.view);
        else showModals(shown(modals, event.view));
    }
  }

  function putMessage(channel: Channel, message: PostedMessage, edited: boolean): void {
    const id = elementId({ kind: 'message', channel: channel.id, ts: message.ts });
    const known = items.get(id);
    const before = known?.kind === 'message' ? known : null;
    const replies = before?.replies ?? 0;
    put(id, { kind: 'message', channel, message: { ...before?.message, ...message }, edited, replies });
    if (message.thread_ts !== undefined && before === null) countReply(channel, message.thread_ts);
  }

  function countReply(channel: Channel, ts: string): void {
    const id = elementId({ kind: 'message', channel: channel.id, ts });
    const parent = items.get(id);
    if (parent?.kind === 'message') put(id, { ...parent, replies: parent.replies + 1 });
  }

  function putAnswer(answer: Answer): void {
    put(elementId({ kind: 'answer', ts: answer.ts }), { kind: 'answer', answer });
  }

  function put(id: string, item: MessageItem | AnswerItem): void {
    const isNew = !items.has(id);
    items.set(id, item);
    changes.emit({ kind: 'put', id, item, isNew });
  }

  function take({ ts }: Answer): void {
    const id = elementId({ kind: 'answer', ts });
    items.delete(id);
    changes.emit({ kind: 'taken', id });
  }

  function showModals(stack: OpenView[]): void {
    modals = stack;
    changes.emit({ kind: 'modal', view: modals.at(-1) ?? null });
  }

  function showHome(view: OpenView): void {
    home = view;
    changes.emit({ kind: 'home', view });
  }

  function find(where: WhereId): Where | null {
    if (where.kind === 'view') {
      const view = [...modals, home].find((open) => open?.id === where.id) ?? null;
      return view === null ? null : { kind: 'view', view };
    }
    const item = items.get(elementId(where));
    if (item === undefined) return null;
    return item.kind === 'answer'
      ? { kind: 'answer', answer: item.answer }
      : { kind: 'message', channel: item.channel, message: item.message };
  }
}
