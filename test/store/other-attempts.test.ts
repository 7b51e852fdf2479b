import { expect, it } from 'vitest';

import { otherAttempts } from '../../src/store/other-attempts.ts';
import { describeStores } from '../support/database.ts';
import { failedCall, mondayNoon, sampleCall } from '../support/sample-calls.ts';
import { storeCalls } from '../support/stored-calls.ts';

const calls = [
  sampleCall({ id: 'human' }),
  failedCall('busy', { id: 'busy', endedAt: mondayNoon - 3_600_000 }),
  sampleCall({ id: 'somebody-else', phoneNumber: '+33199005678' }),
  sampleCall({ id: 'ringing', status: 'ringing', result: null, answeredAt: null, endedAt: null }),
];

describeStores('other attempts', (open) => {
  it('are those to the same number, the latest first, open ones too', async () => {
    await using it = await open();
    await storeCalls(it.db, calls);
    const attempts = await otherAttempts(it.db, sampleCall({ id: 'human' }), 10);
    expect(attempts.map(({ id }) => id).toSorted()).toEqual(['busy', 'ringing']);
    expect(await otherAttempts(it.db, sampleCall({ id: 'x', phoneNumber: null }), 10)).toEqual([]);
    expect(await otherAttempts(it.db, sampleCall({ id: 'human' }), 1)).toHaveLength(1);
  });
});
