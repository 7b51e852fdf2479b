import { describe, expect, it } from 'vitest';

import { checkMessage } from '../../demo/slack/rules/check-message.ts';
import { checkView } from '../../demo/slack/rules/check-view.ts';
import { metadataEventType } from '../../src/calls/message.ts';
import { actionIds, shortcutIds } from '../../src/slack/routes/buttons.ts';
import { commandWords } from '../../src/slack/routes/commands.ts';
import { formIds } from '../../src/slack/routes/forms.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { openIncident } from '../../src/store/incidents/incidents.ts';
import { enqueueMessage } from '../../src/store/messages/messages.ts';
import { listSubscriptions } from '../../src/store/settings/subscriptions.ts';
import { control, meetWith } from '../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall } from '../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../support/sample-follow-up.ts';
import type { Person } from '../support/slack/slack-person.ts';
import type { Reply } from '../support/slack/slack-requests.ts';
import type { SlackKind } from '../support/slack/strict-gate.ts';

const talk = Array.from({ length: 120 }, (_, index) => ({
  role: index % 2 ? 'user' : 'assistant',
  content: `turn ${index} ${'and so on '.repeat(20)}`,
  toolName: index % 7 ? null : 'look_up',
  toolArguments: { index },
  toolIsError: false,
}));
const calls = Array.from({ length: 45 }, (_, index) => {
  const own = { id: `call-${index}`, endedAt: mondayNoon - index * 3_600_000, transcript: talk };
  if (index % 3 === 0) return failedCall(index % 2 ? 'busy' : 'too_many_calls', own);
  return sampleCall({ ...own, result: index % 2 ? 'human' : 'voicemail' });
});

/** An admin in a channel that has something of everything. What Slack refuses here, `refuse` says. */
async function meet(refusing: Refusing, kind: SlackKind = {}) {
  const it = await meetWith(calls, { admins: ['U0ANNA'], now: () => mondayNoon + 60_000 }, 'HTTP', {
    doubts: 'taken',
    ...kind,
  });
  it.person.slack.behave({ answers: { 'conversations.info': { channel: { is_member: true } } } });
  await it.person.clicks('subscribe_channel', 'errors ours');
  await it.person.types('mute busy 2h');
  await it.person.types('save mine = calls errored');
  await storeFollowUps(it.db, ...calls.map(({ id }) => sampleFollowUp({ callId: id })));
  const facts = { reason: 'The concurrency limit was hit.', nextStep: null, count: 5 };
  const spike = { kind: 'dial-errors-spike', about: 'too_many_calls', facts, channels: ['C0CALLS'] } as const;
  await openIncident(it.db, spike, mondayNoon);
  await it.person.clicks('share_list', control(await it.person.types('calls'), 'share_list').value);
  await park(it);
  const refuse = () => refuseBy(it, refusing);
  return { ...it, refuse, [Symbol.asyncDispose]: () => it[Symbol.asyncDispose]() };
}

interface World {
  person: Person;
  db: Database;
  refuse(): void;
}

async function park({ db }: Pick<World, 'db'>): Promise<void> {
  const key = crypto.randomUUID();
  await enqueueMessage(
    db,
    { key, channel: 'C0CALLS', form: 'bundle', kind: 'calls', subject: {}, calls: 1 },
    mondayNoon,
  );
  await db.updateTable('messages').set({ state: 'parked' }).where('key', '=', key).execute();
}

/** What is typed for each command. */
const typed: Record<string, string> = {
  menu: '',
  calls: 'calls',
  call: 'call call-4',
  live: 'live',
  stats: 'stats 7d vs previous',
  todo: 'todo all',
  digest: 'digest now',
  subscribe: 'subscribe errors ours',
  unsubscribe: 'unsubscribe errors',
  subscriptions: 'subscriptions',
  mute: 'mute busy 2h',
  unmute: 'unmute busy',
  why: 'why call-3',
  replay: 'replay since:24h',
  export: 'export errored',
  save: 'save other = calls human',
  run: 'run mine',
  held: 'held +33199001234',
  forget: 'forget +33199001234',
  status: 'status',
  help: 'help',
};

type Clicking = (it: World) => Promise<Reply>;

/** Clicks what was shown, in its own place. */
async function click({ person }: World, shown: Reply, id: string): Promise<Reply> {
  const { options, value } = control(shown, id);
  const chosen = options?.[0]?.value ?? value;
  return shown.view === undefined ? person.clicks(id, chosen) : person.clicksIn(shown.view, id, chosen);
}

