import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Ground, planPass } from '../../src/sync/plan.ts';
import { freshReading, type Reading, readingSchema } from '../../src/sync/reading.ts';
import { SimulatedList } from './simulated-list.ts';

/** Follows the plan for one pass, as after a restart. @returns the pages it asked for, and what it left. */
function pass(list: SimulatedList, stored: Reading, { ground, between, failAt }: PassOptions = {}) {
  const reading = readingSchema.parse(JSON.parse(JSON.stringify(stored)));
  const asked: number[] = [];
  const plan = planPass(reading, ground ?? { rows: list.length, whole: true });
  for (let step = plan.next(); !step.done; ) {
    asked.push(step.value.index);
    if (failAt?.(step.value.index, asked.length)) break;
    between?.();
    step = plan.next(list.read(step.value.index));
  }
  return { asked, reading };
}

interface PassOptions {
  ground?: Ground;
  /** Happens before each page is read. */
  between?: (() => void) | undefined;
  failAt?: ((index: number, requests: number) => boolean) | undefined;
}

function passes(
  list: SimulatedList,
  count: number,
  before: (index: number) => void = () => undefined,
  between?: () => void,
) {
  let reading = freshReading();
  return Array.from({ length: count }, (_, index) => {
    before(index);
    const result = pass(list, reading, { between });
    reading = result.reading;
    return result;
  });
}

function requests(results: { asked: number[] }[]) {
  const counts = results.map(({ asked }) => asked.length);
  return {
    average: counts.reduce((sum, count) => sum + count, 0) / counts.length,
    most: Math.max(...counts),
  };
}

describe('the cost of a pass over a million calls', () => {
  it.each([0, 1, 7, 30, 60])(
    'is at most 8 requests on average and 16 ever, with %i arrivals a pass',
    (arrivals) => {
      const list = new SimulatedList(1_000_000, 100);
      const { average, most } = requests(passes(list, 4096, () => list.arrive(arrivals)));
      expect(average).toBeLessThanOrEqual(8);
      expect(most).toBeLessThanOrEqual(16);
    },
  );

  it('stays there while every call that comes in is open for six passes', () => {
    const list = new SimulatedList(1_000_000, 100);
    const lately: number[][] = [];
    const results = passes(list, 4096, () => {
      lately.push(list.arrive(60, 'open'));
      if (lately.length > 6) for (const call of lately.shift() ?? []) list.change(call);
    });
    const { average, most } = requests(results);
    expect(average).toBeLessThanOrEqual(8);
    expect(most).toBeLessThanOrEqual(16);
  });

  it('is one request where nothing happens in a list of one page', () => {
    const list = new SimulatedList(100, 100);
    expect(requests(passes(list, 100))).toEqual({ average: 1, most: 1 });
  });
});

describe('a call that ends far down the list', () => {
  const atDepth = (pages: number, arrivals: number[]) => arrivals.map((perPass) => ({ pages, perPass }));
  const cases = [
    ...atDepth(1, [0, 10, 30, 60, 90, 300, 1000]),
    ...atDepth(10, [0, 10, 30, 60, 90, 300, 1000]),
    ...atDepth(100, [0, 30, 60]),
  ];

  it.each(cases)(
    'is found in time, $pages pages down with $perPass arrivals a pass',
    ({ pages, perPass }) => {
      const list = new SimulatedList(20_000, 100);
      const waiting = new Map<number, number>();
      let slowest = 0;
      let toCome = 0;
      const betweenPages = () => {
        const come = Math.ceil(toCome / 4);
        list.arrive(come);
        toCome -= come;
      };
      const beforePass = (index: number) => {
        for (const call of list.told.splice(0)) {
          slowest = Math.max(slowest, index - (waiting.get(call) ?? index));
          waiting.delete(call);
        }
        // Half of them come in while the pass reads.
        list.arrive(Math.ceil(perPass / 2) + toCome);
        toCome = Math.floor(perPass / 2);
        // Odd, unlike the steps in which sweeps begin, so that some end before, during and after any of them.
        if (index % 7 !== 0 || index > 16 * (pages + 1)) return;
        const call = list.at(pages * 100 + (index % 100));
        if (call === undefined || waiting.has(call)) return;
        list.reopen(call);
        list.change(call);
        waiting.set(call, index);
      };
      passes(list, 40 * (pages + 1), beforePass, betweenPages);
      expect(waiting.size).toBe(0);
      expect(slowest).toBeLessThanOrEqual(24 * (pages + 1));
    },
  );
});

