import { Readable } from 'node:stream';

import { exportCourier } from '../../src/slack/exports/export-courier.ts';
import { messageKinds } from '../../src/slack/message-kinds.ts';
import { ask } from '../ask.ts';
import type { Row, Verdict } from '../row.ts';
import { options } from '../samples/nouns.ts';
import { post, type Workbench } from '../workbench.ts';
import { verdictOnPost, whatFollows } from './messages.ts';

/** What arrives in the Messages tab: the welcome, and a file. */
export async function* directMessage(bench: Workbench): AsyncGenerator<Row> {
  let channel = '';
  const opened = await ask(async () => {
    const { channel: conversation } = await bench.client.conversations.open({ users: bench.user });
    channel = conversation?.id ?? '';
  });
  yield {
    about: 'open a direct message',
    verdict: opened,
    does: 'says it where the person asked, when it cannot be opened',
    essential: 'direct message',
  };
  if (opened.state === 'taken') yield await welcome(bench, channel);
  yield* file(bench);
}

async function welcome(bench: Workbench, channel: string): Promise<Row> {
  const words = messageKinds.welcome.words({ welcome: true }, options);
  const { outcome } = await post(bench, words, { channel });
  const isRefused = outcome.kind === 'refused';
  return {
    about: 'post in the direct message',
    verdict: verdictOnPost(outcome, bench),
    does: isRefused ? 'says it where the person asked, with what to do' : whatFollows(outcome, words, bench),
    essential: 'direct message',
  };
}

const csv = 'number,outcome\r\n+33 1 99 00 12 34,busy\r\n';

async function* file({ client, sayer, user, left }: Workbench): AsyncGenerator<Row> {
  const courier = exportCourier(client, sayer);
  const content = Readable.from([Buffer.from(csv)]);
  const sent = { name: 'calls.csv', bytes: Buffer.byteLength(csv), content };
  const uploaded = await courier.upload(sent, AbortSignal.timeout(30_000)).catch(failed);
  if (uploaded.kind === 'uploaded') left.files.push(uploaded.fileId);
  yield { about: 'upload a file', ...fileRow(uploaded), essential: 'upload' };
  if (uploaded.kind !== 'uploaded') return;
  const shared = await courier.share(uploaded.fileId, user, {
    kind: 'sent',
    calls: 1,
    masked: true,
  } as never);
  yield { about: 'share the file in the direct message', ...fileRow(shared), essential: 'upload' };
}

function failed(): { kind: 'later'; reason: string } {
  return { kind: 'later', reason: 'the upload broke off' };
}

function fileRow(outcome: { kind: string; reason?: string }): { verdict: Verdict; does: string } {
  const { kind, reason = kind } = outcome;
  if (kind === 'uploaded' || kind === 'shared')
    return { verdict: { state: 'taken' }, does: 'hands over what /revox export wrote' };
  const state = kind === 'refused' ? 'refused' : 'failed';
  return { verdict: { state, said: reason }, does: 'says to the person that there is no file, and why' };
}
