import type { ModalView } from '@slack/types';

import type { MessageBlock, Rendered } from '../messages/rendered.ts';
import { safeText } from '../messages/safe-text.ts';
import { withoutTables } from './without-tables.ts';

export interface Modal {
  /** Slack shows 24 characters. */
  title: string;
  blocks: MessageBlock[];
}

/** Any answer, for where only a modal can be shown. */
export function modalOf({ blocks }: Rendered): Modal {
  return { title: 'Revox', blocks };
}

/** https://docs.slack.dev/reference/views/modal-views */
export function modalView({ title, blocks }: Modal): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: safeText(title, 24) || 'Revox', emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks: withoutTables(blocks).filter(({ type }) => type !== 'data_visualization') as ModalView['blocks'],
  };
}
