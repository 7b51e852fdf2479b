import type { ExportNews } from '../calls/export-news.ts';
import type { ExportedCall } from '../store/exports/export-pages.ts';
import { countResponse, type Export } from '../store/exports/exports.ts';
import type { ExportDeps } from './courier.ts';

/** Slack takes five answers; the first is given, and the last is kept for how it ended. */
const mostResponses = 5;
/** And it takes them for half an hour. */
const answerableMs = 29 * 60_000;
const betweenTellingsMs = 5_000;

type TellDeps = Pick<ExportDeps, 'db' | 'now' | 'courier'>;

/** Lets the pages through and says how far it is, now and then. */
export async function* tellProgress(
  pages: AsyncIterable<ExportedCall[]>,
  of: number,
  due: Export,
  deps: TellDeps,
): AsyncGenerator<ExportedCall[]> {
  let { responses } = due;
  let calls = 0;
  let toldAt = deps.now();
  for await (const page of pages) {
    yield page;
    calls += page.length;
    if (responses >= mostResponses - 1 || calls === of || deps.now() - toldAt < betweenTellingsMs) continue;
    toldAt = deps.now();
    responses += 1;
    await respond(due, { kind: 'written', calls, of }, deps);
  }
}

/** In the place of the first answer where that is possible; else only what the file does not say. */
export async function tellResult(due: Export, news: ExportNews, deps: TellDeps): Promise<void> {
  // Nobody of ours any more.
  if (news.kind === 'no-longer' && news.reason === 'membership') return;
  if (await respond(due, news, deps)) return;
  if (news.kind !== 'sent') await deps.courier.write(due, news);
}

async function respond({ id, askedAt, responseUrl }: Export, news: ExportNews, deps: TellDeps) {
  const { db, now, courier } = deps;
  if (responseUrl === null || now() - askedAt > answerableMs) return false;
  await countResponse(db, id);
  return courier.respond(responseUrl, news);
}
