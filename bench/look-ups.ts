import { formatFilter, parseFilter } from '../src/calls/filter.ts';
import { encodeCursor } from '../src/slack/calls/list-cursor.ts';
import { currentAnchor } from '../src/store/calls/call-lists.ts';
import { listed } from '../src/store/calls/nearest-calls.ts';
import { type Database, forPeople, openDatabase } from '../src/store/engine/database.ts';
import { slashCommand } from '../test/support/slack/slack-requests.ts';
import { deepPage, filters } from './asked.ts';
import { type Ask, answersTo, pressed, typed } from './asking.ts';
import { leadToEmpty, leadToOurs } from './bots.ts';
import { type Door, openDoor } from './door.ts';
import { percentile } from './rounds.ts';
import type { Figures } from './row.ts';
import type { History } from './rows/history.ts';
import { phoneNumber } from './rows/phone-number.ts';
import { idOf } from './rows/sample-row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

/** What people type, over a whole store: from Slack's request until they have the answer. */
export async function lookUps(scale: Scale, stores: Stores): Promise<Figures> {
  const { url, history } = await stores.filled(scale);
  await using opened = openDatabase(url);
  await using db = forPeople(opened);
  await using door = await openDoor();
  leadToOurs(door, db, history.until);
  leadToEmpty(door);
  return {
    ...(await besideEmpty(door, scale.of(1_000, 5))),
    ...(await lists(door, db, history, scale)),
    ...(await singleCalls(door, scale)),
  };
}

/** In turn, since the machine is never quite the same. */
async function besideEmpty(door: Door, rounds: number): Promise<Figures> {
  const times = { empty: [] as number[], ours: [] as number[] };
  for (let round = -Math.ceil(rounds / 5); round < rounds; round += 1) {
    const empty = await door.ask('/bot-empty', slashCommand('calls'));
    const ours = await door.ask('/bot-ours', slashCommand('calls'));
    if (round < 0) continue;
    times.empty.push(empty.ms);
    times.ours.push(ours.ms);
  }
  const [p50, p99] = [0.5, 0.99].map((part) => ({
    empty: { value: percentile(times.empty, part) },
    ours: { value: percentile(times.ours, part), floor: percentile(times.empty, part) },
  })) as [Compared, Compared];
  return {
    'an empty Bolt handler, p50': p50.empty,
    'an empty Bolt handler, p99': p99.empty,
    '/revox calls, p50': p50.ours,
    '/revox calls, p99': p99.ours,
    '/revox calls, p99 alone': { value: p99.ours.value },
  };
}

type Compared = Record<'empty' | 'ours', { value: number; floor?: number }>;

/** The first page and the thousandth of every filter. */
async function lists(door: Door, db: Database, history: History, scale: Scale): Promise<Figures> {
  const figures: Figures = {};
  const counted: boolean[] = [];
  const take = async (figure: string, ask: Ask) => {
    const { measured, shown } = await answersTo(door, ask, scale);
    figures[`${figure}, p99`] = measured;
    counted.push(saysHowMany(shown));
  };
  for (const { words, isShort = false } of filters) {
    const text = withNumber(words, scale.calls);
    const figure = `calls ${words}`.trim();
    await take(figure, typed(`calls ${text}`));
    const cursor = isShort ? null : await deepCursor(db, text, history.until);
    if (cursor !== null) await take(`${figure}, page ${deepPage}`, pressed('list_older', cursor));
  }
  const share = counted.filter((it) => it).length / counted.length;
  return { ...figures, 'of these pages, those that say how many calls there are': { value: 100 * share } };
}

function withNumber(words: string, calls: number): string {
  const number = phoneNumber(Math.floor(calls / 2));
  return words.replace('+33…', number).replace('4321', number.slice(-4));
}

/** “217 calls”, “10,000+ calls”; or that there is none. */
function saysHowMany(shown: string): boolean {
  return /[\d,]+\+? calls?\b|No calls/.test(shown);
}

async function singleCalls(door: Door, scale: Scale): Promise<Figures> {
  const middle = Math.floor(scale.calls / 2);
  const p99 = async (text: string) => (await answersTo(door, typed(text), scale)).measured;
  return {
    'call by its id, p99': await p99(`call ${idOf(middle)}`),
    'call by the beginning of its id, p99': await p99(`call ${idOf(middle).slice(0, 8)}`),
    'call by its number, p99': await p99(`call ${phoneNumber(middle)}`),
    'status, p99': await p99('status'),
  };
}

const pageSize = 10;

/**
 * Of the button that shows the thousandth page; null when the list is shorter. The row before it is found at once, as
 * turning so many pages took a minute of each run.
 */
async function deepCursor(db: Database, words: string, now: number): Promise<string | null> {
  const context = { now, timezone: 'UTC' };
  const { filter } = parseFilter(words, context);
  const anchor = await currentAnchor(db);
  const above = (deepPage - 1) * pageSize;
  const [last, next] = await listed(db, { filter, context, anchor })
    .select(['calls.id', 'calls.ended_at as endedAt'])
    .orderBy('calls.ended_at', 'desc')
    .orderBy('calls.serial', 'desc')
    .offset(above - 1)
    .limit(2)
    .execute();
  if (last === undefined || next === undefined) return null;
  const beyond = { id: last.id, endedAt: last.endedAt as number };
  const list = { filter: formatFilter(filter), messageId: null, anchor, openedAt: now };
  return encodeCursor({ ...list, beyond, direction: 'older', above });
}