describe('whatever happens to the list', () => {
  const passEvents = fc.record({
    arrivals: fc.oneof({ weight: 6, arbitrary: fc.nat(60) }, { weight: 1, arbitrary: fc.nat(1000) }),
    open: fc.boolean(),
    endings: fc.array(fc.nat(), { maxLength: 5 }),
    edits: fc.array(fc.nat(), { maxLength: 3 }),
    vanishing: fc.array(fc.nat(), { maxLength: 2 }),
    betweenPages: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(20), fc.nat(150)),
    failAt: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 12 })),
    size: fc.constantFrom(null, null, null, null, 25, 40, 100),
  });

  it('every call that ended is posted once, and every change is seen', () => {
    const scenario = [
      fc.nat(5000),
      fc.constantFrom(25, 40, 100),
      fc.array(passEvents, { maxLength: 40 }),
    ] as const;
    fc.assert(
      fc.property(...scenario, (history, size, events) => {
        const list = new SimulatedList(history, size);
        let reading = freshReading();
        for (const event of events) {
          applyEvents(list, event);
          reading = pass(list, reading, {
            between: () => list.arrive(event.betweenPages),
            failAt: (_, request) => request === event.failAt,
          }).reading;
        }
        // From here on nothing happens, so everything has to be found within a bound that grows with the list.
        const bound = 24 * (list.length / list.size + 1);
        for (let rest = 0; rest < bound && list.unread().length > 0; rest += 1)
          reading = pass(list, reading).reading;
        expect(list.unread()).toEqual([]);
        expect(new Set(list.told).size).toBe(list.told.length);
      }),
      { numRuns: 15 },
    );
  });
});

function applyEvents(
  list: SimulatedList,
  event: {
    arrivals: number;
    open: boolean;
    endings: number[];
    edits: number[];
    vanishing: number[];
    size: number | null;
  },
) {
  list.size = event.size ?? list.size;
  list.arrive(event.arrivals, event.open ? 'open' : 'ended');
  const anyCall = (at: number) => (list.length === 0 ? undefined : list.at(at % list.length));
  for (const at of event.endings) {
    const call = anyCall(at);
    if (call !== undefined && list.isOpen(call)) list.change(call);
  }
  for (const at of event.edits) {
    const call = anyCall(at);
    if (call !== undefined && !list.isOpen(call)) list.change(call);
  }
  for (const at of event.vanishing) {
    const call = anyCall(at);
    if (call !== undefined) list.vanish(call);
  }
}

describe('after a long absence', () => {
  it('5,000 new calls are read in a few passes of bounded length', () => {
    const list = new SimulatedList(100_000, 100);
    const before = passes(list, 64, () => list.arrive(20)).at(-1);
    const missed = list.arrive(5000);
    let { reading, asked } = pass(list, before?.reading ?? freshReading());
    expect(asked.length).toBeLessThanOrEqual(40);
    for (let count = 0; count < 2; count += 1) {
      list.arrive(20);
      ({ reading, asked } = pass(list, reading));
      expect(asked.length).toBeLessThanOrEqual(48);
    }
    const told = new Set(list.told);
    expect(missed.filter((call) => !told.has(call))).toEqual([]);
    expect(reading.catchUp).toBeNull();
  });

  it('a pass that was cut short is caught up with, though the next one finds its own head known', () => {
    const list = new SimulatedList(1000, 10);
    list.arrive(35);
    const { reading } = pass(list, freshReading(), { failAt: (index) => index === 2 });
    expect(list.told).toHaveLength(20);
    pass(list, reading);
    expect(list.told).toHaveLength(35);
  });

  it('as many calls as a page holds, coming in between two pages, do not hide what is below', () => {
    const list = new SimulatedList(1000, 10);
    list.arrive(25);
    let burst = [0, 10];
    const { reading } = pass(list, freshReading(), {
      between: () => {
        list.arrive(burst.shift() ?? 0);
      },
    });
    expect(list.told).toHaveLength(25);
    burst = [];
    pass(list, reading);
    expect(list.told).toHaveLength(35);
  });
});

