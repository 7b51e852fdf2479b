import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../calls/call.ts';
import type { ExportNews } from '../calls/export-news.ts';
import { parseFilter } from '../calls/filter.ts';
import { type HiddenFields, withoutHidden } from '../calls/hidden-fields.ts';
import { recordReveal } from '../store/calls/reveals.ts';
import { erasedSince } from '../store/erasing/erasures.ts';
import { type ExportedCall, exportPages } from '../store/exports/export-pages.ts';
import {
  beginExport,
  dueExport,
  type Export,
  finishExport,
  markSharing,
  postponeExport,
} from '../store/exports/exports.ts';
import type { ExportDeps, Later, Sent } from './courier.ts';
import { fileNameOf } from './file-name.ts';
import { fileFault, openPassingFile, type PassingFile } from './passing-file.ts';
import { tellProgress, tellResult } from './tell.ts';
import { surveyOf, writeCsv } from './write-csv.ts';

export interface ExportResult {
  /** `later` is tried again. */
  outcome: ExportNews['kind'] | 'later';
  calls: number;
  reason: string | null;
}

/**
 * One pass: makes the file that somebody waits for longest, and hands it over. A file is made again from the start
 * until Slack may have shown it; from then on it is never sent again blindly.
 *
 * @returns null when nobody waits.
 */
export async function runExport(deps: ExportDeps): Promise<ExportResult | null> {
  const { db, now } = deps;
  const due = await dueExport(db, now());
  if (due === null) return null;
  if (due.state === 'sharing') return end(due, { kind: 'in-doubt' }, deps);
  if (due.attempts >= mostAttempts) return end(due, { kind: 'given-up' }, deps);
  await beginExport(db, due.id, now() + pauseMs(due.attempts));
  return make(due, deps).catch((error) => whenFailed(error, due, deps));
}

const mostAttempts = 6;

function pauseMs(attempts: number): number {
  return 5_000 * 3 ** attempts;
}

async function make(due: Export, deps: ExportDeps): Promise<ExportResult> {
  const { db, now, timezone, stopping } = deps;
  const begunAt = now();
  const { filter, anchor, askedAt, userId } = due;
  const lost = await lostStanding(due, deps);
  if (lost !== null) return lost;
  const rights = rightsOf(userId, deps);
  const { masked, hiddenFields } = rights;
  const numbers = masked ? ('as-shown' as const) : ('any' as const);
  const context = { now: askedAt, timezone, numbers, hiddenFields };
  // Once they were an admin, and looked for parts of numbers or for hidden fields.
  if (parseFilter(filter, context).problems.length > 0) return end(due, losesNumbers, deps);
  const chosen = { filter, anchor, context };
  const pagesOf = () => untilStopped(withoutFields(exportPages(db, chosen), hiddenFields), stopping);
  const survey = await surveyOf(pagesOf());
  if (survey.calls === 0) return end(due, { kind: 'nothing', filter }, deps);

  await using file = await openPassingFile(deps.folder);
  const pages = tellProgress(pagesOf(), survey.calls, due, deps);
  await writeCsv(pages, file.writing(), { ...survey, masked });
  const sent: Sent = { kind: 'sent', calls: survey.calls, masked };
  return await handOver({ file, begunAt, rights }, due, sent, deps);
}

interface Made {
  file: PassingFile;
  begunAt: Instant;
  rights: Rights;
}

/** What the person may see of a call. */
interface Rights {
  masked: boolean;
  hiddenFields: HiddenFields;
}

function rightsOf(userId: string, { mayHaveNumbers, hiddenFrom }: ExportDeps): Rights {
  return { masked: !mayHaveNumbers(userId), hiddenFields: hiddenFrom(userId) };
}

