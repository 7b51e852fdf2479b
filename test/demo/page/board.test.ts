import { beforeEach, describe, expect, it } from 'vitest';

import { eventStream } from '../../../demo/event-stream.ts';
import { type Board, type Change, openBoard } from '../../../demo/page/board.ts';
import type { OpenView, PostedMessage, SlackEvent } from '../../../demo/slack/events.ts';

const channel = { id: 'C1', name: 'calls' };
let events: ReturnType<typeof eventStream<SlackEvent>>;
let board: Board;
let changes: Change[];

beforeEach(() => {
  events = eventStream<SlackEvent>();
  board = openBoard(events.listen);
  changes = [];
  board.listen((change) => changes.push(change));
});

describe('messages', () => {
  it('stand in the order in which they came, each once, as they were last edited', () => {
    post('1.1', 'One call ended.');
    post('1.2', 'Another call ended.');
    edit('1.1', 'One call ended, with a recording.');
    expect(shownMessages()).toEqual([
      { text: 'One call ended, with a recording.', edited: true },
      { text: 'Another call ended.', edited: false },
    ]);
    expect(changes.map((change) => change.kind === 'put' && change.isNew)).toEqual([true, true, false]);
  });

  it('keep through an edit what the edit does not say', () => {
    const metadata = { event_type: 'revox_news', event_payload: { id: 'm1' } };
    events.emit({ kind: 'message', channel, message: { ...message('1.1', 'One call'), metadata } });
    edit('1.1', 'One call, edited');
    expect(board.find({ kind: 'message', channel: 'C1', ts: '1.1' })).toMatchObject({
      message: { metadata },
    });
  });

  it('count the replies in their thread, an edited reply once', () => {
    post('1.1', 'Revox does not answer.');
    events.emit({
      kind: 'message',
      channel,
      message: { ...message('1.2', 'It is over.'), thread_ts: '1.1' },
    });
    events.emit({ kind: 'edit', channel, message: { ...message('1.2', 'It is over!'), thread_ts: '1.1' } });
    const [parent] = board.all();
    expect(parent).toMatchObject({ item: { replies: 1 } });
  });
});

describe('answers', () => {
  it('take the place of the one they replace', () => {
    answer('9.1', 'Page one');
    answer('9.1', 'Page two');
    expect(changes.map((change) => change.kind === 'put' && change.isNew)).toEqual([true, false]);
    expect(board.find({ kind: 'answer', ts: '9.1' })).toMatchObject({ answer: { text: 'Page two' } });
  });

  it('are not there for somebody who comes later, as in Slack after a reload', () => {
    post('1.1', 'One call ended.');
    answer('9.1', 'Page one');
    view({ id: 'V1' });
    expect(board.all()).toMatchObject([{ item: { message: { text: 'One call ended.' } } }]);
  });

  it('go away when the bot takes them away', () => {
    answer('9.1', 'Page one');
    answer('9.1', '', true);
    expect(board.find({ kind: 'answer', ts: '9.1' })).toBeNull();
    expect(changes.at(-1)).toEqual({ kind: 'taken', id: 'answer-9.1' });
  });
});

describe('modals', () => {
  it('lie on top of each other, and the one below is seen again when the top one closes', () => {
    view({ id: 'V1' });
    view({ id: 'V2', previous_view_id: 'V1' });
    view({ id: 'V1', hash: 'changed below' });
    expect(board.modal()).toMatchObject({ id: 'V2' });
    board.closeModal();
    expect(board.modal()).toMatchObject({ id: 'V1', hash: 'changed below' });
    board.closeModal();
    expect(board.modal()).toBeNull();
  });

  it('all close with one that asks for it, and another that is opened stands alone', () => {
    view({ id: 'V1' });
    view({ id: 'V2', previous_view_id: 'V1', clear_on_close: true });
    board.closeModal();
    expect(board.modal()).toBeNull();
    view({ id: 'V3' });
    view({ id: 'V4' });
    board.closeModal();
    expect(board.modal()).toBeNull();
  });

  it('leave Home where it is', () => {
    view({ id: 'V1', type: 'home' });
    expect(board.modal()).toBeNull();
    expect(board.all().at(-1)).toMatchObject({ kind: 'home', view: { id: 'V1' } });
    expect(board.find({ kind: 'view', id: 'V1' })).toMatchObject({ kind: 'view' });
  });
});

function message(ts: string, text: string): PostedMessage {
  return { ts, text, blocks: [] };
}

function post(ts: string, text: string): void {
  events.emit({ kind: 'message', channel, message: message(ts, text) });
}

function edit(ts: string, text: string): void {
  events.emit({ kind: 'edit', channel, message: message(ts, text) });
}

function answer(ts: string, text: string, deleted = false): void {
  events.emit({ kind: 'answer', answer: { ts, channel, text, blocks: [], replaces: ts, deleted } });
}

function view(given: Partial<OpenView>): void {
  events.emit({ kind: 'view', view: { id: '', type: 'modal', title: null, blocks: [], ...given } });
}

function shownMessages() {
  return board.all().flatMap((change) => {
    if (change.kind !== 'put' || change.item.kind !== 'message') return [];
    return [{ text: change.item.message.text, edited: change.item.edited }];
  });
}
