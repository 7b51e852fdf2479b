import { describe, expect, it } from 'vitest';

import { checkView } from '../../src/slack/limits.ts';
import { openIncident } from '../../src/store/incidents.ts';
import { saveSearch } from '../../src/store/saved-searches.ts';
import { control, listed, meetWith, shown } from '../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall } from '../support/sample-calls.ts';
import type { Way } from '../support/slack-person.ts';
import { homeOpened } from '../support/slack-requests.ts';

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
    expect(checkView(home.view)).toEqual([]);
    const all = shown(home);
    for (const part of ['Today, Monday 2 March', '3 calls', '1 failed, 1 on our side', 'Too many calls'])
      expect(all).toContain(part);
    expect(all).toContain('data_visualization');
    expect(all).toContain('Revox does not answer');
    expect(all).toContain('mine');
    expect(all).not.toContain('theirs');
    expect(all).toContain('4 calls stored');
  });
});

describe('the Home tab', () => {
  it('is drawn without charts where Slack draws none', async () => {
    await using it = await meetWith(calls, { now });
    it.person.slack.behave({
      refuses: (_, { view = '' }) => (view.includes('data_visualization') ? 'invalid_blocks' : null),
    });
    const home = await it.person.opensHome();
    expect(shown(home)).toContain('3 calls');
    expect(shown(home)).not.toContain('data_visualization');
  });

  it('opens lists as modals, which turn and lead to calls', async () => {
    await using it = await meetWith(calls, { now });
    const home = await it.person.opensHome();
    const list = await it.person.clicksIn(home.view, 'list_all', control(home, 'list_all').value);
    expect(list.view).toMatchObject({ method: 'views.open', type: 'modal' });
    expect(checkView(list.view)).toEqual([]);
    expect(listed(list)).toEqual(['human', 'ours', 'voicemail', 'yesterday']);
    expect(shown(list)).not.toContain('share_list');

    const failed = control(list, 'list_status').options?.find(({ text }) => text.text === 'Errored')?.value;
    const narrowed = await it.person.clicksIn(list.view, 'list_status', failed);
    expect(narrowed.view).toMatchObject({ method: 'views.update', id: list.view?.id });
    expect(listed(narrowed)).toEqual(['ours', 'yesterday']);

    const call = await it.person.clicksIn(narrowed.view, 'open_call', 'ours');
    expect(call.view?.method).toBe('views.push');
    expect(shown(call)).toContain('The concurrency limit was hit.');
  });

  it('is drawn anew when asked to', async () => {
    await using it = await meetWith(calls, { now });
    const home = await it.person.opensHome();
    const again = await it.person.clicksIn(home.view, 'home_refresh');
    expect(again.view).toMatchObject({ method: 'views.publish', type: 'home' });
  });

  it('shows what went wrong in its own place', async () => {
    await using it = await meetWith(calls, { now });
    await it.db.schema.dropTable('set_aside').execute();
    const home = await it.person.opensHome();
    expect(home.view).toMatchObject({ method: 'views.publish', type: 'home' });
    expect(shown(home)).toContain('That did not work');
  });

  it('is not shown to somebody of another workspace', async () => {
    await using it = await meetWith(calls, { now });
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
    expect(checkView(home.view)).toEqual([]);
    expect(shown(home)).toContain('No call has ended yet.');
  });
});
