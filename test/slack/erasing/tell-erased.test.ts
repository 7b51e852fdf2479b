import { expect, it } from 'vitest';
import { type Erased, tellErased } from '../../../src/slack/erasing/tell-erased.ts';
import { outboxClient } from '../../../src/slack/line/outbox-client.ts';
import { forgetful } from '../../support/forgetful.ts';
import { mondayNoon } from '../../support/sample-calls.ts';
import { silentSdkLog } from '../../support/sdk-log.ts';
import { silentLog } from '../../support/silent-log.ts';
import { type Fault, SlackServer } from '../../support/slack/slack-server.ts';

const erased: Erased = {
  askedBy: 'U0ANNA',
  askedIn: 'C0CALLS',
  askedAt: mondayNoon,
  calls: 12,
  messages: 2,
  quotes: 0,
  resembling: [],
  unedited: [{ channel: 'C0OLD', ts: '1.000000' }],
  files: { deleted: 0, left: [] },
};
const options = { phoneNumbers: 'masked' as const, timezone: 'UTC', now: mondayNoon };

async function meet() {
  const slack = await SlackServer.start();
  slack.on('chat.postEphemeral', () => ({ ok: true, message_ts: '1.000000' }));
  const client = outboxClient({ token: 'xoxb-test', slackApiUrl: slack.url, logger: silentSdkLog });
  return {
    slack,
    tell: (different: Partial<Erased> = {}) =>
      tellErased({ client, log: silentLog, refusals: forgetful }, { ...erased, ...different }, options),
    refuses: (fault: Fault) => slack.fail({ method: 'chat.postMessage', fault, times: 9 }),
    inChannel: () => slack.requestsOf('chat.postEphemeral').map(({ params }) => params),
    [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose](),
  };
}

it('who had somebody erased is notified in a direct message, which names nobody', async () => {
  await using it = await meet();
  await it.tell();
  expect(it.slack.messagesIn('D0U0ANNA').map(({ text }) => text)).toEqual([
    expect.stringContaining('12 calls and 2 messages'),
  ]);
  expect(it.inChannel()).toEqual([]);
});

it('where Slack refuses that, they are notified where they asked, with what to do', async () => {
  await using it = await meet();
  it.refuses({ kind: 'error', accepted: false, error: 'messages_tab_disabled' });
  await it.tell();
  const [told] = it.inChannel();
  expect(told).toMatchObject({ channel: 'C0CALLS', user: 'U0ANNA' });
  expect(told?.text).toContain('12 calls and 2 messages');
  expect(told?.text).toContain('App Home → Messages Tab');
});

it('for blocks that Slack refuses, words do', async () => {
  await using it = await meet();
  it.slack.fail({
    method: 'chat.postMessage',
    fault: { kind: 'error', accepted: false, error: 'invalid_blocks' },
    where: ({ blocks }) => blocks !== undefined,
  });
  await it.tell();
  expect(it.slack.messagesIn('D0U0ANNA')).toMatchObject([{ blocks: [] }]);
});

it('what may have arrived is not said a second time, and what nobody could be shown is an error', async () => {
  await using it = await meet();
  it.refuses({ kind: 'cut', accepted: true });
  await expect(it.tell()).rejects.toThrow();
  expect(it.inChannel()).toEqual([]);
  it.slack.heal();
  it.refuses({ kind: 'error', accepted: false, error: 'messages_tab_disabled' });
  await expect(it.tell({ askedIn: null })).rejects.toThrow();
});

it('files that Slack keeps are named by who has them, and those that are deleted are counted', async () => {
  await using it = await meet();
  await it.tell({ files: { deleted: 2, left: ['U0BEN'] } });
  const [{ text } = { text: '' }] = it.slack.messagesIn('D0U0ANNA');
  expect(text).toContain('I deleted 2 files with these calls.');
  expect(text).toContain('Slack doesn’t let me delete 1 file with these calls.');
  expect(text).toContain('U0BEN');
});

it('settings that ask for what others have too are listed by place and field, without the value', async () => {
  await using it = await meet();
  const resembling = [
    { kind: 'subscription', place: 'C0CALLS', field: 'town' },
    { kind: 'search', place: 'U0BEN', field: 'town' },
  ] as const;
  await it.tell({ resembling: [...resembling] });
  const [{ text } = { text: '' }] = it.slack.messagesIn('D0U0ANNA');
  expect(text).toContain(
    'These settings filter by a value that other people’s calls have too, so I kept them.',
  );
  expect(text).toContain('C0CALLS');
  expect(text).toContain('U0BEN');
});
