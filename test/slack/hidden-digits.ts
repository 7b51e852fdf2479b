import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { type KyselyPlugin, SqliteQueryCompiler } from 'kysely';
import { expect } from 'vitest';

import type { DetailedCall } from '../../src/calls/call.ts';
import { lookUpsIn } from '../../src/calls/filter/number-word.ts';
import { runExport } from '../../src/exports/run-export.ts';
import { encodeCursor } from '../../src/slack/calls/list-cursor.ts';
import { sayFrom } from '../../src/slack/message-kinds.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { toMessage } from '../../src/store/messages/messages.ts';
import { openSqlite } from '../support/database.ts';
import { worlds } from '../support/hidden-digits.ts';
import { controls } from '../support/people-and-calls.ts';
import { mondayNoon } from '../support/sample-calls.ts';
import { meetPerson } from '../support/slack/slack-person.ts';
import type { Reply } from '../support/slack/slack-requests.ts';
import { storeCalls } from '../support/stored-calls.ts';

/** What a member does next. */
type Step =
  | { kind: 'types'; command: string; words: Word[] }
  | { kind: 'forges'; action: string; words: Word[] }
  | { kind: 'clicks'; control: number; option: number }
  | { kind: 'opens the Home tab' };

/** A word of a filter, or some digits of a number with something before them. */
type Word = string | { number: number; from: number; to: number; before: string; between: string };

const usualWords = [
  ...['human', 'busy', 'errored', '-busy', 'completed', '7d', 'today', 'since:2d', 'callback', 'ours'],
  ...['phone:+33', 'phone:+1', '-phone:+44', 'phone:1234', '5678', '-phone:0199'],
  ...['field:city=paris', 'reason:tool_end_call', 'by:agent', 'human,busy'],
];

const digits: fc.Arbitrary<Word> = fc.record({
  number: fc.nat(5),
  from: fc.nat(12),
  to: fc.nat(13),
  before: fc.constantFrom(
    ...['', '+', '-', 'phone:', 'phone:+', '-phone:+', 'phone:00', 'phone:0', 'reason:'],
    ...[
      'field:first_half=',
      'field:first_half=0',
      'field:second_half=',
      'field:mobile=',
      'reason:"asked for ',
    ],
    ...['field:callback_number=0', '-field:first_half=0'],
  ),
  between: fc.constantFrom('', '', '', ' ', '-', '.', '•'),
});

const someWords = fc.array(fc.oneof(fc.constantFrom<Word>(...usualWords), digits), { maxLength: 4 });

const commands = [
  ...['calls', 'stats 30d', 'stats 7d by country', 'stats 7d by end_reason', 'stats 30d by field:mobile'],
  ...['stats 30d by field:callback_number', 'stats 30d by field:first_half', 'stats 7d vs previous'],
  ...['export', 'call', 'why', 'digest now', 'digest daily 09:00', 'digest off', 'subscribe calls', ''],
  ...['subscribe errors', 'unsubscribe calls', 'mute 2h', 'unmute', 'replay since:30d', 'save mine =', 'run'],
  ...['subscribe calls headline:mobile,first_half', 'subscribe callbacks headline:callback_number'],
  ...['save mine = calls', 'run mine', 'live', 'status', 'subscriptions', 'held', 'forget', 'help filters'],
];

const forgeable = ['list_older', 'start_replay', 'share_list', 'share_digest', 'run_command_1', 'mute_calls'];

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('types' as const),
      command: fc.constantFrom(...commands),
      words: someWords,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('clicks' as const), control: fc.nat(), option: fc.nat() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('forges' as const),
      action: fc.constantFrom(...forgeable),
      words: someWords,
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'opens the Home tab' }) },
);

function spelt(words: Word[], numbers: string[]): string {
  const spellOne = (word: Word) => {
    if (typeof word === 'string') return word;
    const { number, from, to, before, between } = word;
    const part = (numbers[number] as string).slice(1).slice(Math.min(from, to), Math.max(from, to));
    return before + [...part].join(between) + (before.includes('"') ? '"' : '');
  };
  return words.map(spellOne).join(' ');
}

/** What somebody could put in the place of a button's value. */
function forged(action: string, filter: string): string {
  const day = { d: '2026-03-02', z: 'UTC', f: filter };
  const list = { filter, messageId: null, anchor: 99, openedAt: mondayNoon, beyond: null };
  const values: Record<string, string> = {
    start_replay: JSON.stringify({ f: `${filter} since:30d`, t: mondayNoon }),
    share_digest: JSON.stringify(day),
    mute_calls: JSON.stringify({ f: filter, u: '2h' }),
    run_command_1: `stats 30d ${filter}`,
  };
  return values[action] ?? encodeCursor({ ...list, direction: 'older' }) ?? '';
}

