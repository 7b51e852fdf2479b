import { WebClient } from '@slack/web-api';
import { expect, it } from 'vitest';
import { peopleThrough } from '../../../src/slack/follow-ups/people.ts';
import { findFollowUp } from '../../../src/store/follow-ups/follow-ups.ts';
import { openSqlite } from '../../support/database.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';
import { silentSdkLog } from '../../support/sdk-log.ts';
import { meetPerson } from '../../support/slack/slack-person.ts';
import { homeOpened } from '../../support/slack/slack-requests.ts';
import { startSocketModeServer, until } from '../../support/slack/socket-mode-server.ts';

const annas = { state: 'taken', owner: 'U0ANNA', takenAt: 1 } as const;

it.each(['HTTP', 'Socket Mode'] as const)(
  'who leaves a channel no longer has its follow-ups, over %s',
  async (way) => {
    await using store = await openSqlite();
    await using person = await meetPerson(way, store.db);
    await storeFollowUps(
      store.db,
      sampleFollowUp({ callId: 'here', channel: 'C0CALLS', ...annas }),
      sampleFollowUp({ callId: 'elsewhere', channel: 'C0OTHER', ...annas }),
      sampleFollowUp({ callId: 'of-ben', channel: 'C0CALLS', ...annas, owner: 'U0BEN' }),
    );
    const event = { type: 'member_left_channel', user: 'U0ANNA', channel: 'C0CALLS', channel_type: 'C' };
    await person.sends({ ...homeOpened(), event });
    const stateOf = async (id: string) => (await findFollowUp(store.db, id))?.state;
    let here = await stateOf('here');
    await until(() => {
      void stateOf('here').then((state) => {
        here = state;
      });
      return here === 'open';
    });
    expect(await Promise.all(['here', 'elsewhere', 'of-ben'].map(stateOf))).toEqual([
      'open',
      'taken',
      'taken',
    ]);
  },
);

it.each([
  ['is there', { members: ['U0BEN', 'U0ANNA'] }, { deleted: false }, true],
  ['left the channel', { members: ['U0BEN'] }, { deleted: false }, false],
  ['is deactivated', { members: ['U0ANNA'] }, { deleted: true }, false],
  ['may be there', { ok: false, error: 'missing_scope' }, { deleted: false }, true],
  ['is deactivated, wherever', { ok: false, error: 'missing_scope' }, { deleted: true }, false],
] as const)('Slack says whether somebody %s', async (_, members, user, isThere) => {
  await using slack = await startSocketModeServer();
  slack.behave({
    answers: { 'conversations.members': { ok: true, ...members }, 'users.info': { ok: true, user } },
  });
  const client = new WebClient('xoxb-test', {
    slackApiUrl: slack.apiUrl,
    logger: silentSdkLog,
    retryConfig: { retries: 0 },
  });
  expect(await peopleThrough(client).isThere('C0CALLS', 'U0ANNA')).toBe(isThere);
});
