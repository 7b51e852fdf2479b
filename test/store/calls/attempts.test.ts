import { expect, it } from 'vitest';

import { weekMs } from '../../../src/calls/time/durations.ts';
import { attemptOf, otherAttempts } from '../../../src/store/calls/attempts.ts';
import { describeStores } from '../../support/database.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const calls = [
  sampleCall({ id: 'human' }),
  failedCall('busy', { id: 'busy', endedAt: mondayNoon - 3_600_000 }),
  sampleCall({ id: 'somebody-else', phoneNumber: '+33199005678' }),
  sampleCall({ id: 'ringing', status: 'ringing', result: null, answeredAt: null, endedAt: null }),
];

describeStores('the attempt to a number', (open) => {
  it('counts the calls to it that ended in the seven days before, this one included', async () => {
    await using it = await open();
    const endedBefore = (ms: number) => sampleCall({ id: `${ms} before`, endedAt: mondayNoon - ms });
    const others = [
      sampleCall({ id: 'somebody-else', phoneNumber: '+33199005678' }),
      sampleCall({ id: 'later', endedAt: mondayNoon + 1 }),
    ];
    await storeCalls(it.db, [...[0, 1, weekMs, weekMs + 1].map(endedBefore), ...others]);
    expect(await attemptOf(it.db, endedBefore(0))).toBe(3);
    expect(await attemptOf(it.db, endedBefore(1))).toBe(3);
    expect(await attemptOf(it.db, endedBefore(weekMs + 1))).toBe(1);
  });

  it('has no number where there is none to call, or it is not over', async () => {
    await using it = await open();
    await storeCalls(it.db, calls);
    expect(await attemptOf(it.db, sampleCall({ phoneNumber: null }))).toBeNull();
    expect(await attemptOf(it.db, sampleCall({ endedAt: null }))).toBeNull();
  });
});

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