/** A member before a bot with these calls, and everything of theirs that such a member can look at. */
async function meetMember(calls: DetailedCall[]) {
  const store = await openSqlite();
  await storeCalls(store.db, calls);
  const work: string[] = [];
  let asked = 0;
  // What is made at one moment is in the order of ids, which are random.
  const now = () => mondayNoon + asked * 1_000;
  const desk = { admins: ['U0ADMIN'], now };
  const person = await meetPerson('HTTP', store.db.withPlugin(noting(work)), desk, { doubts: 'taken' });
  let last: Reply | null = null;

  const ask = (what: Step, numbers: string[]): Promise<Reply> | Reply | null => {
    asked += 1;
    const same = { trigger_id: `request-${asked}` };
    if (what.kind === 'opens the Home tab') return person.opensHome({ event_id: same.trigger_id });
    if (what.kind === 'clicks') {
      const all = last === null ? [] : controls(last);
      const control = all[what.control % Math.max(1, all.length)];
      if (control === undefined || last === null) return null;
      const value = control.options?.[what.option % control.options.length]?.value ?? control.value;
      return last.view === undefined
        ? person.clicks(control.action_id, value, same)
        : person.clicksIn(last.view, control.action_id, value);
    }
    const words = spelt(what.words, numbers);
    if (what.kind === 'types') return person.types(`${what.command} ${words}`, same);
    return person.clicks(what.action, forged(what.action, words), same);
  };
  return {
    /** The answer with everything hidden in it, what channels are told and files hold then, and the work it took. */
    async does(what: Step, numbers: string[]): Promise<string> {
      work.length = 0;
      last = (await ask(what, numbers)) ?? last;
      const seen = { answer: last, work: [...work].sort(), posts: await postsOf(store.db) };
      return withoutIds(JSON.stringify({ ...seen, file: await fileOf(store.db, now()) }, null, 1));
    },
    async [Symbol.asyncDispose]() {
      await person[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** Each question to the database with the number of rows it found: what it takes is what a clock would tell. */
function noting(work: string[]): KyselyPlugin {
  const compiler = new SqliteQueryCompiler();
  const asked = new WeakMap<object, string>();
  return {
    transformQuery({ node, queryId }) {
      asked.set(queryId, compiler.compileQuery(node, queryId).sql);
      return node;
    },
    async transformResult({ result, queryId }) {
      work.push(`${asked.get(queryId)} → ${result.rows.length} rows`);
      return result;
    },
  };
}

/** What stands in channels, buttons and their values included. */
async function postsOf(db: Database): Promise<unknown[]> {
  const rows = await db.selectFrom('messages').selectAll().orderBy('created_at').orderBy('id').execute();
  const options = { phoneNumbers: 'masked', hiddenFields: [], timezone: 'UTC', now: mondayNoon } as const;
  const posts = rows.map(async (row) => {
    const said = await sayFrom(db, () => ({ ...options, runbookUrl: null }))(toMessage(row), mondayNoon);
    return said && JSON.stringify(said);
  });
  return (await Promise.all(posts)).map((post) => post && withoutIds(post)).sort();
}

async function fileOf(db: Database, at: number): Promise<string | null> {
  let file: string | null = null;
  await runExport({
    db,
    now: () => at,
    timezone: 'UTC',
    folder: tmpdir(),
    mayHaveNumbers: () => false,
    hiddenFrom: () => [],
    mayAsk: async () => 'yes',
    stopping: new AbortController().signal,
    courier: {
      async upload({ content }) {
        file = (await content.toArray()).join('');
        return { kind: 'uploaded', fileId: 'F1' };
      },
      share: async () => ({ kind: 'shared' }),
      respond: async () => true,
      write: async () => undefined,
    },
  });
  return file;
}

/** Ids are made at random in either world, and one bot has been running for longer. */
function withoutIds(text: string): string {
  const ids = new Map<string, string>();
  const always = text.replaceAll(/running for [^"]+/g, 'running');
  return always.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => {
    ids.set(id, ids.get(id) ?? `#${ids.size + 1}`);
    return ids.get(id) as string;
  });
}

function isAskable(what: Step, numbers: string[]): boolean {
  return !('words' in what) || lookUpsIn(spelt(what.words, numbers)).length === 0;
}

/** All of it would be too much to read. */
function expectSame(one: string, other: string): void {
  const at = [...one].findIndex((character, index) => character !== other[index]);
  const near = (text: string) => text.slice(Math.max(0, at - 150), at + 150);
  expect(near(one)).toBe(near(other));
  expect(one.length).toBe(other.length);
}

/** Every command once, alone and with the last digits of a number. */
export const everyCommand = commands.flatMap((command): Step[] =>
  [[], ['phone:1234']].map((words) => ({ kind: 'types', command, words })),
);

/** Two worlds that are the same but for hidden digits are the same to a member, whatever they do. */
export function tryMembers(numRuns: number, known?: Step[]): Promise<void> {
  const anySteps = fc.array(step, { minLength: 4, maxLength: 16 });
  return fc.assert(
    fc.asyncProperty(worlds, known ? fc.constant(known) : anySteps, async (both, steps) => {
      await using one = await meetMember(both.calls(0));
      await using other = await meetMember(both.calls(1));
      for (const what of steps.filter((it) => isAskable(it, both.numbers)))
        expectSame(await one.does(what, both.numbers), await other.does(what, both.numbers));
    }),
    // What differs is told; fewer steps that lead there would take minutes to find.
    { numRuns, endOnFailure: true },
  );
}
