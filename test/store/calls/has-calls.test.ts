import { expect, it } from 'vitest';

import { parseFilter } from '../../../src/calls/filter.ts';
import { hasCalls } from '../../../src/store/calls/has-calls.ts';
import { describeStores } from '../../support/database.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const hour = 3_600_000;
const context = { now: mondayNoon, timezone: 'UTC' };

const calls = [
  sampleCall({ id: 'human' }),
  failedCall('busy', { id: 'busy', endedAt: mondayNoon - hour }),
  sampleCall({
    id: 'interested',
    endedAt: mondayNoon - 48 * hour,
    phoneNumber: '+33199005678',
    structuredOutput: { interest_level: 'interested' },
  }),
];

describeStores('whether a list would have calls', (open) => {
  // filter → whether it has calls
  const searches: [string, boolean][] = [
    ['', true],
    ['busy', true],
    ['voicemail', false],
    ['human since:1h', true],
    ['busy until:2h', false],
    ['field:interest_level=interested', true],
    ['field:interest_level=interested 24h', false],
    ['phone:+33199005678', true],
    ['phone:5678 24h', false],
    ['-human -busy', false],
  ];
  it.each(searches)('“%s” has calls: %s', async (text, has) => {
    await using it = await open();
    await storeCalls(it.db, calls);
    const { filter } = parseFilter(text, context);
    expect(await hasCalls(it.db, { filter, context, messageId: null })).toBe(has);
  });
});
