import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';

import type { PostOutcome } from '../../../src/outbox/posting.ts';
import { outboxClient } from '../../../src/slack/line/outbox-client.ts';
import { postingThrough } from '../../../src/slack/posting/post.ts';
import { forgetful } from '../../support/forgetful.ts';
import { silentSdkLog } from '../../support/sdk-log.ts';
import { silentLog } from '../../support/silent-log.ts';
import { type Fault, rateLimited, SlackServer } from '../../support/slack/slack-server.ts';

const post = {
  channel: 'C0CALLS',
  threadTs: null,
  words: { text: 'Hello', blocks: [] },
  metadata: { id: 'message-1', kind: 'calls' as const, calls: 1 },
};

/** Where no answer will come; the product waits ten seconds, and so do the posts that are answered. */
const impatient = { timeoutMs: 300 };

function postingTo(slackApiUrl: string, patience: { timeoutMs?: number } = {}) {
  const client = outboxClient({ token: 'xoxb-test', slackApiUrl, logger: silentSdkLog, ...patience });
  return postingThrough(client, { log: silentLog, refusals: forgetful });
}

async function postOnceWith(
  fault: Fault | null,
): Promise<{ outcome: PostOutcome; accepted: number; asked: number }> {
  await using slack = await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] });
  if (fault !== null) slack.fail({ method: 'chat.postMessage', fault });
  const outcome = await postingTo(slack.url, fault !== null && isLate(fault) ? impatient : {}).post(post);
  return {
    outcome,
    accepted: slack.accepted('message-1').length,
    asked: slack.requestsOf('chat.postMessage').length,
  };
}

function isLate({ kind }: Fault): boolean {
  return kind === 'silent' || kind === 'silent-body' || kind === 'late';
}

const retry = (afterMs: number | null, reason: string): PostOutcome => ({ kind: 'retry', afterMs, reason });
const refused = (reason: string): PostOutcome => ({ kind: 'refused', reason });
const inDoubt = (reason: string): PostOutcome => ({ kind: 'in-doubt', reason });

