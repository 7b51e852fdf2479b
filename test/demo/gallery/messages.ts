import { sampleMessages } from '../../../verify/samples/messages.ts';
import type { Piece } from './pieces.ts';

const named = { user: 'U0000001', channel: 'C0000001' };

export const channelMessages: Piece[] = sampleMessages(named).map(({ name, caption, rendered }) => {
  const { text, blocks } = rendered;
  return { name, caption, shown: { kind: 'message', text, blocks: blocks as never[] } };
});
