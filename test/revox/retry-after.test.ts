import { expect, test } from 'vitest';
import { retryAfterMs } from '../../src/revox/refusal.ts';

const now = Date.UTC(2026, 2, 3, 12, 0, 0);
const fast = 'Tue, 03 Mar 2026 12:05:00 GMT';

test.each([
  { header: undefined, waitMs: null },
  { header: '30', waitMs: 30_000 },
  { header: '0', waitMs: 0 },
  { header: ' 1.5 ', waitMs: 1_500 },
  { header: 'Tue, 03 Mar 2026 12:01:00 GMT', waitMs: 60_000 },
  // A time that is over means now.
  { header: 'Tue, 03 Mar 2026 11:00:00 GMT', waitMs: 0 },
  // The server's clock runs five minutes ahead of ours, and the wait is by its clock.
  { header: 'Tue, 03 Mar 2026 12:06:00 GMT', date: fast, waitMs: 60_000 },
  { header: 'Tue, 03 Mar 2026 12:01:00 GMT', date: 'nonsense', waitMs: 60_000 },
  { header: 'soon', waitMs: null },
  { header: '', waitMs: null },
  // A slip of the pen does not silence the bot for years.
  { header: '99999999999', waitMs: 86_400_000 },
])('Retry-After “$header” is a wait of $waitMs ms', ({ header, date, waitMs }) => {
  expect(retryAfterMs(header, date, now)).toBe(waitMs);
});
