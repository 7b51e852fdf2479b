import { expect, it } from 'vitest';

import { messageForms } from '../../../src/calls/message-forms.ts';
import { findMessage } from '../../../src/store/messages/messages.ts';
import { sharedListOf, shareList } from '../../../src/store/messages/shared-lists.ts';
import { describeStores } from '../../support/database.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const hour = 3_600_000;
const calls = [
  sampleCall({ id: 'human' }),
  failedCall('busy', { id: 'busy', endedAt: mondayNoon - hour }),
  sampleCall({ id: 'earlier', endedAt: mondayNoon - 2 * hour }),
];

describeStores('a shared list', (open) => {
  it('stays the page that was seen, whatever ends later', async () => {
    await using it = await open();
    await storeCalls(it.db, calls);
    const page = { filter: 'human', messageId: null, anchor: 3, openedAt: mondayNoon, timezone: 'UTC' };
    const place = { beyond: null, direction: 'older' as const };
    const sharing = { request: 'r', channel: 'C0CALLS', sharedBy: 'U0ANNA', page: { ...page, ...place } };
    expect(await shareList(it.db, sharing, mondayNoon)).toBe(2);
    expect(await shareList(it.db, sharing, mondayNoon)).toBe(2);

    const rows = await it.db.selectFrom('messages').select(['id', 'calls', 'kind']).execute();
    expect(rows).toMatchObject([{ calls: 2, kind: 'calls' }]);
    await storeCalls(it.db, [sampleCall({ id: 'late', endedAt: mondayNoon + hour })]);

    const message = await findMessage(it.db, rows[0]?.id ?? '');
    if (message === null) throw new Error('no message');
    const list = await sharedListOf(it.db, message.id, messageForms.share.row.parse(message.subject));
    expect(list).toMatchObject({ sharedBy: 'U0ANNA', filter: 'human' });
    expect(list.calls.map(({ id }) => id)).toEqual(['human', 'earlier']);
  });
});
