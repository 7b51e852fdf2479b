import type { WebClient } from '@slack/web-api';

import { type MessageMetadata, metadataEventType } from '../calls/message.ts';
import type { Edit, EditOutcome, Post, Posting, PostOutcome } from '../outbox/posting.ts';
import { findMessage } from './find-message.ts';
import { editFailed, postAnswered, postFailed } from './post-outcome.ts';

/** @param client One that never retries by itself, see `outboxClient`: a second post would be a second message. */
export function postingThrough(client: WebClient): Posting {
  return {
    post: (post) => postMessage(client, post),
    edit: (edit) => editMessage(client, edit),
    find: (search) => findMessage(client, search),
  };
}

/** https://docs.slack.dev/reference/methods/chat.postMessage */
async function postMessage(client: WebClient, post: Post): Promise<PostOutcome> {
  const { channel, threadTs, words, metadata } = post;
  try {
    const answer = await client.chat.postMessage({
      channel,
      text: words.text,
      ...(words.blocks.length === 0 ? {} : { blocks: [...words.blocks] }),
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
      metadata: metadataOf(metadata),
      // Slack would fetch a link by itself, and recordings are private.
      unfurl_links: false,
      unfurl_media: false,
    });
    return postAnswered(answer, channel);
  } catch (error) {
    return postFailed(error);
  }
}

function metadataOf(payload: MessageMetadata) {
  return { event_type: metadataEventType, event_payload: { ...payload } };
}

/** Slack refuses an update with more than this as its text, in UTF-8. */
const mostTextBytes = 4_000;

/** https://docs.slack.dev/reference/methods/chat.update. Metadata that is not mentioned stays. */
async function editMessage(client: WebClient, { channel, ts, words, metadata }: Edit): Promise<EditOutcome> {
  try {
    await client.chat.update({
      channel,
      ts,
      text: within(words.text, mostTextBytes),
      blocks: [...words.blocks],
      ...(metadata && { metadata: metadataOf(metadata) }),
      // Unlike for a post, the default would turn `@here` in our text into a mention.
      parse: 'none',
    });
    return { kind: 'edited' };
  } catch (error) {
    return editFailed(error);
  }
}

function within(text: string, mostBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= mostBytes) return text;
  // A character cut in two decodes to a replacement character.
  return `${bytes
    .subarray(0, mostBytes - 3)
    .toString()
    .replace(/\uFFFD$/, '')}…`;
}
