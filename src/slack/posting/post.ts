import type { WebClient } from '@slack/web-api';

import { type MessageMetadata, metadataEventType, publicKind } from '../../calls/message.ts';
import type { Edit, EditOutcome, Post, Posting, PostOutcome, Words } from '../../outbox/posting.ts';
import type { Rendered } from '../blocks/rendered.ts';
import { inBestForm, type Sayer } from '../door/best-form.ts';
import { isTabOff } from '../line/tab-refusals.ts';
import { findMessage } from './find-message.ts';
import { editFailed, postAnswered, postFailed } from './post-outcome.ts';

/** @param client One that never retries on its own, see `outboxClient`: a second post would be a second message. */
export function postingThrough(client: WebClient, sayer: Sayer): Posting {
  return {
    post: (post) => postMessage(client, post, sayer),
    edit: (edit) => editMessage(client, edit, sayer),
    find: (search) => findMessage(client, search),
  };
}

/** A person is a place too: https://docs.slack.dev/reference/methods/chat.postMessage */
async function postMessage(client: WebClient, post: Post, sayer: Sayer): Promise<PostOutcome> {
  if (!/^[UW]/.test(post.channel)) return postIn(client, post, sayer);
  let channel: string | undefined;
  try {
    channel = (await client.conversations.open({ users: post.channel })).channel?.id;
  } catch (error) {
    const outcome = postFailed(error);
    // Nothing was sent, whatever became of that.
    return outcome.kind === 'in-doubt' ? { kind: 'retry', afterMs: null, reason: outcome.reason } : outcome;
  }
  if (channel === undefined) return { kind: 'retry', afterMs: null, reason: 'answered-oddly' };
  return postIn(client, { ...post, channel }, sayer);
}

async function postIn(client: WebClient, post: Post, sayer: Sayer): Promise<PostOutcome> {
  const { channel, threadTs, words, metadata, mayGoOn = () => true } = post;
  const about = { messageId: metadata.id, channel, kind: metadata.kind };
  const send = ({ text, blocks }: Words) =>
    client.chat.postMessage({
      channel,
      text,
      ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
      metadata: metadataOf(metadata),
      // Slack would fetch a link on its own, and recordings are private.
      unfurl_links: false,
      unfurl_media: false,
    });
  try {
    const place = { surface: 'message' as const, about, mayGoOn };
    return postAnswered(await inBestForm(words as Rendered, send, place, sayer), channel);
  } catch (error) {
    const outcome = postFailed(error);
    if (isTabOff(error)) await sayer.refusals.noteDirectMessage(true);
    // Refused is not posted, and a simpler form is tried when there is time for it.
    if (outcome.kind !== 'blocks-refused' || mayGoOn()) return outcome;
    return { kind: 'retry', afterMs: null, reason: outcome.reason };
  }
}

function metadataOf(payload: MessageMetadata) {
  return { event_type: metadataEventType, event_payload: { ...payload, kind: publicKind(payload.kind) } };
}

/** https://docs.slack.dev/reference/methods/chat.update. Metadata that is not mentioned stays. */
async function editMessage(client: WebClient, edit: Edit, sayer: Sayer): Promise<EditOutcome> {
  const { channel, ts, words, metadata } = edit;
  const send = ({ text, blocks }: Words) =>
    client.chat.update({
      channel,
      ts,
      text,
      blocks: [...blocks],
      ...(metadata && { metadata: metadataOf(metadata) }),
      // Unlike for a post, the default would turn `@here` in our text into a mention.
      parse: 'none',
    });
  try {
    await inBestForm(words as Rendered, send, { surface: 'message', about: { channel } }, sayer);
    return { kind: 'edited' };
  } catch (error) {
    return editFailed(error);
  }
}
