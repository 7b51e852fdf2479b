import { setTimeout as sleep } from 'node:timers/promises';

import type { ListServer } from './list-server.ts';
import { cpuSecondsOf, memoryOf } from './of-process.ts';
import { median } from './rounds.ts';
import type { Scale } from './scale.ts';

/** A process that polls a Revox, and that nobody asks anything. */
export interface Standing extends AsyncDisposable {
  pid: number;
  list: ListServer;
}

interface AtRest {
  residentMb: number;
  cpuSecondsPer100: number;
  requestsAPoll: number;
}

export const pollEverySeconds = 2;

/** All of them over the same time. */
export async function measureAtRest(standing: Standing[], scale: Scale): Promise<AtRest[]> {
  const polls = scale.of(40, 1);
  const marks = standing.map(({ pid, list }) => ({ cpu: cpuSecondsOf(pid), pages: list.pages }));
  const resident = standing.map((): number[] => []);
  for (let poll = 0; poll < polls; poll += 1) {
    await sleep(pollEverySeconds * 1000);
    for (const [index, { pid }] of standing.entries()) resident[index]?.push(memoryOf(pid).resident);
  }
  return standing.map(({ pid, list }, index) => ({
    residentMb: median(resident[index] ?? []),
    cpuSecondsPer100: ((cpuSecondsOf(pid) - (marks[index]?.cpu ?? 0)) * 100) / polls,
    requestsAPoll: (list.pages - (marks[index]?.pages ?? 0)) / polls,
  }));
}
