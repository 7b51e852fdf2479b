import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { settleWhenQuiet } from '../../src/process/settle.ts';

const megabyte = 1024 * 1024;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A process whose memory a test decides. */
function aProcess() {
  const state = { happened: 0, inUse: 60 * megabyte, given: 0, back: 0 };
  const settling = settleWhenQuiet({
    happened: () => state.happened,
    inUse: () => state.inUse,
    async giveBack() {
      state.given += 1;
      state.inUse = 30 * megabyte;
    },
    async comeBack() {
      state.back += 1;
    },
  });
  return { state, settling, minute: () => vi.advanceTimersByTimeAsync(60_000) };
}

it('memory is given back after a minute in which nothing happened, and not before', async () => {
  const { state, minute } = aProcess();
  state.happened += 1;
  await minute();
  expect(state).toMatchObject({ given: 0, back: 1 });

  await minute();
  expect(state.given).toBe(1);
});

it('what has come together since is given back once it is worth the while', async () => {
  const { state, minute } = aProcess();
  await minute();
  state.inUse += 7 * megabyte;
  await minute();
  expect(state.given).toBe(1);

  state.inUse += megabyte;
  await minute();
  expect(state.given).toBe(2);
});

it('it comes back once when something happens, and is given back again after a quiet minute', async () => {
  const { state, minute } = aProcess();
  await minute();
  for (const _ of ['one', 'another']) {
    state.happened += 1;
    await minute();
  }
  expect(state).toMatchObject({ given: 1, back: 1 });

  await minute();
  expect(state).toMatchObject({ given: 2, back: 1 });
});

it('a database that does not answer stops nothing, and it is tried again', async () => {
  let tries = 0;
  const settling = settleWhenQuiet({
    happened: () => 0,
    inUse: () => 60 * megabyte,
    async giveBack() {
      tries += 1;
      throw new Error('the disk is gone');
    },
    comeBack: async () => undefined,
  });
  await vi.advanceTimersByTimeAsync(120_000);
  settling.stop();
  await vi.advanceTimersByTimeAsync(120_000);

  expect(tries).toBe(2);
});