/** Types something, and clicks one after the other. */
function after(command: string, ...ids: string[]): Clicking {
  return async (it) => {
    let shown = await it.person.types(command);
    for (const [index, id] of ids.entries()) {
      if (index === ids.length - 1) it.refuse();
      shown = await click(it, shown, id);
    }
    return shown;
  };
}

function onHome(id: string): Clicking {
  return async (it) => {
    const home = await it.person.opensHome();
    it.refuse();
    return click(it, home, id);
  };
}

/** A button of a message in the channel. */
function withValue(id: string, value: (it: World) => string | Promise<string>): Clicking {
  return async (it) => {
    const chosen = await value(it);
    it.refuse();
    return it.person.clicks(id, chosen);
  };
}

function onFollowUp(what: string, callId: string): Clicking {
  return withValue(`follow_${what}`, () => JSON.stringify({ c: callId }));
}

const one = async (it: World) => (await listSubscriptions(it.db))[0]?.id ?? '';
const incident = async ({ db }: World) =>
  (await db.selectFrom('incidents').select('id').executeTakeFirstOrThrow()).id;
const change = async ({ db }: World) =>
  (
    await db
      .selectFrom('audit')
      .select('id')
      .where('setting', 'not like', 'incident:%')
      .where('setting', 'not like', 'follow-up:%')
      .orderBy('changed_at')
      .executeTakeFirstOrThrow()
  ).id;
const message = async ({ db }: World) =>
  (await db.selectFrom('messages').select('id').where('calls', '>', 1).executeTakeFirstOrThrow()).id;

const topicChosen = { topic: { selected_option: { value: 'errors' } } };

async function opensMore(person: Person): Promise<Reply> {
  const { view } = await person.types('subscribe');
  return person.clicksIn(view, 'subscribe_more');
}

async function sendsEdit(it: World, before: () => void): Promise<Reply> {
  const { view } = await it.person.clicks('edit_subscription', await one(it));
  before();
  return it.person.submits(view, topicChosen);
}

