import type { Button } from '@slack/types';
import type { CallListReply } from './call-list-reply.ts';
import { mostInButton } from './carried.ts';
import { counted } from './numbers.ts';
import { button, confirmation } from './rich.ts';

export function pageButtons({ newer, older }: CallListReply) {
  return [
    newer === null ? null : button('Newer', 'list_newer', newer),
    older === null ? null : button('Older', 'list_older', older),
  ];
}

/** The page goes to the channel as it is here, with masked numbers, so it is asked for twice. */
export function shareButton({ share, calls }: CallListReply): Button | null {
  if (share === null) return null;
  const text = `Everybody here will see ${calls.length === 1 ? 'this call' : `these ${calls.length} calls`}.`;
  return {
    ...button('Share to channel', 'share_list', share),
    confirm: confirmation('Share to this channel?', text, 'Share'),
  };
}

/** What one message tells is no filter, and can only be read. */
export function exportButton({ filter, messageId }: CallListReply): Button | null {
  if (messageId !== null || filter.length > mostInButton) return null;
  return button('Export', 'export_list', filter.trim() === '' ? undefined : filter);
}

/** New calls never move the rows under the reader's eyes: they are offered instead. */
export function newerCalls({ newerCount, refresh }: CallListReply): Button | null {
  return newerCount < 1 || refresh === null
    ? null
    : button(counted(newerCount, 'newer call'), 'list_refresh', refresh);
}
