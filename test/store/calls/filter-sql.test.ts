import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { type Filter, formatFilter, matches } from '../../../src/calls/filter.ts';
import { filterExpression } from '../../../src/store/calls/filter-sql.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { anyEndedCall, anyFilter, contextOnShortDay } from '../../support/arbitrary-filter.ts';
import { describeStores } from '../../support/database.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const anyCalls = fc.uniqueArray(anyEndedCall, {
  selector: (call) => call.id,
  minLength: 200,
  maxLength: 200,
});

describeStores('a filter over stored calls', (open, kind) => {
  it('keeps the calls that it keeps one by one', async () => {
    await using store = await open();
    const [calls = []] = fc.sample(anyCalls, { numRuns: 1, seed: 20260329 });
    await storeCalls(store.db, calls);
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        expect(await idsFor(store.db, filter), formatFilter(filter)).toEqual(idsMatching(calls, filter));
      }),
      { numRuns: kind === 'SQLite' ? 500 : 150 },
    );
  });
});

async function idsFor(store: Store, filter: Filter): Promise<string[]> {
  const chosen = filterExpression(filter, contextOnShortDay);
  const rows = await store.selectFrom('calls').select('id').where(chosen).execute();
  return rows.map((row) => row.id).sort();
}

function idsMatching(calls: DetailedCall[], filter: Filter): string[] {
  return calls
    .filter((call) => matches(filter, call, contextOnShortDay))
    .map((call) => call.id)
    .sort();
}