async function handOver(
  { file, begunAt, rights }: Made,
  due: Export,
  sent: Sent,
  deps: ExportDeps,
): Promise<ExportResult> {
  const { db, courier, stopping, timezone } = deps;
  const handed = { name: fileNameOf(due, timezone), bytes: await file.bytes(), content: file.reading() };
  const uploaded = await courier.upload(handed, stopping);
  if (uploaded.kind === 'later') return postpone(due, uploaded, deps);
  if (uploaded.kind === 'refused') return end(due, uploaded, deps);

  if (await erasedSince(db, begunAt)) return postpone(due, erasedMeanwhile, deps);
  const lost = await lostStanding(due, deps);
  if (lost !== null) return lost;
  if (!isDeepStrictEqual(rights, rightsOf(due.userId, deps))) return postpone(due, rightsChanged, deps);
  if (!sent.masked) await recordNumbersShown(due, deps);
  await markSharing(db, due.id, { fileId: uploaded.fileId, timezone });
  const shared = await courier.share(uploaded.fileId, due.userId, sent);
  if (shared.kind === 'later') return postpone(due, shared, deps);
  if (shared.kind === 'refused') return end(due, shared, deps);
  return end(due, shared.kind === 'shared' ? sent : { kind: 'in-doubt' }, deps);
}

/** It may contain data that somebody wants erased, so it is written again. */
const erasedMeanwhile: Later = { kind: 'later', reason: 'calls were erased meanwhile', afterMs: null };

const rightsChanged: Later = { kind: 'later', reason: 'who asked may see other things now', afterMs: null };
const losesNumbers: ExportNews = { kind: 'no-longer', reason: 'numbers' };

/** Who asked may have left since: looked at each time it is tried, and again before it is handed over. */
async function lostStanding(due: Export, deps: ExportDeps): Promise<ExportResult | null> {
  const standing = await deps.mayAsk(due.userId);
  if (standing === 'no') return end(due, { kind: 'no-longer', reason: 'membership' }, deps);
  return standing === 'not-told' ? postpone(due, standingUnknown, deps) : null;
}

const standingUnknown: Later = { kind: 'later', reason: 'Slack does not say who asked', afterMs: null };

async function recordNumbersShown({ id, userId }: Export, { db, now }: ExportDeps): Promise<void> {
  await recordReveal(db, { request: 'export', userId, callId: id, shown: ['number'], at: now() });
}

async function postpone(
  { id, attempts }: Export,
  { afterMs, reason }: Later,
  { db, now }: ExportDeps,
): Promise<ExportResult> {
  await postponeExport(db, id, now() + Math.max(pauseMs(attempts), afterMs ?? 0));
  return { outcome: 'later', calls: 0, reason };
}

/**
 * A stop in the middle is no failure: the next start repeats it. A file that the machine does not let us make will not
 * be made a minute later either, so the person gets the news at once.
 */
async function whenFailed(error: unknown, due: Export, deps: ExportDeps): Promise<ExportResult> {
  const { db, now, stopping } = deps;
  const reason = fileFault(error);
  if (reason !== null) return end(due, { kind: 'no-file', reason }, deps);
  if (!stopping.aborted) throw error;
  const { id } = due;
  await postponeExport(db, id, now());
  return { outcome: 'later', calls: 0, reason: 'stopped' };
}

/** Finished before the person is notified: two notices would be worse than none, and the file speaks for itself. */
async function end(due: Export, news: ExportNews, deps: ExportDeps): Promise<ExportResult> {
  const isHandedOut = news.kind === 'sent' || news.kind === 'in-doubt';
  await finishExport(deps.db, due.id, deps.now(), isHandedOut);
  await tellResult(due, news, deps);
  return {
    outcome: news.kind,
    calls: news.kind === 'sent' ? news.calls : 0,
    reason: 'reason' in news ? news.reason : null,
  };
}

async function* withoutFields(pages: AsyncIterable<ExportedCall[]>, hidden: HiddenFields) {
  for await (const page of pages)
    yield page.map((call) => ({ ...call, structuredOutput: withoutHidden(call.structuredOutput, hidden) }));
}

async function* untilStopped<Page>(pages: AsyncIterable<Page>, stopping: AbortSignal): AsyncGenerator<Page> {
  for await (const page of pages) {
    stopping.throwIfAborted();
    yield page;
  }
}
