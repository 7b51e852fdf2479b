import fc from 'fast-check';
import { vi } from 'vitest';

import { countAnew } from './revox-calls.ts';

// Files share their modules and their process. What one of them made is no matter of the next, whichever came first.
countAnew();
// A file that failed may have left the clock standing.
vi.useRealTimers();
// One case in a thousand is no matter of whoever runs the tests next. `--mode shuffled` draws others each time.
if (process.env.MODE === 'test') fc.configureGlobal({ seed: 20260302 });
