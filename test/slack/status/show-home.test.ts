import { describe, expect, it } from 'vitest';
import { sentence } from '../../../src/slack/door/sentence.ts';
import { writeToPerson } from '../../../src/slack/door/write-to-person.ts';
import { outboxClient } from '../../../src/slack/line/outbox-client.ts';
import { rememberedRefusals } from '../../../src/slack/line/refusals.ts';
import { scopesNeeded } from '../../../src/slack/line/scopes.ts';
import { messagesTabOff } from '../../../src/slack/line/tab-refusals.ts';
import { postingThrough } from '../../../src/slack/posting/post.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { openIncident } from '../../../src/store/incidents/incidents.ts';
import { enqueueMessage } from '../../../src/store/messages/messages.ts';
import { saveSearch } from '../../../src/store/settings/saved-searches.ts';
import { viewProblems } from '../../support/fits-slack.ts';
import { control, listed, meetWith, optionOf, shown } from '../../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';
import { silentSdkLog } from '../../support/sdk-log.ts';
import { silentLog } from '../../support/silent-log.ts';
import type { Way } from '../../support/slack/slack-person.ts';
import { homeOpened, viewAction } from '../../support/slack/slack-requests.ts';
import { SlackServer } from '../../support/slack/slack-server.ts';

const calls = [
  sampleCall({ id: 'human' }),
  sampleCall({ id: 'voicemail', result: 'voicemail', endedAt: mondayNoon - 3_600_000 }),
  failedCall('too_many_calls', { id: 'ours', endedAt: mondayNoon - 60_000 }),
  failedCall('busy', { id: 'yesterday', endedAt: mondayNoon - 24 * 3_600_000 }),
];
const now = () => mondayNoon + 60_000;

describe.each<Way>(['HTTP', 'Socket Mode'])('the Home tab over %s', (way) => {
  it('is drawn for who opens it: today, what is wrong, what they saved, how the bot is', async () => {
    await using it = await meetWith(calls, { now }, way);
    const facts = { reason: 'Revox does not answer.', nextStep: null, count: 3 };
    await openIncident(it.db, { kind: 'revox-unreachable', about: '', facts }, mondayNoon);
    await saveSearch(it.db, 'U0ANNA', { name: 'mine', command: 'calls errored' }, mondayNoon);
    await saveSearch(it.db, 'U0BERT', { name: 'theirs', command: 'calls human' }, mondayNoon);

    const home = await it.person.opensHome();
    expect(home.view).toMatchObject({
      method: 'views.publish',
      type: 'home',
      parameters: { user_id: 'U0ANNA' },
    });
    expect(viewProblems(home.view)).toEqual([]);
    const all = shown(home);
    for (const part of ['Today, Monday 2 March', '3 calls', '1 failed, 1 in your setup', 'Too many calls'])
      expect(all).toContain(part);
    expect(all).toContain('Open · Revox API is failing');
    expect(all).toContain('mine');
    expect(all).not.toContain('theirs');
    expect(all).toContain('Nothing queued');
  });
});