/** How each thing that can be clicked comes to be clicked, in an order in which each of them makes sense. */
const clicked: Record<string, Clicking> = {
  list_older: after('calls', 'list_older'),
  list_newer: after('calls', 'list_older', 'list_newer'),
  list_refresh: withValue('list_refresh', async ({ person }) =>
    String(control(await person.types('calls'), 'list_older').value),
  ),
  list_status: after('calls', 'list_status'),
  list_result: after('calls', 'list_result'),
  list_period: after('calls', 'list_period'),
  list_nearest_1: after('calls human by:user', 'list_nearest_1'),
  list_nearest_2: withValue('list_nearest_2', () => '{"f":"human"}'),
  list_nearest_3: withValue('list_nearest_3', () => '{"f":"busy"}'),
  list_calls: onHome('list_calls'),
  list_all: withValue('list_all', () => '{"f":""}'),
  list_failed: onHome('list_failed'),
  share_list: after('calls', 'share_list'),
  export_list: after('calls errored', 'export_list'),
  open_call: after('calls', 'open_call'),
  open_transcript: withValue('open_transcript', () => 'call-4'),
  open_recording: withValue('open_recording', () => 'call-4'),
  browse_message: withValue('browse_message', message),
  call_tools: after('call call-4', 'call_tools'),
  call_later: after('call call-4', 'call_later'),
  call_earlier: after('call call-4', 'call_later', 'call_earlier'),
  call_start: after('call call-4', 'call_later', 'call_later', 'call_later', 'call_start'),
  reveal_number: after('call call-4', 'reveal_number'),
  retry_parked: after('status', 'retry_parked'),
  discard_parked: async (it) => {
    await park(it);
    return after('status', 'discard_parked')(it);
  },
  subscribe_channel: after('subscribe calls completed', 'subscribe_channel'),
  cancel_proposal: after('subscribe calls voicemail', 'cancel_proposal'),
  subscribe_a_channel: onHome('subscribe_a_channel'),
  choose_outcomes: withValue('choose_outcomes', () => 'outcomes'),
  choose_problems: withValue('choose_problems', () => 'problems'),
  choose_digest: withValue('choose_digest', () => 'digest'),
  send_test: withValue('send_test', () => 'C0CALLS'),
  subscribe_more: async ({ person, refuse }) => {
    const { view } = await person.types('subscribe');
    refuse();
    return person.clicksIn(view, 'subscribe_more');
  },
  topic: async ({ person, refuse }) => {
    const { view } = await opensMore(person);
    refuse();
    return person.clicksIn(view, 'topic', 'digest');
  },
  edit_subscription: withValue('edit_subscription', one),
  save_subscription: withValue('save_subscription', async (it) =>
    JSON.stringify({ id: await one(it), words: 'errors busy' }),
  ),
  pause_subscription: withValue('pause_subscription', one),
  resume_subscription: withValue('resume_subscription', one),
  acknowledge_incident: withValue('acknowledge_incident', incident),
  snooze_incident: withValue('snooze_incident', async (it) =>
    JSON.stringify({ i: await incident(it), u: '1h' }),
  ),
  resolve_incident: withValue('resolve_incident', incident),
  mute_calls: withValue('mute_calls', () => '{"f":"no_answer","u":"1h"}'),
  unmute_calls: after('subscriptions', 'unmute_calls'),
  replace_saved: withValue('replace_saved', () => 'mine = calls busy'),
  start_replay: after('replay since:24h', 'start_replay'),
  share_digest: after('digest now', 'share_digest'),
  home_refresh: onHome('home_refresh'),
  live_refresh: after('live', 'live_refresh'),
  undo_change: withValue('undo_change', change),
  remove_subscription: withValue('remove_subscription', one),
  open_other_call: withValue('open_other_call', () => 'call-4'),
  follow_take: onFollowUp('take', 'call-1'),
  follow_snooze: withValue('follow_snooze', () => '{"c":"call-1","u":"tomorrow"}'),
  follow_more: withValue('follow_more', () => '{"c":"call-1","u":"give-back"}'),
  follow_give_back: onFollowUp('give_back', 'call-1'),
  follow_done: onFollowUp('done', 'call-1'),
  follow_not_needed: onFollowUp('not_needed', 'call-1'),
  follow_reopen: onFollowUp('reopen', 'call-1'),
  follow_note: onFollowUp('note', 'call-1'),
  todo_next: after('todo all', 'todo_next'),
  todo_start: after('todo all', 'todo_next', 'todo_start'),
  todo_refresh: after('todo', 'todo_refresh'),
  todo_take: after('todo', 'todo_take'),
  todo_done: after('todo', 'todo_take', 'todo_done'),
  forget_number: after('forget +33199001234', 'forget_number'),
};

const submitted: Record<string, Clicking> = {
  start_form: async ({ person, refuse }) => {
    const { view } = await person.types('subscribe');
    refuse();
    return person.submits(view, { what: { selected_option: { value: 'outcomes' } } });
  },
  subscribe_form: async ({ person, refuse }) => {
    const { view } = await opensMore(person);
    refuse();
    return person.submits(view, topicChosen);
  },
  subscribe_channel: async ({ person, refuse }) => {
    const { view } = await person.submits((await opensMore(person)).view, topicChosen);
    refuse();
    return person.submits(view, {});
  },
  save_subscription: async (it) => {
    const { view } = await sendsEdit(it, () => undefined);
    it.refuse();
    return it.person.submits(view, {});
  },
  edit_form: (it) => sendsEdit(it, it.refuse),
  follow_note_form: async ({ person, refuse }) => {
    await person.clicks('follow_take', '{"c":"call-2"}');
    const { view } = await person.clicks('follow_note', '{"c":"call-2"}');
    refuse();
    return person.submits(view, { note: { value: 'Wants a quote.' } });
  },
};

const picked: Record<string, Clicking> = {
  open_message_calls: async (it) => {
    const metadata = { event_type: metadataEventType, event_payload: { id: await message(it) } };
    it.refuse();
    return it.person.picks('open_message_calls', { ts: '1.0', metadata });
  },
};

type Method = 'response_url' | 'chat.postEphemeral' | 'chat.postMessage' | `views.${string}`;

/** Slack's word, and where in the blocks; null when it takes them. */
interface Refused {
  error: string;
  pointer: string;
}
type Refusing = (method: Method, shown: Shown) => Refused | null;

interface Shown {
  text: string | undefined;
  blocks: { type: string }[];
  /** The whole view, where it is one. */
  view: unknown;
}

