import type { ModalView } from '@slack/types';
import { z } from 'zod';

import { carried, mostInView } from './carried.ts';
import type { MessageBlock, Shown } from './rendered.ts';
import { plainText } from './rich.ts';
import { safeText } from './safe-text.ts';
import { viewBlocks } from './view-blocks.ts';

export interface Modal {
  /** Slack shows 24 characters. */
  title: string;
  blocks: MessageBlock[];
  /** With something to fill in, and a button that sends it. */
  form?: Form;
}

interface Form {
  callbackId: string;
  /** What the button says. */
  submit: string;
  /** Id of what it is about; null for something new. */
  about: string | null;
}

/** Any answer, for where only a modal can be shown. */
export function modalOf({ blocks }: Shown): Modal {
  return { title: 'Revox', blocks };
}

/** https://docs.slack.dev/reference/views/modal-views */
export function modalView({ title, blocks, form }: Modal, channelId: string | null = null): ModalView {
  return {
    type: 'modal',
    title: plainText(safeText(title, 24) || 'Revox'),
    close: plainText('Close'),
    blocks: viewBlocks(blocks) as ModalView['blocks'],
    ...(form && { submit: plainText(form.submit), callback_id: form.callbackId }),
    private_metadata: JSON.stringify({ channel: channelId, about: form?.about ?? null }),
  };
}

const opening = carried(
  z.object({ channel: z.string().nullable(), about: z.string().nullable() }),
  mostInView,
);

/** What a modal remembers of where it was opened: Slack keeps it, and people cannot change it. */
export function carriedBy(view: { private_metadata?: string } | undefined): {
  channel: string | null;
  about: string | null;
} {
  return opening.read(view?.private_metadata ?? '') ?? { channel: null, about: null };
}
