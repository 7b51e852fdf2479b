import { planPass } from '../src/sync/plan.ts';
import { freshReading, type Reading } from '../src/sync/reading.ts';
import { SimulatedList } from '../test/sync/simulated-list.ts';
import type { Figures } from './row.ts';
import type { Scale } from './scale.ts';

const pageSize = 100;

/** How one pass reads a list. @returns how many pages it asked for. */
type Reader = (list: SimulatedList) => number;

/** What it costs to read a long list, and how soon a call is seen that ends far down in it. */
export async function reading(scale: Scale): Promise<Figures> {
  const passes = scale.of(4096, 64);
  const costs = [0, 30, 60].map((arrivals) => costOf(planned(), scale.calls, passes, arrivals));
  const depths = [1, 10, 100, 1000].filter((pages) => pages * pageSize < scale.calls / 2);
  const waits = depths.map((pages) => ({ pages, ...waitFor(planned(), pages, scale) }));
  const naive = waitFor(firstPage, 1, scale);
  return {
    'requests a pass, on average': worst(costs, 'average'),
    'requests in any pass': worst(costs, 'most'),
    ...Object.fromEntries(
      waits.map(({ pages, slowest }) => [
        `passes until an ending ${pages} pages down is seen, at worst`,
        { value: slowest },
      ]),
    ),
    'of these endings never seen': { value: sum(waits.map((it) => it.unseen)) },
    'never seen by reading only the first page': { value: (100 * naive.unseen) / naive.endings },
    'requests a pass when everything is read each time': { value: everything(listOf(scale.calls)) },
  };
}

function planned(): Reader {
  const state: Reading = freshReading();
  return (list) => {
    const plan = planPass(state, { rows: list.length, whole: true });
    let requests = 0;
    for (let step = plan.next(); !step.done; requests += 1) step = plan.next(list.read(step.value.index));
    return requests;
  };
}

function firstPage(list: SimulatedList): number {
  list.read(0);
  return 1;
}

function everything(list: SimulatedList): number {
  let pages = 0;
  while (!list.read(pages).last) pages += 1;
  return pages + 1;
}

function costOf(reader: Reader, calls: number, passes: number, arrivals: number) {
  const list = listOf(calls);
  const requests = Array.from({ length: passes }, () => {
    list.arrive(arrivals);
    return reader(list);
  });
  return { average: sum(requests) / passes, most: Math.max(...requests) };
}

const arrivalsPerPass = 30;

/** Calls end this deep again and again, in odd steps, so that some end before, during and after any sweep. */
function waitFor(reader: Reader, pages: number, scale: Scale) {
  const list = listOf(scale.calls);
  const passes = 8 * pages + 512;
  const since = new Map<number, number>();
  let slowest = 0;
  let endings = 0;
  for (let pass = 0; since.size > 0 || pass < passes; pass += 1) {
    list.arrive(arrivalsPerPass);
    const call = list.at(pages * pageSize + (pass % pageSize));
    if (pass < passes && pass % 7 === 0 && call !== undefined) {
      list.reopen(call);
      list.change(call);
      since.set(call, pass);
      endings += 1;
    }
    reader(list);
    for (const told of list.told.splice(0)) {
      slowest = Math.max(slowest, pass - (since.get(told) ?? pass) + 1);
      since.delete(told);
    }
    if (pass > 4 * passes) break;
  }
  return { slowest, endings, unseen: since.size };
}

function listOf(calls: number): SimulatedList {
  return new SimulatedList(calls, pageSize);
}

function worst(costs: { average: number; most: number }[], figure: 'average' | 'most') {
  const values = costs.map((cost) => cost[figure]);
  return {
    value: Math.max(...values),
    spread: [Math.min(...values), Math.max(...values)] as [number, number],
  };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
