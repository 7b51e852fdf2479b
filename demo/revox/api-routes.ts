import type { EmulatorContext } from 'emulate';

import { type OrderState, orderStates, rowAt } from './attempt.ts';
import { advance, type CallCentre, listAt } from './call-centre.ts';
import { addUnderWay } from './history.ts';

type App = EmulatorContext<CallCentre>['app'];
type Request = Parameters<Parameters<App['get']>[1]>[0]['req'];

/** A larger page is cut to this without a word, as servers do. */
const largestPage = 100;

/** The part of the Revox API that the bot reads: https://docs.getrevox.com */
export function addApiRoutes(app: App, centre: CallCentre, apiKey: string, clock: () => number): void {
  app.use('*', async (c, next) => {
    if (!c.req.path.startsWith('/api/')) return next();
    if (centre.apiDown) return c.json({ error: 'Internal Server Error' }, 500);
    const authorised = c.req.header('Authorization') === `Bearer ${apiKey}`;
    if (!authorised || centre.keyRefused) return c.json({ error: 'Unauthorized' }, 401);
    await next();
  });

  app.get('/api/auth-status', (c) => c.json({ authenticated: true }));

  app.get('/api/call', (c) => {
    const query = listQuery(c.req);
    if ('error' in query) return c.json(query, 422);
    const now = clock();
    if (!centre.asked) addUnderWay(centre, now);
    centre.asked = true;
    advance(centre, now);
    const attempts = listAt(centre, query.statuses, now);
    const from = query.page * query.pageSize;
    if (from + query.pageSize >= attempts.length) centre.readToTheEnd = true;
    return c.json({ calls: attempts.slice(from, from + query.pageSize).map((one) => rowAt(one, now)) });
  });
}

interface ListQuery {
  page: number;
  pageSize: number;
  statuses: ReadonlySet<string> | null;
}

function listQuery(request: Request): ListQuery | { error: string } {
  const page = wholeNumber(request.query('page'));
  const pageSize = wholeNumber(request.query('page_size'));
  if (page === null) return { error: 'page: expected a number of at least 0' };
  if (pageSize === null || pageSize < 1) return { error: 'page_size: expected a number of at least 1' };
  const statuses = request.queries('statuses') ?? [];
  const unknown = statuses.find((status) => !orderStates.includes(status as OrderState));
  if (unknown !== undefined) return { error: `statuses: expected one of ${orderStates.join(', ')}` };
  return {
    page,
    pageSize: Math.min(pageSize, largestPage),
    statuses: statuses.length === 0 ? null : new Set(statuses),
  };
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