describe('open calls', () => {
  it('are met again in every pass, wherever they are in the first four pages', () => {
    const list = new SimulatedList(10_000, 10);
    const [call = 0] = list.arrive(1, 'open');
    const first = pass(list, freshReading());
    list.arrive(30);
    const second = pass(list, first.reading);
    list.change(call);
    expect(list.told).not.toContain(call);
    pass(list, second.reading);
    expect(list.told).toContain(call);
  });

  it('that vanish are not searched indefinitely', () => {
    const list = new SimulatedList(10_000, 10);
    const [call = 0] = list.arrive(1, 'open');
    let { reading } = pass(list, freshReading());
    list.arrive(35);
    ({ reading } = pass(list, reading));
    list.vanish(call);
    for (let count = 0; count < 3; count += 1) ({ reading } = pass(list, reading));
    expect(reading.open).toEqual([]);
  });

  it('that never end are left to the sweeps after a while', () => {
    const list = new SimulatedList(10_000, 10);
    list.arrive(1, 'open');
    list.arrive(30);
    const results = passes(list, 2100);
    const heads = (from: number) =>
      results.slice(from, from + 80).filter(({ asked }) => asked[3] === 3).length;
    expect(heads(1)).toBeGreaterThan(heads(2000));
  });
});

describe('a server in a bad way', () => {
  it('that changes every row each time is not read to the bottom in each pass', () => {
    const list = new SimulatedList(100_000, 100);
    list.restless = true;
    expect(requests(passes(list, 200, () => list.arrive(5))).most).toBeLessThanOrEqual(26);
  });

  it('that never gives one page far down still gives all the others their turn', () => {
    const list = new SimulatedList(5000, 10);
    const above = list.at(600) ?? 0;
    list.reopen(above);
    list.change(above);
    let reading = freshReading();
    for (let count = 0; count < 2000; count += 1) {
      ({ reading } = pass(list, reading, { failAt: (index) => index === 90 }));
    }
    expect(list.told).toContain(above);
  });

  it('that begins to cap its pages is read without a gap', () => {
    const list = new SimulatedList(20_000, 100);
    let { reading } = pass(list, freshReading());
    for (let count = 0; count < 200; count += 1) ({ reading } = pass(list, reading));
    list.size = 30;
    const late = [700, 3000, 9000].map((depth) => list.at(depth) ?? 0);
    for (const call of late) {
      list.reopen(call);
      list.change(call);
    }
    for (let count = 0; count < 6000; count += 1) ({ reading } = pass(list, reading));
    expect(list.told.toSorted()).toEqual(late.toSorted());
  });
});

describe('while history is being imported', () => {
  it('nothing below its frontier is read', () => {
    const list = new SimulatedList(10_000, 100);
    let reading = freshReading();
    for (let imported = 0; imported < 5000; imported += 300) {
      list.arrive(20);
      // The frontier is the walk's own count, which moves with what this pass finds to have come in.
      const ground = { rows: imported, whole: false };
      const result = pass(list, reading, { ground });
      const deepest = Math.max(...result.asked);
      expect(deepest === 0 || (deepest + 1) * 100 <= imported + 20).toBe(true);
      reading = result.reading;
    }
  });
});
