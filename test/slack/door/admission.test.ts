import { describe, expect, it } from 'vitest';
import { usualPace } from '../../../src/slack/door/pace.ts';
import { actionIds, shortcutIds } from '../../../src/slack/routes/buttons.ts';
import { commandWords } from '../../../src/slack/routes/commands.ts';
import { formIds } from '../../../src/slack/routes/forms.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import type { Person } from '../../support/slack/slack-person.ts';
import {
  blockAction,
  homeOpened,
  messageShortcut,
  slashCommand,
  viewSubmission,
} from '../../support/slack/slack-requests.ts';

type Requests = [what: string, payload: (user: Somebody) => Record<string, unknown>];

interface Somebody {
  id: string;
  team_id: string;
}

const picked = (value: string) => ({ selected_option: { value } });
const form = (callbackId: string) => ({
  id: 'V1',
  callback_id: callbackId,
  private_metadata: '{"channel":"C0CALLS","about":"subscription-1"}',
});

/** Everything that anybody can ask for, as it is registered: what is added tomorrow is among it. */
const everything: Requests[] = [
  ...commandWords.map(
    (word): Requests => [`/revox ${word}`, ({ id, team_id }) => slashCommand(word, { user_id: id, team_id })],
  ),
  ...[...actionIds, 'run_command_1', 'button_of_last_year'].map(
    (id): Requests => [`the button ${id}`, (user) => blockAction(id, 'calls', { user })],
  ),
  ...formIds.map(
    (id): Requests => [
      `the form ${id}`,
      (user) => ({
        ...viewSubmission(form(id), {
          topic: picked('errors'),
          what: picked('problems'),
          note: { value: 'Left a message' },
        }),
        user,
      }),
    ],
  ),
  ...shortcutIds.map(
    (id): Requests => [`the shortcut ${id}`, (user) => ({ ...messageShortcut(id, { ts: '1.0' }), user })],
  ),
  [
    'the Home tab',
    ({ id, team_id }) =>
      homeOpened({ team_id, event: { type: 'app_home_opened', user: id, channel: 'D0', tab: 'home' } }),
  ],
];

const anna = { id: 'U0ANNA', team_id: 'T0OURS' };

// who → what Slack says about them, what they are told
const refused: [string, Somebody, Record<string, unknown>, string][] = [
  [
    'of another organisation',
    { id: 'U0OTHER', team_id: 'T0OTHER' },
    { user: { team_id: 'T0OTHER' } },
    'I only answer members of the workspace',
  ],
  [
    'of another organisation who says to be of ours',
    { id: 'U0LIAR', team_id: 'T0OURS' },
    { user: { team_id: 'T0OTHER' } },
    'I only answer members of the workspace',
  ],
  [
    'of the same organisation who is not in our workspace',
    { id: 'W0CARLA', team_id: 'T0SISTER' },
    { user: { team_id: 'T0SISTER', enterprise_user: { enterprise_id: 'E0ORG', teams: ['T0SISTER'] } } },
    'You’re in this organisation, but not in my workspace.',
  ],
  [
    'of the same organisation who says to be of our workspace',
    { id: 'W0CARLA', team_id: 'T0OURS' },
    { user: { team_id: 'T0SISTER', enterprise_user: { enterprise_id: 'E0ORG', teams: ['T0SISTER'] } } },
    'You’re in this organisation, but not in my workspace.',
  ],
  ['whom Slack does not know', anna, { ok: false, error: 'user_not_found' }, 'I only answer members'],
  [
    'who is a guest',
    anna,
    { user: { team_id: 'T0OURS', is_ultra_restricted: true } },
    'I don’t answer guests',
  ],
  ['who is a bot', anna, { user: { team_id: 'T0OURS', is_bot: true } }, 'I don’t answer bots.'],
  [
    'who was deactivated',
    anna,
    { user: { team_id: 'T0OURS', deleted: true } },
    'I only answer active members',
  ],
  ['about whom Slack says nothing', anna, { ok: false, error: 'ratelimited' }, 'Slack didn’t say whether'],
];

async function meet(different: Parameters<typeof meetWith>[1] = {}) {
  // The strictest case: the workspace's own admin, as whom nobody else may pass.
  const it = await meetWith([sampleCall()], { admins: ['U0ANNA'], ...different });
  const ourselves = { team_id: 'T0OURS', enterprise_id: 'E0ORG', user_id: 'U0BOT', bot_id: 'B0BOT' };
  const answers = { 'auth.test': ourselves, 'conversations.info': { channel: { is_member: true } } };
  it.person.slack.behave({ answers });
  return it;
}

/** All that the person is shown after it, wherever. */
async function shownAfter(person: Person, payload: Record<string, unknown>): Promise<string> {
  const { replies } = person.responseUrl;
  // Where a form closes, what went wrong is said in its channel.
  const { views, said } = person.slack;
  const before = [replies.length, views.length, said.length] as const;
  const isAnswered = () => replies.length > before[0] || views.length > before[1] || said.length > before[2];
  await person.sends(payload);
  await person.slack.until(isAnswered);
  return JSON.stringify([replies.slice(before[0]), views.slice(before[1]), said.slice(before[2])]);
}

