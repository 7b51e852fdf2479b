import type { PageSeen, SeenRow } from '../../src/sync/walk.ts';

/** A list of calls and a store of what was read of it, without the calls: cheap enough for millions of them. */
export class SimulatedList {
  size: number;
  /** Calls in the order in which they were told. */
  readonly told: number[] = [];
  /** Every row looks changed each time. */
  restless = false;
  readonly #history: number;
  /** Oldest first. */
  readonly #calls: number[];
  /** Where it is not the first version of an ended call: 0 while open, then counting up. */
  readonly #versions = new Map<number, number>();
  readonly #stored = new Map<number, number>();
  #next: number;

  /** @param history Calls that are in the list and in the store from the beginning. */
  constructor(history: number, size: number) {
    this.size = size;
    this.#history = history;
    this.#calls = Array.from({ length: history }, (_, call) => call);
    this.#next = history;
  }

  get length(): number {
    return this.#calls.length;
  }

  arrive(count: number, state: 'open' | 'ended' = 'ended'): number[] {
    const arrived = Array.from({ length: count }, (_, index) => this.#next + index);
    this.#next += count;
    for (const call of arrived) this.#calls.push(call);
    if (state === 'open') for (const call of arrived) this.#versions.set(call, 0);
    return arrived;
  }

  at(depth: number): number | undefined {
    return this.#calls.at(-1 - depth);
  }

  /** A call is open, and the store knows it. */
  reopen(call: number): void {
    this.#versions.set(call, 0);
    this.#stored.set(call, 0);
  }

  isOpen(call: number): boolean {
    return this.#version(call) === 0;
  }

  /** An open call ends; an ended one gains something. */
  change(call: number): void {
    this.#versions.set(call, this.#version(call) + 1);
  }

  vanish(call: number): void {
    const at = this.#calls.lastIndexOf(call);
    if (at >= 0) this.#calls.splice(at, 1);
  }

  /** Calls in the list that ended and were not told, or that were told in a state that is not theirs any more. */
  unread(): number[] {
    const touched = new Set([...this.#versions.keys(), ...this.#calls.slice(this.#history)]);
    for (let call = this.#history; call < this.#next; call += 1) touched.add(call);
    const listed = new Set(this.#calls);
    return [...touched].filter(
      (call) => listed.has(call) && this.#storedVersion(call) !== this.#version(call),
    );
  }

  read(index: number): PageSeen {
    const to = this.#calls.length - index * this.size;
    const calls = this.#calls.slice(Math.max(0, to - this.size), Math.max(0, to)).reverse();
    return { rows: calls.map((call) => this.#readRow(call)), size: this.size, last: to <= this.size };
  }

  #readRow(call: number): SeenRow {
    const [before, now] = [this.#storedVersion(call), this.#version(call)];
    if (now > 0 && (before ?? 0) === 0) this.told.push(call);
    if (before !== now) this.#stored.set(call, now);
    const same = before === now && !this.restless;
    const novelty = before === undefined ? 'unseen' : same ? 'known' : 'changed';
    return { key: `call-${call}`, novelty, open: now === 0 };
  }

  #version(call: number): number {
    return this.#versions.get(call) ?? 1;
  }

  #storedVersion(call: number): number | undefined {
    return this.#stored.get(call) ?? (call < this.#history ? 1 : undefined);
  }
}
