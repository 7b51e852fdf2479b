import { z } from 'zod';
import { blindSince } from '../calls/blind-window.ts';
import { type Instant, isPuzzling } from '../calls/call.ts';
import { saveBlindWindow } from '../store/calls/blind-windows.ts';
import type { ReadCall } from '../store/calls/calls.ts';
import { firstStart } from '../store/calls/first-start.ts';
import type { Database, Store } from '../store/engine/database.ts';
import { readState, writeState } from '../store/engine/state.ts';
import { closeIncident, openIncident } from '../store/incidents/incidents.ts';
import { leaveStateNotices } from '../store/messages/notices.ts';
import { type CallList, timeOf } from './call-list.ts';
import { importProgress } from './import-progress.ts';
import { type Plan, planPass, type Stage } from './plan.ts';
import {
  afterFailedPoll,
  afterGoodPoll,
  incidentOf,
  isReadFailure,
  type PollHealth,
  parsePollHealth,
  type ReadFailure,
} from './poll-health.ts';
import { createReader, type Reader } from './read-list.ts';
import { loadReading, saveReading } from './reading.ts';
import { saveRead } from './save-read.ts';
import { depthOf } from './walk.ts';

export interface SyncDeps {
  db: Database;
  list: CallList;
  now(): Instant;
  /** Who is notified, in addition to the log, of what this version does not know. */
  admins?: readonly string[];
  /** Version of the reader behind the list. */
  reader: number;
  /** Of the bot, by which follow-ups go where a channel set no other. */
  timezone?: string;
  /** When the next two passes are due. */
  nextPolls?(): Instant[];
  /** 0 to 1, for jitter. */
  chance?(): number;
  /** Once aborted, no further page is read; what was read until then counts. */
  stopping?: AbortSignal;
}

export interface SyncResult {
  pages: number;
  fresh: number;
  ended: number;
  edited: number;
  news: number;
  setAside: number;
  /** States of calls that are new to this version, each reported once. */
  newStates: string[];
  failure: ReadFailure | null;
  /** Nothing is asked of Revox before. */
  notBefore: Instant;
}

/** One pass: read the list as deep as this pass should, and put calls and their news on the table together. */
export async function syncCalls(deps: SyncDeps): Promise<SyncResult> {
  const { db, list, now } = deps;
  const health = parsePollHealth(await readState(db, 'poll'));
  const { notBefore } = health;
  if (now() < notBefore || deps.stopping?.aborted) return { ...nothing, notBefore };

  await firstStart(db, now());
  const reading = await loadReading(db);
  const progress = await importProgress(db, reading.arrivals);
  const reader = createReader(db, list, now);
  const ground = { rows: depthOf(progress.walk, reading.arrivals), whole: progress.done };
  const stop = await readPages(reader, planPass(reading, ground), deps.stopping);

  const firstStartAt = await reader.firstStartAt();
  const found = reader.found();
  const after = afterPoll(health, stop, deps);
  const saved = await db.transaction().execute(async (tx) => {
    const rules = {
      now: now(),
      revoxNow: timeOf(list, now()),
      firstStartAt,
      importing: !progress.done,
      reader: deps.reader,
      ...(deps.timezone && { timezone: deps.timezone }),
    };
    const changes = await saveRead(tx, found, rules);
    await saveReading(tx, reading, now());
    await saveHealth(tx, health, after, now());
    await saveBlindness(tx, health, after);
    const states = await newStates(tx, found.calls, now());
    if (states.length > 0) await leaveStateNotices(tx, deps.admins ?? [], states, now());
    return { ...changes, newStates: states };
  });
  const { fresh, ended, edited, news, newStates: states } = saved;
  const counts = { fresh, ended: ended.length, edited: edited.length, news, newStates: states };
  return {
    ...counts,
    pages: found.pages,
    setAside: found.setAside.length,
    failure: stop?.failure ?? null,
    notBefore: after.notBefore,
  };
}

const nothing: Omit<SyncResult, 'notBefore'> = {
  pages: 0,
  fresh: 0,
  ended: 0,
  edited: 0,
  news: 0,
  setAside: 0,
  newStates: [],
  failure: null,
};

/** What cut a pass short, and how far it had come. */
interface Stop {
  failure: ReadFailure;
  stage: Stage;
}

/** Follows the plan until it is content. @returns what stopped it, if the list did; what was read until then counts. */
async function readPages(reader: Reader, plan: Plan, stopping?: AbortSignal): Promise<Stop | null> {
  let step = plan.next();
  while (!step.done && !stopping?.aborted) {
    const { index, stage } = step.value;
    try {
      step = plan.next(await reader.readPage(index));
    } catch (failure) {
      if (!isReadFailure(failure)) throw failure;
      return { failure, stage };
    }
  }
  return null;
}

function afterPoll(
  health: PollHealth,
  stop: Stop | null,
  { now, nextPolls = () => [], chance = Math.random }: SyncDeps,
): PollHealth {
  return stop === null || costsOnlyItsSweep(stop)
    ? afterGoodPoll(now(), nextPolls())
    : afterFailedPoll(health, stop.failure, now(), chance());
}

/** A page far down that the server cannot give is no reason to look for new calls less often. */
function costsOnlyItsSweep({ stage, failure: { reason } }: Stop): boolean {
  return stage === 'sweep' && reason !== 'rate-limited' && reason !== 'unauthorised';
}

async function saveHealth(tx: Store, before: PollHealth, health: PollHealth, now: Instant): Promise<void> {
  await writeState(tx, 'poll', health, now);
  if (isWell(before) && isWell(health)) return;
  const incident = incidentOf(health, now);
  if (incident !== null) await openIncident(tx, incident, now);
  for (const kind of ['revox-unreachable', 'revox-key-refused'] as const) {
    if (health.failures === 0 || (incident !== null && incident.kind !== kind)) {
      await closeIncident(tx, kind, '', now);
    }
  }
}

/** With it, what was open was closed. */
function isWell({ failures, lastGoodAt }: PollHealth): boolean {
  return failures === 0 && lastGoodAt !== null;
}

/** The list is read again: what could not be seen until now is in the next digest. */
async function saveBlindness(tx: Store, before: PollHealth, { failures, lastGoodAt }: PollHealth) {
  if (failures > 0 || lastGoodAt === null) return;
  const blind = blindSince(before, lastGoodAt);
  if (blind !== null) await saveBlindWindow(tx, blind, lastGoodAt);
}

const statesSchema = z.array(z.string());
/** A server that makes up a state for every call is no longer reported. */
const mostStates = 50;

/** States that this version does not know and that were not reported yet, each given once. */
async function newStates(tx: Store, read: ReadCall[], now: Instant): Promise<string[]> {
  const seen = new Set(read.filter(({ call }) => isPuzzling(call)).map(({ call }) => call.status));
  if (seen.size === 0) return [];
  const told = statesSchema.safeParse(await readState(tx, 'unknown-states')).data ?? [];
  const fresh = [...seen].filter((state) => !told.includes(state)).slice(0, mostStates - told.length);
  if (fresh.length > 0) await writeState(tx, 'unknown-states', [...told, ...fresh], now);
  return fresh;
}