/** Every row of every table. */
async function contents(db: Database): Promise<string> {
  const tables = await db.introspection.getTables();
  const rows = tables.map(({ name }) =>
    db
      .selectFrom(name as 'calls')
      .selectAll()
      .execute(),
  );
  return JSON.stringify(await Promise.all(rows));
}

describe.each(refused)('somebody %s', (_, user, says, told) => {
  it('is answered so whatever they ask for, and nothing is different after it', async () => {
    await using it = await meet();
    it.person.slack.behave({ answers: { 'users.info': says } });
    const before = await contents(it.db);
    for (const [what, payload] of everything) {
      expect(await shownAfter(it.person, payload(user)), what).toContain(told);
    }
    expect(await contents(it.db)).toBe(before);
  });
});

const members: [string, Somebody, Record<string, unknown>][] = [
  ['a member', anna, { team_id: 'T0OURS' }],
  // A click, a form and a shortcut name the person's own workspace, a command the one where it was typed.
  [
    'a member whose own workspace is another one of the organisation',
    { id: 'W0BEN', team_id: 'T0SISTER' },
    { team_id: 'T0SISTER', enterprise_user: { enterprise_id: 'E0ORG', teams: ['T0SISTER', 'T0OURS'] } },
  ],
];

it.each(members)('%s is refused nothing of it at the door', async (_, somebody, user) => {
  await using it = await meet();
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
  it.person.slack.behave({ answers: { 'users.info': { user } } });
  for (const [what, payload] of everything) {
    const shown = await shownAfter(it.person, payload(somebody));
    for (const [, , , told] of refused) expect(shown, what).not.toContain(told);
  }
});

it('a guest is answered where the settings allow it', async () => {
  await using it = await meet({ guests: 'allowed' });
  it.person.slack.behave({ answers: { 'users.info': { user: { team_id: 'T0OURS', is_restricted: true } } } });
  expect((await it.person.types('help')).text).toContain('/revox calls [filter…] list calls');
});

describe('who asks too much at once', () => {
  const tooMuch = /That was a lot at once\. Ask again in (a second|\d+ seconds)\./;

  it('reads when to ask again, whatever it is, and nothing is done', async () => {
    await using it = await meet({ pace: { burst: 2, everyMs: 3_000 } });
    await it.person.types('help');
    await it.person.types('help');
    const before = await contents(it.db);
    for (const [what, payload] of everything.filter(([what]) => what !== 'the Home tab')) {
      expect(await shownAfter(it.person, payload(anna)), what).toContain('Ask again in 3 seconds.');
    }
    expect(await contents(it.db)).toBe(before);
  });

  it('keeps the Home tab that is there, and reads in a window what was pressed too soon', async () => {
    let time = mondayNoon;
    await using it = await meet({ pace: { burst: 1, everyMs: 3_000 }, now: () => time });
    const home = await it.person.opensHome();
    expect(JSON.stringify(home.view)).toContain('Subscribe a channel');
    await it.person.sends(homeOpened({}));
    const pressed = await it.person.clicksIn(home.view, 'home_refresh');
    expect(pressed.view).toMatchObject({ type: 'modal' });
    expect(JSON.stringify(pressed.view)).toMatch(tooMuch);
    const published = it.person.slack.views.filter(({ type }) => type === 'home');
    expect(published).toHaveLength(1);
    time += 3_000;
    expect(JSON.stringify((await it.person.opensHome()).view)).toContain('Subscribe a channel');
  });

  it('is answered again after that, and others all the time', async () => {
    let time = mondayNoon;
    await using it = await meet({ pace: usualPace, now: () => time });
    const asks = Array.from({ length: 25 }, () => it.person.sends(slashCommand('help')));
    await Promise.all(asks);
    await it.person.slack.until(() => it.person.responseUrl.replies.length === 25);
    const held = it.person.responseUrl.replies.filter(({ text }) => tooMuch.test(text));
    expect(held).toHaveLength(5);
    expect(held.every((reply) => reply.response_type === 'ephemeral')).toBe(true);
    expect((await it.person.types('help', { user_id: 'U0BEN' })).text).not.toMatch(tooMuch);
    time += 1_000;
    expect((await it.person.types('help')).text).not.toMatch(tooMuch);
    expect((await it.person.types('help')).text).toMatch(tooMuch);
  });
});

describe('what is longer than anybody types', () => {
  const long = 'x'.repeat(100_000);

  it.each(commandWords)('is not read by /revox %s', async (word) => {
    await using it = await meet();
    const { text } = await it.person.types(`${word} ${long}`);
    expect(text).toBe('That is too long for me: 4,000 characters at most.');
  });

  it('is not read as a command that nobody knows, nor from a button', async () => {
    await using it = await meet();
    const tooLong = 'That is too long for me: 4,000 characters at most.';
    expect((await it.person.types(long)).text).toBe(tooLong);
    expect((await it.person.clicks('run_command_1', `calls ${long}`)).text).toBe(tooLong);
    expect((await it.person.clicks('open_call', long)).text).toBe(tooLong);
  });
});