describe('the Home tab', () => {
  it('begins with what this person has to follow up, and a press there draws it again', async () => {
    await using it = await meetWith(calls, { now });
    const hers = { state: 'taken', owner: 'U0ANNA', takenAt: mondayNoon } as const;
    await storeFollowUps(
      it.db,
      sampleFollowUp({ callId: 'human', ...hers }),
      sampleFollowUp({ callId: 'voicemail', state: 'taken', owner: 'U0BERT', takenAt: mondayNoon }),
      sampleFollowUp({ callId: 'yesterday', channel: 'C0OTHER', dueAt: mondayNoon - 1 }),
    );
    const home = await it.person.opensHome();
    const all = shown(home);
    expect(all.indexOf('My follow-ups')).toBeLessThan(all.indexOf('Today, Monday 2 March'));
    // Of today and what is left of other days: with nobody's, and with what is done since.
    expect(all).toContain('3 to call back: 2 taken, 1 overdue');
    expect(control(home, 'follow_done').value).toBe('{"c":"human"}');
    expect(all).not.toContain('{"c":"voicemail"}');
    await it.person.clicksIn(home.view, 'follow_done', control(home, 'follow_done').value);
    await expect
      .poll(() => it.person.slack.views.filter(({ method }) => method === 'views.publish').length)
      .toBe(2);
    expect(JSON.stringify(it.person.slack.views.at(-1)?.blocks)).not.toContain('My follow-ups');
    const everywhere = await it.person.clicksIn(home.view, 'run_command_1', 'todo everywhere');
    expect(shown(everywhere)).toContain('"channel_id":"C0OTHER"');
    expect(shown(everywhere)).not.toContain('todo_take');
  });

  it('has no chart and no table, as Slack may refuse both there', async () => {
    await using it = await meetWith(calls, { now });
    const home = await it.person.opensHome();
    expect(shown(home)).toContain('3 calls');
    expect(home.blocks.map((block) => (block as { type: string }).type)).not.toContain('table');
    expect(shown(home)).not.toContain('data_visualization');
    expect(it.person.slack.asked.filter(({ method }) => method === 'views.publish')).toHaveLength(1);
  });

  it('is drawn in words when Slack refuses its blocks', async () => {
    await using it = await meetWith(calls, { now });
    it.person.slack.behave({
      refuses: (_, { view = '' }) => (view.includes('rich_text') ? 'invalid_arguments' : null),
    });
    const home = await it.person.opensHome();
    expect(viewProblems(home.view)).toEqual([]);
    expect(shown(home)).toContain('3 calls');
    expect(shown(home)).toContain('Nothing queued');
  });

  it('shows what was asked for itself where no modal can be opened any more, with a way back', async () => {
    await using it = await meetWith(calls, { now });
    await park(it.db);
    const home = await it.person.opensHome();
    it.person.slack.behave({
      refuses: (method) => (method === 'views.open' ? 'expired_trigger_id' : null),
    });
    const answer = await it.person.clicksIn(home.view, 'retry_parked');
    expect(answer.view).toMatchObject({ method: 'views.publish', parameters: { user_id: 'U0ANNA' } });
    expect(shown(answer)).toContain('I’m retrying the parked message.');
    expect(control(answer, 'home_refresh').text?.text).toBe('Back to Home');
    const again = await it.person.clicksIn(answer.view, 'home_refresh');
    expect(shown(again)).toContain('3 calls');
    expect(it.person.slack.views).toHaveLength(3);
    expect(it.person.slack.asked.map(({ method }) => method)).not.toContain('chat.postMessage');
  });

  it('opens lists as modals, which turn and lead to calls', async () => {
    await using it = await meetWith(calls, { now });
    const home = await it.person.opensHome();
    const list = await it.person.clicksIn(
      home.view,
      'list_calls',
      optionOf(home, 'list_calls', 'Every call (3)'),
    );
    expect(list.view).toMatchObject({ method: 'views.open', type: 'modal' });
    expect(viewProblems(list.view)).toEqual([]);
    expect(listed(list)).toEqual(['human', 'ours', 'voicemail']);
    expect(shown(list)).not.toContain('share_list');

    const failed = control(list, 'list_status').options?.find(({ text }) => text.text === 'Errored')?.value;
    const narrowed = await it.person.clicksIn(list.view, 'list_status', failed);
    expect(narrowed.view).toMatchObject({ method: 'views.update', id: list.view?.id });
    expect(listed(narrowed)).toEqual(['ours']);

    const call = await it.person.clicksIn(narrowed.view, 'open_call', 'ours');
    expect(call.view?.method).toBe('views.push');
    expect(shown(call)).toContain('The concurrency limit was hit.');
  });

  it('is drawn again when asked to', async () => {
    await using it = await meetWith(calls, { now });
    const home = await it.person.opensHome();
    const again = await it.person.clicksIn(home.view, 'home_refresh');
    expect(again.view).toMatchObject({ method: 'views.publish', type: 'home' });
  });

  it('is drawn again when something was changed from it', async () => {
    await using it = await meetWith(calls, { now });
    await park(it.db);
    const home = await it.person.opensHome();
    const answer = await it.person.clicksIn(home.view, 'retry_parked');
    expect(answer.view?.method).toBe('views.open');
    expect(shown(answer)).toContain('I’m retrying the parked message.');
    await it.person.slack.until(() => it.person.slack.views.length === 3);
    const again = it.person.slack.views[2];
    expect(again).toMatchObject({ method: 'views.publish', parameters: { user_id: 'U0ANNA' } });
    expect(JSON.stringify(home.blocks)).toContain('retry_parked');
    expect(JSON.stringify(again?.blocks)).not.toContain('retry_parked');
  });

  it('is not drawn for somebody of another workspace who clicks on it', async () => {
    await using it = await meetWith(calls, { now });
    await park(it.db);
    const { view } = await it.person.opensHome();
    if (view === undefined) throw new Error('no Home was drawn');
    const stranger = { id: 'U0EVE', team_id: 'T0OTHER' };
    it.person.slack.behave({ answers: { 'users.info': { user: { team_id: 'T0OTHER' } } } });
    await it.person.sends({ ...viewAction(view, 'retry_parked', undefined), user: stranger });
    await it.person.slack.until(() => it.person.slack.views.length === 2);
    await it.person.types('help');
    expect(it.person.slack.views.map(({ method }) => method)).toEqual(['views.publish', 'views.open']);
  });

  it('shows what went wrong in its own place', async () => {
    await using it = await meetWith(calls, { now });
    await it.db.schema.dropTable('set_aside').execute();
    const home = await it.person.opensHome();
    expect(home.view).toMatchObject({ method: 'views.publish', type: 'home' });
    expect(shown(home)).toContain('That didn’t work');
  });

  it('is not shown to somebody of another workspace', async () => {
    await using it = await meetWith(calls, { now });
    it.person.slack.behave({ answers: { 'users.info': { user: { team_id: 'T0OTHER' } } } });
    const home = await it.person.opensHome({ team_id: 'T0OTHER' });
    expect(shown(home)).toContain('I only answer members');
    expect(shown(home)).not.toContain('calls stored');
  });

  it('that Slack does not take is no reason to write to anybody', async () => {
    await using it = await meetWith(calls, { now });
    it.person.slack.behave({ answers: { 'views.publish': { ok: false, error: 'not_enabled' } } });
    await it.person.sends(homeOpened());
    await it.person.slack.until(() => it.person.slack.asked.some(({ method }) => method === 'views.publish'));
    await it.person.types('help');
    expect(it.person.slack.asked.map(({ method }) => method)).not.toContain('chat.postMessage');
  });

  it('has a quiet day too', async () => {
    await using it = await meetWith([], { now });
    const home = await it.person.opensHome();
    expect(viewProblems(home.view)).toEqual([]);
    expect(shown(home)).toContain('No calls have ended yet.');
  });
});