describe('whatever Slack answers, one post is one request', () => {
  test('an accepted post is sent, with the id that Slack gave it', async () => {
    const { outcome, accepted, asked } = await postOnceWith(null);
    expect(outcome).toEqual({ kind: 'sent', channel: 'C0CALLS', ts: expect.stringMatching(/^\d+\.\d{6}$/) });
    expect({ accepted, asked }).toEqual({ accepted: 1, asked: 1 });
  });

  const either: [string, (accepted: boolean) => Fault, PostOutcome][] = [
    ['the connection is cut', (accepted) => ({ kind: 'cut', accepted }), inDoubt('UND_ERR_SOCKET')],
    ['the answer is cut in its middle', (accepted) => ({ kind: 'cut-body', accepted }), inDoubt('TypeError')],
    ['no answer comes in time', (accepted) => ({ kind: 'silent', accepted }), inDoubt('TimeoutError')],
    [
      'the answer comes too late',
      (accepted) => ({ kind: 'late', ms: 900, accepted }),
      inDoubt('TimeoutError'),
    ],
    [
      'only the head of an answer comes',
      (accepted) => ({ kind: 'silent-body', accepted }),
      inDoubt('TimeoutError'),
    ],
    [
      'the answer is an HTML page',
      (accepted) => ({ kind: 'answer', accepted, body: '<html>Sorry</html>' }),
      inDoubt('unreadable_answer'),
    ],
    [
      'the answer is empty',
      (accepted) => ({ kind: 'answer', accepted, body: '' }),
      inDoubt('unreadable_answer'),
    ],
    [
      'the answer is a bare word',
      (accepted) => ({ kind: 'answer', accepted, body: 'null' }),
      inDoubt('TypeError'),
    ],
    [
      'the answer is an empty object',
      (accepted) => ({ kind: 'answer', accepted, body: '{}' }),
      inDoubt('unreadable_answer'),
    ],
    [
      'the answer is truncated JSON',
      (accepted) => ({ kind: 'answer', accepted, body: '{"ok":true,"chan' }),
      inDoubt('unreadable_answer'),
    ],
    [
      'the server fails',
      (accepted) => ({ kind: 'answer', accepted, status: 500, body: 'oops' }),
      inDoubt('http_500'),
    ],
    [
      'the server is unavailable',
      (accepted) => ({ kind: 'answer', accepted, status: 503, body: '' }),
      inDoubt('http_503'),
    ],
    [
      'a proxy does not find it',
      (accepted) => ({ kind: 'answer', accepted, status: 404, body: '' }),
      inDoubt('http_404'),
    ],
    [
      'it is redirected',
      (accepted) => ({ kind: 'answer', accepted, status: 302, headers: { location: '/elsewhere' } }),
      inDoubt('Error'),
    ],
    [
      'Slack fails inside',
      (accepted) => ({ kind: 'error', accepted, error: 'internal_error' }),
      inDoubt('internal_error'),
    ],
    [
      'Slack fails badly',
      (accepted) => ({ kind: 'error', accepted, error: 'fatal_error' }),
      inDoubt('fatal_error'),
    ],
    [
      'Slack times out inside',
      (accepted) => ({ kind: 'error', accepted, error: 'request_timeout' }),
      inDoubt('request_timeout'),
    ],
    [
      'Slack is unavailable',
      (accepted) => ({ kind: 'error', accepted, error: 'service_unavailable' }),
      inDoubt('service_unavailable'),
    ],
    [
      'Slack uses a word that nobody knows',
      (accepted) => ({ kind: 'error', accepted, error: 'mercury_in_retrograde' }),
      inDoubt('mercury_in_retrograde'),
    ],
    [
      'it is answered for another channel',
      (accepted) => ({ kind: 'changed', accepted, changes: { channel: 'C0OTHER', ts: '1.000000' } }),
      inDoubt('answered-oddly'),
    ],
    [
      'it is answered without an id',
      (accepted) => ({ kind: 'changed', accepted, changes: { ts: undefined } }),
      inDoubt('answered-oddly'),
    ],
    [
      'it is answered with an odd id',
      (accepted) => ({ kind: 'changed', accepted, changes: { ts: 'soon' } }),
      inDoubt('answered-oddly'),
    ],
  ];
  const inDoubtRows = either.flatMap(([what, fault, outcome]) =>
    [true, false].map((accepted) => ({ what, accepted, fault: fault(accepted), outcome })),
  );

  test.for(inDoubtRows)(
    'when $what, it is in doubt (accepted: $accepted)',
    async ({ fault, accepted, outcome }) => {
      expect(await postOnceWith(fault)).toEqual({ outcome, accepted: accepted ? 1 : 0, asked: 1 });
    },
  );

  test.for<[string, Fault, PostOutcome]>([
    ['rate limit in seconds', rateLimited('30'), retry(30_000, 'rate-limited')],
    ['rate limit until a date', rateLimited('Wed, 21 Oct 2026 07:28:00 GMT'), retry(null, 'rate-limited')],
    ['rate limit without a time', rateLimited(null), retry(null, 'rate-limited')],
    [
      'rate limit as a word',
      { kind: 'error', accepted: false, error: 'ratelimited' },
      retry(null, 'rate-limited'),
    ],
    [
      'another word for it',
      { kind: 'error', accepted: false, error: 'rate_limited' },
      retry(null, 'rate-limited'),
    ],
    [
      'too many messages in the workspace',
      { kind: 'error', accepted: false, error: 'message_limit_exceeded' },
      retry(null, 'rate-limited'),
    ],
  ])('%s: not posted, tried again later', async ([, fault, outcome]) => {
    expect(await postOnceWith(fault)).toEqual({ outcome, accepted: 0, asked: 1 });
  });

  test.for([
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'invalid_auth',
    'not_authed',
    'token_revoked',
    'token_expired',
    'account_inactive',
    'missing_scope',
    'restricted_action',
    'restricted_action_read_only_channel',
    'no_text',
    'metadata_too_large',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'too_many_attachments',
    'team_access_not_granted',
    'ekm_access_denied',
  ])('%s: not posted, and a person has to act', async (error) => {
    const { outcome, accepted } = await postOnceWith({ kind: 'error', accepted: false, error });
    expect({ outcome, accepted }).toEqual({ outcome: refused(error), accepted: 0 });
  });

  test.for(['thread_not_found', 'cannot_reply_to_message'])(
    '%s: not posted, and pointless, since the message in whose thread it belongs is gone',
    async (error) => {
      const { outcome, accepted } = await postOnceWith({ kind: 'error', accepted: false, error });
      expect({ outcome, accepted }).toEqual({ outcome: { kind: 'pointless', reason: error }, accepted: 0 });
    },
  );

  test.for(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'])(
    '%s: not posted because of its blocks, with the place that Slack names',
    async (error) => {
      const messages = ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]'];
      const { outcome } = await postOnceWith({ kind: 'error', accepted: false, error, messages });
      expect(outcome).toEqual({ kind: 'blocks-refused', pointer: '/blocks/1/text/text', reason: error });
    },
  );

  test('blocks refused without a place', async () => {
    const { outcome } = await postOnceWith({ kind: 'error', accepted: false, error: 'invalid_blocks' });
    expect(outcome).toEqual({ kind: 'blocks-refused', pointer: null, reason: 'invalid_blocks' });
  });

  test.for(['127.0.0.1', 'localhost'])('where nobody listens (%s), nothing was posted', async (host) => {
    const outcome = await postingTo(`http://${host}:${await closedPort()}/api/`).post(post);
    expect(outcome).toEqual(retry(null, 'ECONNREFUSED'));
  });

  test('where there is no such host, nothing was posted', async () => {
    const outcome = await postingTo('https://slack.invalid/api/').post(post);
    expect(outcome).toMatchObject({
      kind: 'retry',
      reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
    });
  });
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}
