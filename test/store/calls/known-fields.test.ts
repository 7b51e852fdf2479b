import { expect, it } from 'vitest';

import { findFields } from '../../../src/store/calls/known-fields.ts';
import { describeStores } from '../../support/database.ts';
import { sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

describeStores('extracted fields', (open) => {
  it('are found by the values that calls have, each name once', async () => {
    await using store = await open();
    await storeCalls(store.db, [
      sampleCall({ id: 'a', structuredOutput: { lead_score: 'hot', mood: 'good' } }),
      sampleCall({ id: 'b', structuredOutput: { lead_score: 'hot', tone: 'good', note: 'x' } }),
    ]);
    const { names, having } = await findFields(store.db, ['hot', 'good', 'other']);
    expect(names.sort()).toEqual(['lead_score', 'mood', 'note', 'tone']);
    expect(having.map(({ name, value }) => `${name}=${value}`).sort()).toEqual([
      'lead_score=hot',
      'mood=good',
      'tone=good',
    ]);
  });

  it('are none where no call has any', async () => {
    await using store = await open();
    expect(await findFields(store.db, ['hot'])).toEqual({ names: [], having: [] });
  });
});
