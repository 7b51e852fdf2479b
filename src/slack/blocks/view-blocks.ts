import type { SectionBlock } from '@slack/types';

import type { MessageBlock } from './rendered.ts';
import { fragileKinds, without } from './simpler.ts';

/** A view has neither charts nor tables, whatever the workspace takes in messages. */
export function viewBlocks(blocks: MessageBlock[]): MessageBlock[] {
  return without(fragileKinds, blocks);
}

const mostCharacters = 3_000;

/** The text of a message, for where a block has to be: Slack reads it as it does in a message. */
export function inSections(text: string): SectionBlock[] {
  const parts = [''];
  for (const line of text.split('\n')) {
    const longer = `${parts.at(-1)}\n${line}`.trimStart();
    if (longer.length <= mostCharacters) parts[parts.length - 1] = longer;
    else parts.push(line.slice(0, mostCharacters));
  }
  return parts.map((part) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: part || '–', verbatim: true },
  }));
}