/** Slack's rules, with what nobody outside of Slack knows taken for a no. */
const byTheRules: Refusing = (method, { text, blocks, view }) => {
  const surface = method === 'response_url' ? 'answer' : 'ephemeral';
  const [problem] =
    view === undefined
      ? checkMessage({ text, blocks }, { surface, doubts: 'refused' })
      : checkView(view, { doubts: 'refused' });
  return problem === undefined ? null : { error: String(problem.error), pointer: problem.pointer };
};

const withoutCharts: Refusing = (_, { blocks }) => {
  const index = blocks.findIndex(({ type }) => type === 'data_visualization');
  return index < 0 ? null : { error: 'invalid_blocks', pointer: `/blocks/${index}/type` };
};

const withoutBlocks: Refusing = (_, { blocks, view }) =>
  view === undefined && blocks.length > 0 ? { error: 'invalid_blocks', pointer: '' } : null;

const usedUp: Refusing = (method, shown) =>
  method === 'response_url' ? { error: 'used_url', pointer: '' } : withoutCharts(method, shown);

const profiles: [string, Refusing][] = [
  ['with doubts taken', () => null],
  ['with doubts refused', byTheRules],
  ['with charts refused everywhere', withoutCharts],
  ['with all blocks refused in messages', withoutBlocks],
  ['with response URLs used up and charts refused', usedUp],
];

function refuseBy({ person }: Pick<World, 'person'>, refusing: Refusing): void {
  person.responseUrl.refuses = (said) => {
    const { text, blocks = [] } = said as Partial<Shown>;
    const refused = refusing('response_url', { text, blocks, view: undefined });
    // Slack says so with status 200, on which Bolt does not look further.
    return refused && { status: 200, body: JSON.stringify(refusal(refused)) };
  };
  person.slack.behave({
    refuses: (method, { text, blocks, view }) => {
      if (!/^(chat|views)\./.test(method)) return null;
      const opened = view === undefined ? undefined : JSON.parse(view);
      const shown = { text, blocks: opened?.blocks ?? JSON.parse(blocks ?? '[]'), view: opened };
      return refusing(method as Method, shown)?.error ?? null;
    },
  });
}

function refusal({ error, pointer }: Refused) {
  return { ok: false, error, response_metadata: { messages: [`[ERROR] no [json-pointer:${pointer}]`] } };
}

function expectGood(reply: Reply): void {
  const all = `${reply.text} ${JSON.stringify(reply.blocks)}`;
  for (const phrase of ['That didn’t work', 'no longer know', 'too old to be', 'no longer lets me'])
    expect(all).not.toContain(phrase);
  if (reply.view !== undefined) return;
  expect(reply.text.trim()).not.toBe('');
  expect(reply.response_type).toMatch(/^ephemeral$|^chat.postEphemeral$/);
}

/** In Enterprise Grid a click, a form and a shortcut carry the person's own workspace, which need not be ours. */
export const kinds: [string, Refusing, SlackKind?][] = [
  ...profiles,
  [
    'to a colleague of the organisation whose own workspace is another one',
    () => null,
    { organisation: 'grid' },
  ],
];

/** Tests that somebody who types, clicks or sends anything gets an answer. */
export function everythingIsAnswered([name, refusing, kind]: (typeof kinds)[number]): void {
  describe(name, () => {
    it('every command is answered', async () => {
      await using world = await meet(refusing, kind);
      expect(Object.keys(typed).toSorted()).toEqual(commandWords.toSorted());
      world.refuse();
      for (const word of commandWords) expectGood(await world.person.types(typed[word] ?? ''));
      const { requests, replies } = world.person.responseUrl;
      // A chart and a table are each refused once, and then left out.
      if (refusing === byTheRules || refusing === withoutCharts)
        expect(requests.length - replies.length).toBeLessThanOrEqual(2);
    });

    it('every click, form and shortcut is answered', async () => {
      await using world = await meet(refusing, kind);
      expect(Object.keys(clicked).toSorted()).toEqual(actionIds.toSorted());
      expect(Object.keys(submitted).toSorted()).toEqual(formIds.toSorted());
      expect(Object.keys(picked).toSorted()).toEqual(shortcutIds.toSorted());
      for (const act of Object.values({ ...picked, ...submitted, ...clicked })) {
        refuseBy(world, () => null);
        expectGood(await act(world));
      }
    });
  });
}
