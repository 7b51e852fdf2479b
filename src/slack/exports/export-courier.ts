import { Readable } from 'node:stream';
import type { WebClient } from '@slack/web-api';

import type { ExportNews } from '../../calls/export-news.ts';
import type { Courier, ExportFile, Later, Refused, Sent, Shared, Uploaded } from '../../exports/courier.ts';
import type { Rendered } from '../blocks/rendered.ts';
import { inBestForm, type Sayer } from '../door/best-form.ts';
import { type Addressee, writeToPerson } from '../door/write-to-person.ts';
import { apiFailureOf } from '../line/api-failure.ts';
import { respond } from '../line/response-url.ts';
import { fetchFromSlack } from '../line/slack-fetch.ts';
import { exportCaption, renderExportNews, renderStayingNews } from './export.ts';

/** Slack takes files of any size, and a slow line its time. */
const uploadWithinMs = 5 * 60_000;

/** @param client A client that never retries on its own: a second `completeUploadExternal` could be a second message. */
export function exportCourier(client: WebClient, sayer: Sayer): Courier {
  return {
    upload: (file, stopping) => orTrouble(() => upload(client, file, stopping)),
    share: (fileId, userId, sent) => share(client, fileId, userId, sent),
    respond: (responseUrl, news) => answer(client, responseUrl, news, sayer),
    write: (to, news) => write(client, to, news, sayer),
  };
}

/**
 * The SDK's own way reads the whole file into memory first.
 * https://docs.slack.dev/messaging/working-with-files#uploading_files
 */
async function upload(client: WebClient, file: ExportFile, stopping: AbortSignal): Promise<Uploaded> {
  const { name, bytes, content } = file;
  const ticket = await client.files.getUploadURLExternal({ filename: name, length: bytes });
  const { upload_url: url, file_id: fileId } = ticket;
  if (url === undefined || fileId === undefined) return later('no upload URL');
  const response = await fetchFromSlack(client.slackApiUrl)(url, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'content-length': String(bytes) },
    body: Readable.toWeb(content) as ReadableStream<Uint8Array>,
    duplex: 'half',
    signal: AbortSignal.any([stopping, AbortSignal.timeout(uploadWithinMs)]),
  });
  await response.arrayBuffer();
  return response.ok ? { kind: 'uploaded', fileId } : later(`upload_${response.status}`);
}

/** https://docs.slack.dev/reference/methods/files.completeUploadExternal takes no user id, only a conversation's. */
async function share(client: WebClient, fileId: string, userId: string, sent: Sent): Promise<Shared> {
  const opened = await orTrouble(() => openConversation(client, userId));
  if ('kind' in opened) return opened;
  try {
    await client.files.completeUploadExternal({
      files: [{ id: fileId, title: 'Calls' }],
      channel_id: opened.channel,
      initial_comment: exportCaption(sent),
    });
    return { kind: 'shared' };
  } catch (error) {
    const failure = apiFailureOf(error);
    return failure.kind === 'unclear' ? { kind: 'in-doubt', reason: failure.code } : troubleOf(error);
  }
}

async function openConversation(client: WebClient, userId: string): Promise<{ channel: string } | Later> {
  const { channel } = await client.conversations.open({ users: userId });
  return channel?.id === undefined ? later('no conversation') : { channel: channel.id };
}

async function write(client: WebClient, to: Addressee, news: ExportNews, sayer: Sayer): Promise<void> {
  await writeToPerson(client, to, renderStayingNews(news), sayer).catch((err: unknown) => {
    sayer.log.warn({ err, outcome: news.kind }, 'could not notify the person about their export');
  });
}

async function answer(client: WebClient, responseUrl: string, news: ExportNews, sayer: Sayer) {
  const place = { surface: 'ephemeral' as const, about: { outcome: news.kind } };
  const send = (form: Rendered) => respond(client, responseUrl, form, true);
  try {
    await inBestForm(renderExportNews(news), send, place, sayer);
    return true;
  } catch {
    return false;
  }
}

function later(reason: string, afterMs: number | null = null): Later {
  return { kind: 'later', reason, afterMs };
}

async function orTrouble<Result>(step: () => Promise<Result>): Promise<Result | Later | Refused> {
  try {
    return await step();
  } catch (error) {
    return troubleOf(error);
  }
}

/** Of a request that showed nothing to anybody, or certainly did not. */
function troubleOf(error: unknown): Later | Refused {
  const failure = apiFailureOf(error);
  if (failure.kind === 'rate-limited') return later('rate-limited', failure.afterMs);
  if (failure.kind === 'refused' && !passing.has(failure.code))
    return { kind: 'refused', reason: failure.code };
  return later(failure.code);
}

/** Slack's own troubles, which are over in a while. */
const passing = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);
