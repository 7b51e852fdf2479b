import { renderMessage } from '../../../src/slack/messages/render-message.ts';
import { sampleMessages } from '../../../verify/samples/messages.ts';
import { options } from '../../../verify/samples/nouns.ts';
import type { Piece } from './pieces.ts';

const named = { user: 'U0000001', channel: 'C0000001' };

export const channelMessages: Piece[] = sampleMessages(named).map(({ name, caption, subject }) => {
  const { text, blocks } = renderMessage(subject, options);
  return { name, caption, shown: { kind: 'message', text, blocks: blocks as never[] } };
});
