import { WebClient } from '@slack/web-api';
import { describe, expect, it, test } from 'vitest';
import {
  createMemberships,
  type Membership,
  membershipOf,
  type SlackUser,
} from '../../../src/slack/door/membership.ts';
import type { Workspace } from '../../../src/slack/line/identity.ts';
import { quietSdkLog } from '../../../src/slack/line/sdk-log.ts';
import { silentLog } from '../../support/silent-log.ts';
import { startSocketModeServer } from '../../support/slack/socket-mode-server.ts';

const ours = { team_id: 'T0OURS' };
const workspace = { teamId: 'T0OURS', enterpriseId: null };
const ofOrganisation = { teamId: 'T0OURS', enterpriseId: 'E0ORG' };
/** As `users.info` tells of people in an Enterprise organisation. */
const inTeams = (...teams: string[]) => ({ enterprise_user: { enterprise_id: 'E0ORG', teams } });
const sister = { team_id: 'T0SISTER' };

const people: [what: string, user: SlackUser, is: Membership, our?: Workspace][] = [
  ['of our workspace', ours, 'member'],
  ['of another workspace', { team_id: 'T0OTHER' }, 'stranger'],
  ['of nobody knows which workspace', {}, 'stranger'],
  ['whom Slack calls a stranger', { ...ours, is_stranger: true }, 'stranger'],
  ['who is a guest of several channels', { ...ours, is_restricted: true }, 'guest'],
  ['who is a guest of one channel', { ...ours, is_restricted: true, is_ultra_restricted: true }, 'guest'],
  ['who was deactivated', { ...ours, deleted: true, is_restricted: true }, 'deactivated'],
  ['who is a bot', { ...ours, is_bot: true }, 'bot'],
  ['of our workspace in an organisation', { ...ours, ...inTeams('T0OURS') }, 'member', ofOrganisation],
  [
    'whose own workspace is a sister, but who is in ours too',
    { ...sister, ...inTeams('T0SISTER', 'T0OURS') },
    'member',
    ofOrganisation,
  ],
  [
    'who is a guest in ours, and whose own workspace is a sister',
    { ...sister, ...inTeams('T0SISTER', 'T0OURS'), is_restricted: true },
    'guest',
    ofOrganisation,
  ],
  ['of a sister workspace alone', { ...sister, ...inTeams('T0SISTER') }, 'colleague', ofOrganisation],
  ['who left our workspace for a sister', { ...ours, ...inTeams('T0SISTER') }, 'colleague', ofOrganisation],
  ['who is of the organisation and of no workspace', inTeams(), 'colleague', ofOrganisation],
  [
    'of another organisation',
    { team_id: 'T0OTHER', enterprise_user: { enterprise_id: 'E0OTHER', teams: ['T0OTHER'] } },
    'stranger',
    ofOrganisation,
  ],
  ['of another organisation, to a workspace of none', { ...sister, ...inTeams('T0SISTER') }, 'stranger'],
  ['of an organisation that is not told', { ...sister, enterprise_user: {} }, 'stranger', ofOrganisation],
  ['whose teams are not told, of our workspace', { ...ours, enterprise_user: {} }, 'member', ofOrganisation],
];

test.each(people)('somebody %s is one', (_, user, is, our = workspace) => {
  expect(membershipOf(user, our)).toBe(is);
});

describe('Slack is asked about people', () => {
  async function meet() {
    const slack = await startSocketModeServer();
    let time = 0;
    const retryConfig = { retries: 0 };
    const logger = quietSdkLog(silentLog);
    const client = new WebClient('xoxb-test', { slackApiUrl: slack.apiUrl, retryConfig, logger });
    const memberships = createMemberships(client, () => time);
    return {
      slack,
      says: (answer: Record<string, unknown>) => slack.behave({ answers: { 'users.info': answer } }),
      later: (ms: number) => {
        time += ms;
      },
      anna: () => memberships('U0ANNA', workspace),
      asked: () => slack.asked.length,
      [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose](),
    };
  }
  const minuteMs = 60_000;
  const broken = { ok: false, error: 'internal_error' };

  it('once in five minutes', async () => {
    await using it = await meet();
    expect([await it.anna(), await it.anna(), it.asked()]).toEqual(['member', 'member', 1]);
    it.says({ user: { ...ours, is_restricted: true } });
    it.later(5 * minuteMs);
    expect([await it.anna(), it.asked()]).toEqual(['guest', 2]);
  });

  it.each(['user_not_found', 'user_not_visible'])(
    'and whom it answers %s about is a stranger',
    async (error) => {
      await using it = await meet();
      it.says({ ok: false, error });
      expect(await it.anna()).toBe('stranger');
    },
  );

  it.each([broken, { ok: false, error: 'missing_scope' }, { user: undefined }])(
    'and who is not known yet is not guessed when it answers %j',
    async (answer) => {
      await using it = await meet();
      it.says(answer);
      expect(await it.anna()).toBe('not-told');
    },
  );

  it('and who was known is the same for a day while it does not answer', async () => {
    await using it = await meet();
    await it.anna();
    it.says(broken);
    it.later(23 * 60 * minuteMs);
    expect(await it.anna()).toBe('member');
    it.later(2 * 60 * minuteMs);
    expect(await it.anna()).toBe('not-told');
  });
});
