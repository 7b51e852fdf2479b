import { expect, test } from 'vitest';
import { checkMessage } from '../../../../demo/slack/rules/check-message.ts';
import { checkView } from '../../../../demo/slack/rules/check-view.ts';
import { limits } from '../../../../demo/slack/rules/limits.ts';
import { statements } from '../../../../demo/slack/rules/statements.ts';
import { refusedBlocks, refusedViews } from './refused.ts';

const inMessages = { surface: 'message', doubts: 'refused' } as const;

test.each(refusedBlocks)('%s is refused', (_, blocks, pointer, rule) => {
  expect(checkMessage({ text: 'x', blocks }, inMessages)).toContainEqual(
    expect.objectContaining({ pointer, rule }),
  );
});

test.each(refusedViews)('%s is refused in a view', (_, view, pointer, rule) => {
  expect(checkView(view, { doubts: 'refused' })).toContainEqual(expect.objectContaining({ pointer, rule }));
});

test('a message of nothing, a text of 4,001 bytes and a name with a period are refused, each by its word', () => {
  const metadata = { event_type: 'call.ended', event_payload: { 'message id': 'm' } };
  const refused = [
    ...checkMessage({ text: '' }, inMessages),
    ...checkMessage({ text: 'é'.repeat(2001) }, inMessages),
    ...checkMessage({ text: 'x', metadata }, inMessages),
  ];
  expect(refused.map(({ pointer, error, rule }) => [pointer, error, rule])).toEqual([
    ['/text', 'no_text', 'message.empty'],
    ['/text', 'msg_too_long', 'message.text'],
    ['/metadata/event_type', 'invalid_metadata_schema', 'metadata.names'],
    ['/metadata/event_payload/message id', 'invalid_metadata_schema', 'metadata.names'],
  ]);
});

test('each length, count and statement has something that it refuses', () => {
  const shown = new Set([...refusedBlocks, ...refusedViews].map(([, , , rule]) => rule));
  const byText = ['message.empty', 'message.text', 'metadata.names'];

  expect([...shown, ...byText].toSorted()).toEqual(
    [...Object.keys(limits), ...Object.keys(statements)].toSorted(),
  );
});