async function park(db: Database): Promise<void> {
  const message = {
    key: 'one',
    channel: 'C0CALLS',
    form: 'bundle' as const,
    kind: 'calls' as const,
    subject: {},
    calls: 1,
  };
  await enqueueMessage(db, message, mondayNoon);
  await db.updateTable('messages').set({ state: 'parked' }).execute();
}

describe('an app whose Messages tab is off', () => {
  const refused = 'Slack rejects my direct messages';

  it('says so on Home once Slack refused a direct message, until one is taken or the tab is opened', async () => {
    await using it = await meetWith(calls, { now });
    await using slack = await SlackServer.start();
    slack.on('chat.postEphemeral', () => ({ ok: true, message_ts: '1.000000' }));
    const client = outboxClient({ token: 'xoxb-test', slackApiUrl: slack.url, logger: silentSdkLog });
    const sayer = { log: silentLog, refusals: rememberedRefusals(it.db, now, silentLog) };
    const write = () =>
      writeToPerson(client, { userId: 'U0ANNA', askedIn: 'C0CALLS' }, sentence('Done.'), sayer);
    const refuse = () => slack.fail({ method: 'chat.postMessage', fault: tabDisabled });
    expect(shown(await it.person.opensHome())).not.toContain(refused);

    refuse();
    await write();
    const home = await it.person.opensHome();
    expect(viewProblems(home.view)).toEqual([]);
    expect(shown(home)).toContain(refused);
    expect(shown(home)).toContain('App Home → Messages Tab');
    expect(shown(home)).not.toContain('older manifest');
    await write();
    expect(shown(await it.person.opensHome())).not.toContain(refused);

    refuse();
    const words = sentence('Hello.');
    const metadata = { id: 'm1', kind: 'welcome' as const, version: 1 };
    await postingThrough(client, sayer).post({
      channel: 'D0U0ANNA',
      threadTs: null,
      words,
      metadata,
    } as never);
    expect(shown(await it.person.opensHome())).toContain(refused);
    await it.person.sends(
      homeOpened({ event: { type: 'app_home_opened', user: 'U0ANNA', channel: 'D0ANNA', tab: 'messages' } }),
    );
    await expect.poll(() => messagesTabOff(it.db)).toBe(false);
  });
});

const tabDisabled = { kind: 'error', accepted: false, error: 'messages_tab_disabled' } as const;

describe('an app made from an older manifest', () => {
  it('works on, and Home says which lines to paste and where', async () => {
    await using it = await meetWith(calls, { now });
    expect(shown(await it.person.opensHome())).not.toContain('older manifest');
    const granted = Object.keys(scopesNeeded).filter((scope) => scope !== 'im:write');
    it.person.slack.behave({
      answers: { 'auth.test': { team_id: 'T0OURS', response_metadata: { scopes: granted } } },
    });
    await it.person.types('calls @anna');

    const home = await it.person.opensHome();

    expect(viewProblems(home.view)).toEqual([]);
    expect(shown(home)).toContain('has an older manifest');
    expect(shown(home)).toContain('“- im:write” under oauth_config → scopes → bot');
    expect(shown(home)).toContain('“should_escape: true” below /revox');
  });

  it('is no older one once Slack reads a name', async () => {
    await using it = await meetWith(calls, { now });
    await it.person.types('calls @anna');
    await it.person.types('calls <@U0ANNA|anna>');

    expect(shown(await it.person.opensHome())).not.toContain('older manifest');
  });
});
