import { constants } from 'node:os';
import { expect, test } from 'vitest';

import { stopSignals } from '../../src/process/stop-signals.ts';

test('what asks the bot to stop: service managers and Ctrl+C, and on Windows what its console sends', () => {
  expect(stopSignals('linux')).toEqual(['SIGTERM', 'SIGINT']);
  expect(stopSignals('darwin')).toEqual(stopSignals('linux'));
  expect(stopSignals('win32')).toEqual(['SIGINT', 'SIGBREAK', 'SIGHUP']);
  for (const signal of stopSignals()) expect(constants.signals).toHaveProperty(signal);
});
