import { formatFilter, parseFilter } from '../src/calls/filter.ts';
import { encodeCursor } from '../src/slack/calls/list-cursor.ts';
import { type CallKey, currentAnchor, listCalls } from '../src/store/calls/call-lists.ts';
import { type Database, forPeople, openDatabase } from '../src/store/engine/database.ts';
import { blockAction, slashCommand } from '../test/support/slack/slack-requests.ts';
import { leadToEmpty, leadToOurs } from './bots.ts';
import { type Door, openDoor } from './door.ts';
import { longestHeld } from './held-loop.ts';
import { percentile } from './rounds.ts';
import { atMost, atMostTimes, type Row } from './row.ts';
import type { History } from './rows/history.ts';
import { phoneNumber } from './rows/phone-number.ts';
import { idOf } from './rows/sample-row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

/** What people type, over a whole store: from Slack's request until they have the answer. */
export async function lookUps(scale: Scale, stores: Stores): Promise<Row[]> {
  const { url, history } = await stores.filled(scale);
  await using opened = openDatabase(url);
  await using db = forPeople(opened);
  await using door = await openDoor();
  leadToOurs(door, db, history.until);
  leadToEmpty(door);
  return [...(await besideEmpty(door, scale.of(1_500, 5))), ...(await askedOf(door, db, history, scale))];
}

/** Everything that people ask, each with its own row. The door leads to a bot over this database. */
async function askedOf(door: Door, db: Database, history: History, scale: Scale): Promise<Row[]> {
  const rows: Row[] = [];
  const few = scale.of(60, 3);
  for (const words of filters(scale.calls)) {
    rows.push(await rowOf(door, `calls ${words}`.trim(), slash(`calls ${words}`), few));
    const cursor = await deepCursor(db, words, history.until);
    if (cursor !== null) rows.push(await rowOf(door, `  page ${deepPage}`, older(cursor), few));
  }
  const middle = Math.floor(scale.calls / 2);
  for (const typed of [idOf(middle), idOf(middle).slice(0, 8), phoneNumber(middle)]) {
    rows.push(await rowOf(door, `call ${typed}`, slash(`call ${typed}`), few));
  }
  rows.push(await rowOf(door, 'status', slash('status'), few));
  rows.push(
    await rowOf(door, 'stats over 30 days', slash('stats since:30d'), scale.of(3, 2), atMost(20_000)),
  );
  return rows;
}

/** Each kind of filter; of some, hardly any call matches both words. */
function filters(calls: number): string[] {
  const number = phoneNumber(Math.floor(calls / 2));
  return [
    'human',
    'busy',
    'precondition_failed',
    'completed',
    'errored',
    'ours',
    '-busy',
    'human voicemail',
    'by:user',
    'reason:user_hung_up',
    'since:24h',
    'until:14d',
    'today',
    `phone:${number}`,
    `phone:${number.slice(-4)}`,
    'field:objection=price',
    'field:lead_score=42 human',
    'voicemail by:user',
    'errored human',
    'completed busy',
    'callback',
    'human phone:+1',
  ];
}

/** In turn, since the machine is never quite the same. */
async function besideEmpty(door: Door, rounds: number): Promise<Row[]> {
  const times = { empty: [] as number[], ours: [] as number[] };
  for (let round = -Math.ceil(rounds / 5); round < rounds; round += 1) {
    const empty = await door.ask('/bot-empty', slashCommand('calls'));
    const ours = await door.ask('/bot-ours', slashCommand('calls'));
    if (round < 0) continue;
    times.empty.push(empty);
    times.ours.push(ours);
  }
  const p99 = (values: number[]) => percentile(values, 0.99);
  return [
    { figure: 'an empty Bolt handler, p99', value: p99(times.empty), unit: 'ms' },
    {
      figure: '/revox calls, p50',
      value: percentile(times.ours, 0.5),
      unit: 'ms',
      floor: percentile(times.empty, 0.5),
    },
    {
      figure: '/revox calls, p99',
      value: p99(times.ours),
      unit: 'ms',
      floor: p99(times.empty),
      budget: atMostTimes(2),
    },
    { figure: '/revox calls, p99 alone', value: p99(times.ours), unit: 'ms', budget: atMost(50) },
  ];
}

type Ask = () => Record<string, unknown>;

const slash =
  (text: string): Ask =>
  () =>
    slashCommand(text);
const older =
  (cursor: string): Ask =>
  () =>
    blockAction('list_older', cursor);

async function rowOf(
  door: Door,
  figure: string,
  ask: Ask,
  rounds: number,
  budget = atMost(50),
): Promise<Row> {
  const times: number[] = [];
  await door.ask('/bot-ours', ask());
  const heldMs = await longestHeld(async () => {
    for (let round = 0; round < rounds; round += 1) times.push(await door.ask('/bot-ours', ask()));
  });
  const spread: [number, number] = [Math.min(...times), percentile(times, 0.5)];
  return {
    figure: `${figure}, p99`,
    value: percentile(times, 0.99),
    spread,
    unit: 'ms',
    heldMs,
    budget,
    mostHeldMs: 50,
  };
}

const deepPage = 1000;
const pageSize = 10;

/** Of the button that shows the thousandth page; null when the list is shorter. */
async function deepCursor(db: Database, typed: string, now: number): Promise<string | null> {
  const context = { now, timezone: 'UTC' };
  const { filter } = parseFilter(typed, context);
  const anchor = await currentAnchor(db);
  let before: CallKey | undefined;
  for (let rest = (deepPage - 1) * pageSize; rest > 0; ) {
    const limit = Math.min(rest, 1000);
    const { calls, older: goesOn } = await listCalls(db, { filter, context, anchor, before, limit });
    const last = calls.at(-1);
    if (!goesOn || last === undefined) return null;
    before = { endedAt: last.endedAt as number, id: last.id };
    rest -= limit;
  }
  const beyond = before ?? null;
  const words = formatFilter(filter);
  return encodeCursor({ filter: words, messageId: null, anchor, openedAt: now, beyond, direction: 'older' });
}
